"""Names as one string: near ones, and near ones but for a word, against comparing every pair."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.index.postings import Postings
from service.engine.index.whole_name_index import NameWords, WholeNameIndex
from service.engine.matching.alignment import letters_apart
from service.engine.matching.whole_names import dropped_letters, dropped_words, whole_letters, whole_strings
from service.engine.normalise.names import PreparedName, prepare
from tests.examples import examples

TEXTS = [
    "Zelmanko Qorvatin", "Qorvatin Zelmanko", "Zelm Anko Qorvatin", "Zelmanko Qorvatin Ibrin", "Ibrin Zelmanko",
    "Anna Maria Testova", "Annamaria Testova", "Li Wei", "Jean Il", "Zelmanko", "李伟",
]  # fmt: skip
NAMES = [prepare(text, is_person=True) for text in TEXTS]
INDEX = WholeNameIndex.build(NAMES)


def words_of(names: list[PreparedName]) -> NameWords:
    texts = list(dict.fromkeys(token for name in names for token in name.tokens))
    return NameWords.of(Postings.build([[texts.index(token) for token in name.tokens] for name in names]), texts)


SPELT = words_of(NAMES)


@st.composite
def queries(draw: st.DrawFn) -> PreparedName:
    text = draw(st.sampled_from(TEXTS[:-1]))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text) - 1))
        text = text[:at] + draw(st.sampled_from(["a", "n", " ", ""])) + text[at + 1 :]
    return prepare(text, is_person=True)


def near(query: PreparedName, name: PreparedName) -> bool:
    """Whether two names, written as one, are near enough for the scorer."""
    for joined in {"".join(name.tokens), name.joined}:
        for string in (*whole_strings(query), query.joined):
            most = whole_letters(min(len(string), len(joined)))
            if most and letters_apart(string, joined, most) is not None:
                return True
    return False


def near_less_one(query: PreparedName, name: PreparedName) -> bool:
    for longer, shorter in ((query, name), (name, query)):
        joined = "".join(shorter.tokens)
        for string in map("".join, dropped_words(longer)):
            most = dropped_letters(min(len(string), len(joined)))
            if most and letters_apart(string, joined, most) is not None:
                return True
    return False


@settings(deadline=None, max_examples=examples(100))
@given(st.lists(queries(), min_size=1, max_size=3))
def test_no_name_near_as_a_whole_is_lost(asked: list[PreparedName]) -> None:
    told = [query for query in asked if not query.syllabic]
    places, names = INDEX.near(told)
    found = set(zip(places.tolist(), names.tolist(), strict=True))
    for place, query in enumerate(told):
        for number, name in enumerate(NAMES):
            if not name.syllabic and query.tokens and near(query, name):
                assert (place, number) in found, (query.raw, name.raw)


@settings(deadline=None, max_examples=examples(100))
@given(st.lists(queries(), min_size=1, max_size=3))
def test_no_name_near_but_for_a_word_is_lost(asked: list[PreparedName]) -> None:
    pairs = [
        (row, number)
        for row, query in enumerate(asked)
        for number, name in enumerate(NAMES)
        if set(query.tokens) & set(name.tokens)
    ]
    rows, names = (np.array(column, dtype=np.intp) for column in (zip(*pairs, strict=True) if pairs else ((), ())))
    found = set(INDEX.less_one_word(asked, rows, names, SPELT).tolist())
    for at, (row, number) in enumerate(pairs):
        if near_less_one(asked[row], NAMES[number]) and not NAMES[number].syllabic and not asked[row].syllabic:
            assert at in found, (asked[row].raw, NAMES[number].raw)


@pytest.mark.parametrize("text", ["Li Wei", "Ivo Ban"])
def test_short_names_are_not_compared_as_one(text: str) -> None:
    assert INDEX.near([prepare(text, is_person=True)])[0].tolist() == []


def test_a_name_without_one_place_of_a_word() -> None:
    spelt = words_of([prepare("Bill Zelmanko Bill", is_person=True)])
    assert spelt.tokens(0) == ["bill", "zelmanko", "bill"]
    assert spelt.less(0, 0) == ["zelmankobill", "billzelmanko"]
    assert spelt.less(0, 1) == ["billbill"]


def test_nothing_is_near_nothing() -> None:
    assert [array.tolist() for array in INDEX.near([])] == [[], []]
    empty = np.empty(0, dtype=np.intp)
    assert INDEX.less_one_word([], empty, empty, SPELT).tolist() == []
