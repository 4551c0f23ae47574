"""Looking up words among those that stand in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

_BEHIND_Z = "{"


def is_among(word: str, words: Sequence[str]) -> bool:
    """Whether a word is one of some that stand in order."""
    at = bisect_left(words, word)
    return words[at : at + 1] == [word]


def continued_in_latin(beginning: str, words: Sequence[str]) -> Sequence[str]:
    """Those of some words in order that begin so, and go on with no letter behind z."""
    return words[bisect_left(words, beginning) : bisect_left(words, beginning + _BEHIND_Z)]
