"""Which finders may find a name of ordinary words."""

import pytest

from service.engine.index.likely_finders import TESTED, LikelyFinders
from service.engine.matching.finders import FINDERS, Texts
from service.engine.matching.lexicon import lexicon
from service.engine.matching.listed_names import OneListedName

LIKELY = LikelyFinders(OneListedName("Oktavian Ursula Velkarnen", True))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("naivatko nenraklev", {"backwards"}),
        ("okta velkarnen", {"given names cut"}),
        ("velkarnen uo", {"initials as one word"}),
        ("oktavianvelkarnen xyzzyar", {"two words as one"}),
        ("oktvn xyzzyar", {"without vowels"}),
        ("velkarnin oktavien", {"several words misread"}),
        ("oktaviannursula velkarnen", {"keys slipped"}),
    ],
)
def test_the_words_tell(words: str, names: set[str]) -> None:
    assert names <= _likely(words)


@pytest.mark.parametrize("words", ["xyzzyar oktavien", "maria zelmarson", "maria oktavien", "naivatko velkarnen"])
def test_no_finder_is_likely_for_most(words: str) -> None:
    assert _likely(words) == set()


def test_an_initial_may_cut_a_word_that_is_not_strange() -> None:
    assert "given names cut" in _likely("o ursula velkarnen", Texts.PERSON_IN_ASCII)


def test_of_words_in_other_letters_few_finders_are_told() -> None:
    assert _likely("naivatko nenraklev", Texts.OTHER_PERSON) == {"backwards"}
    assert _likely("oktavianvelkarnen é", Texts.OTHER_PERSON) == {"two words as one"}


def _likely(words: str, kind: Texts = Texts.ORDINARY_PERSON) -> set[str]:
    likely = LIKELY.of(words.split(), lexicon(), kind)
    assert likely & ~TESTED[kind] == 0
    return {finder.name for at, finder in enumerate(FINDERS) if likely >> at & 1}
