"""Which finders may find a name of ordinary words."""

import pytest

from service.engine.index.likely_finders import TESTED, LikelyFinders
from service.engine.matching.finders import FINDERS
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
        ("velkarnin oktavien", {"misread"}),
    ],
)
def test_the_words_tell(words: str, names: set[str]) -> None:
    assert names <= _likely(words)


@pytest.mark.parametrize("words", ["xyzzyar oktavien", "maria zelmarson"])
def test_no_finder_is_likely_for_most(words: str) -> None:
    assert _likely(words) == set()


def _likely(words: str) -> set[str]:
    likely = LIKELY.of(words.split(), lexicon())
    assert likely & ~TESTED == 0
    return {finder.name for at, finder in enumerate(FINDERS) if likely >> at & 1}
