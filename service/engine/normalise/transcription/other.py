"""Words of all other scripts as sound, through their romanisation by anyascii (ISC licence)."""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription import latin

# anyascii marks ejectives and breathings with an apostrophe, which Latin names do not.
_MARKS = lazy_pattern(r"['`’ʼ]")


@lru_cache(maxsize=16384)
def read(word: str) -> tuple[str, ...]:
    """The readings of a word as anyascii romanises it."""
    return latin.read(_MARKS.sub("", anyascii(word)))
