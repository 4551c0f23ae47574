"""Which initials may stand for which words, as bits: a bit for each letter, in 64.

More letters than 64 share bits, so that these may say yes where the scorer says no, never the other way round.
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from service.engine.normalise.digraph_initials import initials_of_digraph
from service.engine.normalise.names import Kind, PreparedName
from service.engine.normalise.phonetic import phonetic


def initials_of(name: PreparedName) -> int:
    """The bits of the initials of a name."""
    bits = 0
    for token, kind in zip(name.tokens, name.kinds, strict=True):
        if kind is Kind.INITIAL:
            bits |= _bit(token)
    return bits


def fitting(words: Iterable[str]) -> int:
    """The bits of all initials that may stand for one of the words, as `initial_fits` says: by first letter, by
    first sound or by another spelling."""
    bits, by_sound = 0, _by_sound()
    for word in words:
        bits |= _bit(word[0]) | by_sound.get(phonetic(word)[:1], 0)
        for letter in initials_of_digraph(word):
            bits |= _bit(letter)
    return bits


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, int]:
    """The bits of the letters that are spoken with a sound."""
    found: dict[str, int] = defaultdict(int)
    for letter in string.ascii_lowercase + string.digits:
        found[phonetic(letter)[:1]] |= _bit(letter)
    return dict(found)


def _bit(letter: str) -> int:
    return 1 << (ord(letter) & 63)
