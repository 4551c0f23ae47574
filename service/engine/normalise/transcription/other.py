"""Words of all other scripts as sound, through their romanisation by anyascii (ISC licence)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from anyascii import anyascii

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.scripts import scripts_in
from service.engine.normalise.transcription import latin

# anyascii marks ejectives and breathings with an apostrophe, which Latin names do not.
_MARKS = lazy_pattern(r"['`’ʼ]")


@lru_cache(maxsize=16384)
def read(word: str) -> tuple[str, ...]:
    """The readings of a word as anyascii romanises it."""
    return latin.read(_MARKS.sub("", anyascii(word)))


def read_spelt(word: str, spellings: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The readings of a word in a script that `spellings` puts into Latin letters. A word that mixes it with another
    script is romanised as any other, since the rules of one script would drop the letters of the other."""
    if len(scripts_in(word)) > 1:
        return read(word)
    return tuple(dict.fromkeys(code for spelling in spellings(word) for code in latin.read(spelling)[:1]))
