"""What an asked word may mean, kept; the answer is the same from the cache and anew."""

import numpy as np

from service.common.cooperative import run_to_completion
from service.engine.index.multi_word_index import MultiWordIndex
from service.engine.index.postings import Postings
from service.engine.index.vocabulary import Vocabulary
from service.engine.index.word_matches import WordMatcher, WordMatches
from service.engine.matching.lexicon import lexicon

WORDS = ["zelmanko", "zelmanka", "trading", "maria"]
NAMES = [[0, 2], [1, 2], [1], [3]]


def matcher() -> WordMatcher:
    return WordMatcher(
        Vocabulary.build(WORDS, lexicon()),
        Postings.build(NAMES),
        MultiWordIndex.build([(3, "annamaria", 2)]),
        MultiWordIndex.build([(3, "am", 2)]),
        np.array([True, True, False, True]),
    )


def shown(found: WordMatches) -> tuple[list[int], list[int], list[int]]:
    return sorted(found.units), found.names.tolist(), found.distinctive.tolist()


def test_the_names_of_all_words_meant_each_once() -> None:
    found = run_to_completion(matcher().of(["zelmanko", "trading", "nobody"], 2))
    assert shown(found["zelmanko"]) == ([0, 1], [0, 1, 2], [0, 1, 2])
    assert shown(found["trading"]) == ([2], [1], [])
    assert shown(found["nobody"]) == ([], [], [])


def test_names_of_which_several_words_are_the_text() -> None:
    found = run_to_completion(matcher().of(["annamaria", "am"], 2))
    assert found["annamaria"].several is not None
    assert found["annamaria"].several.names.tolist() == [3]
    assert found["annamaria"].acronym is None
    assert found["am"].acronym is not None
    assert found["am"].acronym.more.tolist() == [1]


def test_words_are_resolved_once_until_the_cache_is_emptied() -> None:
    one = matcher()
    first = run_to_completion(one.of(["zelmanko"], 2))["zelmanko"]
    assert run_to_completion(one.of(["trading", "zelmanko"], 2))["zelmanko"] is first
    one.forget()
    again = run_to_completion(one.of(["zelmanko"], 2))["zelmanko"]
    assert again is not first
    assert shown(again) == shown(first)


def test_nothing_asked_means_nothing() -> None:
    assert run_to_completion(matcher().of([], 2)) == {}
