"""A filter that cannot lose: two strings few letters apart have signatures few bits apart.

Every string gets 64 bits: one for each of 32 letter classes that occurs, one for each that occurs twice. To change,
insert or delete a letter flips at most two bits, to swap two letters flips none. So strings at most k letters apart
are at most 2k bits apart, and everything else can be dismissed by counting bits, thousands in a microsecond.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from service.index.postings import Integers, Places, objects

FARTHEST = 3
"""No search asks for strings more letters apart."""

_BLOCK = 1 << 16
"""Pairs of signatures compared in one go: few enough to stay in a processor's cache."""

Shortest = Callable[[int], Sequence[int]]
"""For the length of an asked string: how long a string so many letters apart from it must be at least, by letters
apart. The first entry is not looked at; no string is further apart than there are entries."""


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


class Near(NamedTuple):
    """Pairs of near strings: the place of the asked one, the number of the other, and how many letters apart."""

    asked: Places
    numbers: Integers
    apart: NDArray[np.uint8]


class _Possible(NamedTuple):
    """Pairs that may be near: the place of the asked one, the position of the other, and the most letters apart."""

    asked: Places
    positions: Places
    most: NDArray[np.uint8]


@dataclass(eq=False, slots=True)
class SignatureIndex:
    """Strings ordered by length, with their signatures: which of them are few letters (OSA) from given ones?

    `order` holds the number of each string, `bounds[n]` the first place of a string of n letters or more.
    """

    strings: list[str]
    order: Integers
    signatures: NDArray[np.uint64]
    bounds: NDArray[np.int64]
    _objects: NDArray[np.object_] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._objects = objects(self.strings)

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

    def near(self, texts: Sequence[str], shortest: Shortest, signed: Sequence[int] | None = None) -> Near:
        """The strings near each of the texts. `signed` are the texts' signatures where the index has its own."""
        found = self._possible(texts, shortest, signed)
        apart = letters_between(objects(texts)[found.asked], self._objects[found.positions])
        keep = apart <= found.most
        return Near(found.asked[keep], self.order[found.positions[keep]], apart[keep])

    def near_any(self, texts: Sequence[Sequence[str]], most: Callable[[int], int]) -> tuple[Places, Integers]:
        """The strings at most so many letters (by length) from any of several forms of each text: pairs of the place
        of the text and the number of the string.

        The forms of a text must be rearrangements of one another, since the signature of the first serves for all.
        """
        found = self._possible([forms[0] for forms in texts], lambda length: (0,) * (most(length) + 1), None)
        listed = self._objects[found.positions]
        near = np.zeros(len(listed), dtype=bool)
        for form in range(max(map(len, texts), default=0)):
            asked = objects([forms[form] if form < len(forms) else forms[0] for forms in texts])
            near |= letters_between(asked[found.asked], listed) <= found.most
        return found.asked[near], self.order[found.positions[near]]

    def _possible(self, texts: Sequence[str], shortest: Shortest, signed: Sequence[int] | None) -> _Possible:
        signs = np.array([signature(text) for text in texts] if signed is None else signed, dtype=np.uint64)
        by_length: dict[int, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            by_length[len(text)].append(place)
        found = [
            part
            for length, places in by_length.items()
            for part in self._possible_of(length, shortest(length), np.array(places, dtype=np.intp), signs)
        ]
        if not found:
            return _Possible(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0, np.uint8))
        return _Possible(*map(np.concatenate, zip(*found, strict=True)))

    def _possible_of(
        self, length: int, shortest: Sequence[int], places: Places, signs: NDArray[np.uint64]
    ) -> Iterator[_Possible]:
        """Of the strings of about the same length as the texts at these places, those with about the same signature."""
        first, end = self._window(length, len(shortest) - 1)
        width = end - first
        if not width:
            return
        most = self._most(first, end, shortest)
        listed, limit = self.signatures[first:end], most * np.uint8(2)
        step = min(len(places), max(1, _BLOCK // width))
        scratch = np.empty((step, width), dtype=np.uint64)
        for start in range(0, len(places), step):
            some = places[start : start + step]
            differing = np.bitwise_xor(listed, signs[some][:, None], out=scratch[: len(some)])
            rows, columns = np.divmod(np.flatnonzero(np.bitwise_count(differing) <= limit), width)
            yield _Possible(some[rows], columns + first, most[columns])

    def _window(self, length: int, most: int) -> tuple[int, int]:
        last = len(self.bounds) - 1
        low, high = min(max(0, length - most), last), min(length + most + 1, last)
        return int(self.bounds[low]), int(self.bounds[high])

    def _most(self, first: int, end: int, shortest: Sequence[int]) -> NDArray[np.uint8]:
        """How many letters the strings at these positions may be apart."""
        most = np.zeros(end - first, dtype=np.uint8)
        for apart, length in enumerate(shortest[1:], 1):
            start = int(self.bounds[min(max(length, 0), len(self.bounds) - 1)])
            most[max(start - first, 0) :] = apart
        return most


def letters_between(left: NDArray[np.object_], right: NDArray[np.object_]) -> NDArray[np.uint8]:
    """How many letters (OSA) the strings of each pair are apart; some number above `FARTHEST` if more than that."""
    if not len(left):
        return np.empty(0, dtype=np.uint8)
    found: NDArray[np.uint8] = cpdist(left, right, scorer=OSA.distance, score_cutoff=FARTHEST, dtype=np.uint8)
    return found
