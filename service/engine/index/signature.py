"""A filter that cannot lose: two strings few letters apart have signatures few bits apart.

Every string gets 64 bits: one for each of 32 letter classes that occurs, one for each that occurs twice. To change a
letter flips at most two bits, to insert or delete one at most one bit, to swap two letters flips none. So strings at
most k letters apart, one of them d letters longer, are at most 2k - d bits apart, and everything else can be dismissed
by counting bits, thousands in a microsecond.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist, cpdist

from service.engine.index.postings import Integers, Places, objects, run_starts, true_places

FARTHEST = 3
"""No search asks for strings more letters apart."""

_ONCE = (1 << 32) - 1
_MANY = 100
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


def signature_of_words(words: Iterable[str]) -> int:
    """The bits of words written as one string. The words of names repeat, what is written of them does not."""
    once = twice = 0
    for word in words:
        bits = signature(word)
        letters = bits & _ONCE
        twice |= bits >> 32 | once & letters
        once |= letters
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
    """Pairs of near strings: the place of the asked one, the number of the other, and how many letters apart. All pairs
    of an asked one stand together."""

    asked: Places
    numbers: Integers
    apart: NDArray[np.uint8]

    def pairs(self) -> Iterator[tuple[int, int, int]]:
        """The pairs one by one."""
        return zip(self.asked.tolist(), self.numbers.tolist(), self.apart.tolist(), strict=True)


class Possible(NamedTuple):
    """Pairs that may be near: the place of the asked one, the position of the other, and the most letters apart."""

    asked: Places
    positions: Places
    most: NDArray[np.uint8]

    def part(self, places: Places) -> Possible:
        """Some of the pairs."""
        return Possible(self.asked[places], self.positions[places], self.most[places])


_NOTHING = Possible(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp), np.empty(0, dtype=np.uint8))


class _Limits(NamedTuple):
    """By position, how many letters a string may be from a text; and below how many bits it has to be for that."""

    most: NDArray[np.uint8]
    bits: NDArray[np.uint8]


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
    _known: dict[tuple[int, ...], tuple[slice, _Limits]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._objects = objects(self.strings)

    @classmethod
    def build(cls, strings: Sequence[str], sign: Callable[[str], int] | None = None) -> SignatureIndex:
        """An index of strings numbered from 0 in the order given.

        `sign` gives other signatures, in which a letter changed flips two bits at most, one more or less one bit.
        """
        lengths = np.fromiter(map(len, strings), dtype=np.int32, count=len(strings))
        order = np.argsort(lengths, kind="stable").astype(np.int32)
        ordered = [strings[at] for at in order.tolist()]
        longest = int(lengths.max()) if len(strings) else 0
        signed = signatures(ordered) if sign is None else np.array([sign(text) for text in ordered], dtype=np.uint64)
        return cls(ordered, order, signed, np.searchsorted(lengths[order], np.arange(longest + 2)))

    def near(self, texts: Sequence[str], shortest: Shortest, signed: Sequence[int] | None = None) -> Near:
        """The strings near each of the texts. `signed` are the texts' signatures where the index has its own."""
        return self.checked(texts, self.possible(texts, shortest, signed))

    def checked(self, texts: Sequence[str], found: Possible) -> Near:
        """Of pairs that may be near those that are."""
        if not len(found.asked):
            return Near(found.asked, self.order[:0], np.empty(0, dtype=np.uint8))
        apart = _letters_between(texts, found.asked, self._objects[found.positions])
        keep = apart <= found.most
        return Near(found.asked[keep], self.order[found.positions[keep]], apart[keep])

    def near_any(self, texts: Sequence[Sequence[str]], most: Callable[[int], int]) -> tuple[Places, Integers]:
        """The strings at most so many letters (by length) from any of several forms of each text: pairs of the place
        of the text and the number of the string.

        The forms of a text must be rearrangements of one another, since the signature of the first serves for all.
        """
        found = self.possible([forms[0] for forms in texts], lambda length: (0,) * (most(length) + 1), None)
        if not len(found.asked):
            return found.asked, self.order[:0]
        listed = self._objects[found.positions]
        near = np.zeros(len(listed), dtype=bool)
        for form in range(max(map(len, texts), default=0)):
            forms = [some[min(form, len(some) - 1)] for some in texts]
            near |= _letters_between(forms, found.asked, listed) <= found.most
        return found.asked[near], self.order[found.positions[near]]

    def possible(self, texts: Sequence[str], shortest: Shortest, signed: Sequence[int] | None) -> Possible:
        """Pairs of the texts and strings that may be near by their signatures, all of one text together."""
        if not texts:
            return _NOTHING
        signs = _signed(texts) if signed is None else np.array(signed, dtype=np.uint64)
        by_length: dict[int, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            by_length[len(text)].append(place)
        if len(by_length) > 1 and len(texts) * len(self.signatures) <= _BLOCK:
            return self._within(
                signs, np.arange(len(texts)), slice(0, len(self.signatures)), self._table(texts, shortest)
            )
        found: list[Possible] = []
        for length, places in by_length.items():
            window, limits = self._limits(length, shortest)
            step = max(1, _BLOCK // max(1, window.stop - window.start))
            for start in range(0, len(places), step):
                some = np.array(places[start : start + step], dtype=np.intp)
                found.append(self._within(signs[some], some, window, limits))
        return Possible(*map(np.concatenate, zip(*found, strict=True)))

    def _within(self, signs: NDArray[np.uint64], places: Places, window: slice, limits: _Limits) -> Possible:
        """Of the strings in a window those with about the same signature as the texts at these places. `limits` have a
        row for each text, or one for all."""
        differing = np.bitwise_count(self.signatures[window] ^ signs[:, None])
        found = true_places((differing < limits.bits).ravel())
        if not len(found):
            return _NOTHING
        if len(signs) == 1:
            return Possible(places[np.zeros(len(found), dtype=np.intp)], found + window.start, limits.most[found])
        rows, columns = np.divmod(found, differing.shape[1] or 1)
        most = limits.most[columns] if limits.most.ndim == 1 else limits.most[rows, columns]
        return Possible(places[rows], columns + window.start, most)

    def _table(self, texts: Sequence[str], shortest: Shortest) -> _Limits:
        """How far all strings may be from each of the texts, a row for each text."""
        shape = (len(texts), len(self.signatures))
        table = _Limits(np.zeros(shape, dtype=np.uint8), np.zeros(shape, dtype=np.uint8))
        for row, text in enumerate(texts):
            window, limits = self._limits(len(text), shortest)
            table.most[row, window], table.bits[row, window] = limits
        return table

    def _window(self, length: int, most: int) -> slice:
        last = len(self.bounds) - 1
        low, high = min(max(0, length - most), last), min(length + most + 1, last)
        return slice(int(self.bounds[low]), int(self.bounds[high]))

    def _limits(self, length: int, shortest: Shortest) -> tuple[slice, _Limits]:
        """The window of strings that may be near one of a length, and how far they may be from it. Kept, as there are
        not many lengths."""
        rule = shortest(length)
        found = self._known.get((length, *rule))
        if found is None:
            window = self._window(length, len(rule) - 1)
            last = len(self.bounds) - 1
            most = np.zeros(window.stop - window.start, dtype=np.int16)
            for apart, least in enumerate(rule[1:], 1):
                most[max(int(self.bounds[min(max(least, 0), last)]) - window.start, 0) :] = apart
            lengths = np.searchsorted(self.bounds, np.arange(window.start, window.stop), side="right") - 1
            bits = np.maximum(2 * most - np.abs(lengths - length), 0) + 1
            found = self._known[length, *rule] = window, _Limits(most.astype(np.uint8), bits.astype(np.uint8))
        return found


def _signed(texts: Sequence[str]) -> NDArray[np.uint64]:
    """The signatures of texts, many at once or one by one, as is cheaper."""
    if len(texts) >= _MANY:
        return signatures(texts)
    return np.array([signature(text) for text in texts], dtype=np.uint64)


def _letters_between(texts: Sequence[str], asked: Places, listed: NDArray[np.object_]) -> NDArray[np.uint8]:
    """How many letters (OSA) each listed string is from the text at its place; some number above `FARTHEST` if more
    than that. All strings for one text stand together."""
    if len(listed) < _MANY * len(texts):
        options: dict[str, Any] = {"scorer": OSA.distance, "score_cutoff": FARTHEST, "dtype": np.uint8}
        return np.asarray(cpdist(objects(texts)[asked], listed, **options))
    # A text that is compared with many is worth preparing.
    parts = [_distances([texts[place]], listed[part])[0] for place, part in together(asked)]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.uint8)


def _distances(texts: Sequence[str], listed: NDArray[np.object_]) -> NDArray[np.uint8]:
    """The same for each of the texts and each of the listed strings."""
    return np.asarray(cdist(texts, listed, scorer=OSA.distance, score_cutoff=FARTHEST, dtype=np.uint8))


def together(asked: Places) -> list[tuple[int, slice]]:
    """Runs of equal places, and where they stand."""
    starts = run_starts(asked).tolist()
    return [(int(asked[start]), slice(start, end)) for start, end in pairwise([*starts, len(asked)])]
