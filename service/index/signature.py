"""A filter that cannot lose: two strings few letters apart have signatures few bits apart.

Every string gets 64 bits: one for each of 32 letter classes that occurs, one for each that occurs twice. To change,
insert or delete a letter flips at most two bits, to swap two letters flips none. So strings at most k letters apart
are at most 2k bits apart, and everything else can be dismissed by counting bits, thousands in a microsecond.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

Integers = NDArray[np.int32]


def signature(text: str) -> int:
    """The 64 bits of one string."""
    once = twice = 0
    for character in text:
        bit = 1 << (ord(character) & 31)
        twice |= once & bit
        once |= bit
    return once | twice << 32


class SignatureIndex:
    """Strings ordered by length, with their signatures: which of them are at most k letters from a given one?"""

    __slots__ = ("_bounds", "_order", "_signatures", "_strings")

    def __init__(self, strings: Sequence[str]) -> None:
        lengths = np.fromiter((len(text) for text in strings), dtype=np.int32, count=len(strings))
        order = np.argsort(lengths, kind="stable").astype(np.int32)
        self._order: Integers = order
        self._strings = np.array(strings, dtype=object)[order] if len(strings) else np.empty(0, dtype=object)
        self._signatures = np.fromiter((signature(text) for text in self._strings), dtype=np.uint64, count=len(strings))
        longest = int(lengths.max()) if len(strings) else 0
        self._bounds = np.searchsorted(lengths[order], np.arange(longest + 2))

    def _window(self, length: int, most: int) -> tuple[int, int]:
        last = len(self._bounds) - 1
        low, high = min(max(0, length - most), last), min(length + most + 1, last)
        return int(self._bounds[low]), int(self._bounds[high])

    def positions(self, text: str, most: int) -> NDArray[np.intp]:
        """Positions (in the order by length) of strings that may be at most `most` letters from the text."""
        first, end = self._window(len(text), most)
        bits = np.bitwise_count(self._signatures[first:end] ^ np.uint64(signature(text)))
        return np.flatnonzero(bits <= 2 * most) + first

    def within(self, text: str, most: int) -> tuple[Integers, NDArray[np.int64]]:
        """Numbers of the strings at most `most` letters (OSA) from the text, and how many letters apart each is."""
        positions = self.positions(text, most)
        if not len(positions):
            return self._order[:0], np.empty(0, dtype=np.int64)
        distances = cdist([text], self._strings[positions], scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
        near = distances <= most
        return self._order[positions[near]], distances[near].astype(np.int64)

    def nearest_of(self, texts: Sequence[str], most: int) -> Integers:
        """Numbers of the strings at most `most` letters from any of several texts with the same letters.

        The texts must be rearrangements of one another, since the signature of the first serves for all.
        """
        positions = self.positions(texts[0], most)
        if not len(positions):
            return self._order[:0]
        distances = cdist(texts, self._strings[positions], scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)
        return self._order[positions[(distances <= most).any(axis=0)]]
