"""How many words of asked names each listed name may have, against counting them one by one."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.cooperative import run_to_completion
from service.engine.index import word_overlap as module
from service.engine.index.multi_word_index import MultiWordIndex
from service.engine.index.postings import Postings
from service.engine.index.vocabulary import Vocabulary
from service.engine.index.word_matches import WordMatcher
from service.engine.index.word_overlap import ListedWords, WordOverlap, word_overlap
from service.engine.matching.alignment import acronyms
from service.engine.matching.lexicon import lexicon
from service.engine.normalise.names import Kind, PreparedName, prepare
from tests.examples import examples

WORDS = ["zelmanko", "qorvatin", "ibrin", "trading", "bank", "testova"]
LISTED = ["Zelmanko Qorvatin", "Zelmanko Trading", "Ibrin Bank Testova", "Ibrin Testova", "Qorvatin Zelmanko Ibrin"]


def built(texts: list[str], *, is_person: bool) -> tuple[list[PreparedName], WordMatcher, ListedWords]:
    names = [prepare(text, is_person=is_person) for text in texts]
    words = list(dict.fromkeys(token for name in names for token in name.tokens))
    kinds = {token: kind for name in names for token, kind in zip(name.tokens, name.kinds, strict=True)}
    postings = Postings.build([[at for at, name in enumerate(names) if word in name.tokens] for word in words])
    groups = [
        (at, text, end - first) for at, name in enumerate(names) for text, first, end in name.joins if end - first > 1
    ]
    short = [(at, text, end - first) for at, name in enumerate(names) for text, first, end in acronyms(name)]
    vocabulary = Vocabulary.build(words, lexicon())
    matcher = WordMatcher(
        vocabulary,
        postings,
        MultiWordIndex.build(groups),
        MultiWordIndex.build(short),
        np.array([kinds[word] is Kind.NAME for word in words]),
    )
    return names, matcher, ListedWords(vocabulary, postings, len(names))


def overlap(asked: list[str], listed: list[str], *, is_person: bool) -> WordOverlap:
    _, matcher, words = built(listed, is_person=is_person)
    queries = [prepare(text, is_person=is_person) for text in asked]
    resolved = run_to_completion(matcher.of((word for query in queries for word in query.tokens), 2))
    return run_to_completion(word_overlap(queries, resolved, words))


@settings(deadline=None, max_examples=examples(60))
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True), min_size=1, max_size=3),
    st.booleans(),
)
def test_words_in_common_are_counted(asked: list[list[str]], is_person: bool) -> None:
    names = [prepare(text, is_person=is_person) for text in LISTED]
    found = overlap([" ".join(words) for words in asked], LISTED, is_person=is_person)
    pairs = dict(zip(zip(found.rows.tolist(), found.names.tolist(), strict=True), found.words.tolist(), strict=True))
    for row, words in enumerate(asked):
        for number, name in enumerate(names):
            common = len(set(words) & set(name.tokens))
            assert pairs.get((row, number), 0) >= common
            assert common or (row, number) not in pairs
    assert list(pairs) == sorted(pairs)


def test_only_distinctive_words_of_bodies_tell() -> None:
    found = overlap(["Zelmanko Trading"], ["Ibrin Trading", "Zelmanko Bank"], is_person=False)
    assert found.names.tolist() == [0, 1]
    assert found.words.tolist() == [1, 1]
    assert found.distinctive.tolist() == [0, 1]


def test_words_written_together_meet_both() -> None:
    found = overlap(["Annamaria Testova"], ["Anna Maria Testova"], is_person=True)
    assert found.words.tolist() == [2]
    assert found.extra.tolist() == [1]
    assert found.grouped.tolist() == [True]


def test_first_letters_count_beside_a_whole_word_only() -> None:
    found = overlap(["JC Testova"], ["Jean Claude Testova", "Jean Claude Ibrin"], is_person=True)
    assert found.names.tolist() == [0]
    assert (found.words.tolist(), found.extra.tolist()) == ([2], [1])


def test_names_without_a_common_word_do_not_meet() -> None:
    found = overlap(["Nobody Here"], LISTED, is_person=True)
    assert [column.tolist() for column in (found.rows, found.names, found.words)] == [[], [], []]


@pytest.mark.parametrize("is_person", [True, False])
def test_names_that_share_words_with_many_are_put_in_order_one_by_one(
    monkeypatch: pytest.MonkeyPatch, is_person: bool
) -> None:
    asked = ["Zelmanko Qorvatin", "Nobody Elsewhere", "Ibrin Trading Bank", "Testova"]
    at_once = overlap(asked, LISTED, is_person=is_person)
    monkeypatch.setattr(module, "_NAMES_TOGETHER", 1)
    apart = overlap(asked, LISTED, is_person=is_person)
    assert at_once.rows.tolist() == [0, 0, 0, 2, 2, 2, 2, 3, 3]
    for one in fields(WordOverlap):
        assert getattr(apart, one.name).tolist() == getattr(at_once, one.name).tolist()
