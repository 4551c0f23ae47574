"""A filter that cannot lose: two strings few letters apart have signatures few bits apart.

Every string gets 64 bits: one for each of 32 letter classes that occurs, one for each that occurs twice. To change,
insert or delete a letter flips at most two bits, to swap two letters flips none. So strings at most k letters apart
are at most 2k bits apart, and everything else can be dismissed by counting bits, thousands in a microsecond.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from service.index.postings import Integers


@lru_cache(maxsize=1 << 14)
def signature(text: str) -> int:
    """The 64 bits of one string."""
    once = twice = 0
    for character in text:
        bit = 1 << (ord(character) & 31)
        twice |= once & bit
        once |= bit
    return once | twice << 32


_TOGETHER = 2048


def signatures(texts: Sequence[str]) -> NDArray[np.uint64]:
    """The signatures of many strings; fastest where neighbours are of about the same length."""
    found = [_signatures(texts[start : start + _TOGETHER]) for start in range(0, len(texts), _TOGETHER)]
    return np.concatenate(found) if found else np.empty(0, dtype=np.uint64)


def _signatures(texts: Sequence[str]) -> NDArray[np.uint64]:
    lengths = np.fromiter(map(len, texts), dtype=np.int32, count=len(texts))
    letters = np.array(texts, dtype=f"U{max(1, int(lengths.max()))}").view(np.uint32).reshape(len(texts), -1)
    once, twice = np.zeros(len(texts), dtype=np.uint64), np.zeros(len(texts), dtype=np.uint64)
    for at, column in enumerate(letters.T):
        bits = np.where(at < lengths, np.uint64(1) << (column & 31).astype(np.uint64), np.uint64(0))
        twice |= once & bits
        once |= bits
    return once | twice << np.uint64(32)


@dataclass(eq=False, slots=True)
class SignatureIndex:
    """Strings ordered by length, with their signatures: which of them are at most k letters from a given one?

    `order` holds the number of each string, `bounds[n]` the first place of a string of n letters or more.
    """

    strings: list[str]
    order: Integers
    signatures: NDArray[np.uint64]
    bounds: NDArray[np.int64]
    _objects: NDArray[np.object_] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._objects = np.empty(len(self.strings), dtype=object)
        self._objects[:] = self.strings

    @classmethod
    def build(cls, strings: Sequence[str], sign: Callable[[str], int] | None = None) -> SignatureIndex:
        """An index of strings numbered from 0 in the order given.

        `sign` gives other signatures of which each letter apart flips two bits at most.
        """
        lengths = np.fromiter(map(len, strings), dtype=np.int32, count=len(strings))
        order = np.argsort(lengths, kind="stable").astype(np.int32)
        ordered = [strings[at] for at in order.tolist()]
        longest = int(lengths.max()) if len(strings) else 0
        signed = signatures(ordered) if sign is None else np.array([sign(text) for text in ordered], dtype=np.uint64)
        return cls(ordered, order, signed, np.searchsorted(lengths[order], np.arange(longest + 2)))

    def _window(self, length: int, most: int) -> tuple[int, int]:
        last = len(self.bounds) - 1
        low, high = min(max(0, length - most), last), min(length + most + 1, last)
        return int(self.bounds[low]), int(self.bounds[high])

    def positions(self, text: str, most: int, signed: int | None = None) -> NDArray[np.intp]:
        """Positions (in the order by length) of strings that may be at most `most` letters from the text.

        `signed` is the text's signature where the index has signatures of its own.
        """
        first, end = self._window(len(text), most)
        own = np.uint64(signature(text) if signed is None else signed)
        bits = np.bitwise_count(self.signatures[first:end] ^ own)
        return np.flatnonzero(bits <= 2 * most) + first

    def within(self, text: str, most: int, signed: int | None = None) -> tuple[Integers, NDArray[np.uint8]]:
        """Numbers of the strings at most `most` letters (OSA) from the text, and how many letters apart each is."""
        positions = self.positions(text, most, signed)
        if not len(positions):
            return self.order[:0], np.empty(0, dtype=np.uint8)
        distances = cdist([text], self._objects[positions], scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
        near = distances <= most
        return self.order[positions[near]], distances[near]

    def near(self, text: str, shortest: Sequence[int]) -> list[int]:
        """Numbers of the strings that are so many letters apart and at least so long: `shortest` by letters apart.

        The first two entries are not looked at.
        """
        most = len(shortest) - 1
        first, end = self._window(len(text), most)
        bits = np.bitwise_count(self.signatures[first:end] ^ np.uint64(signature(text)))
        starts = [int(self.bounds[min(max(length, 0), len(self.bounds) - 1)]) for length in shortest]
        may_be = bits <= 2
        for apart in range(2, most + 1):
            long_enough = slice(max(starts[apart] - first, 0), None)
            may_be[long_enough] |= bits[long_enough] <= 2 * apart
        positions = np.flatnonzero(may_be) + first
        if not len(positions):
            return []
        distances = cdist([text], self._objects[positions], scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
        keep = distances <= 1
        for apart in range(2, most + 1):
            keep |= (distances == apart) & (positions >= starts[apart])
        found: list[int] = self.order[positions[keep]].tolist()
        return found

    def nearest_of(self, texts: Sequence[str], most: int) -> Integers:
        """Numbers of the strings at most `most` letters from any of several texts with the same letters.

        The texts must be rearrangements of one another, since the signature of the first serves for all.
        """
        positions = self.positions(texts[0], most)
        if not len(positions):
            return self.order[:0]
        distances = cdist(texts, self._objects[positions], scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)
        return self.order[positions[(distances <= most).any(axis=0)]]
