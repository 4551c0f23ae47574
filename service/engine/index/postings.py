"""Which numbers belong to which key: the plain form of every index here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]
Places = NDArray[np.intp]

_Number = TypeVar("_Number", bound=np.integer[Any])

NOTHING: Integers = np.empty(0, dtype=np.int32)


@dataclass(eq=False, slots=True)
class Postings:
    """The numbers of each unit: `numbers[starts[unit]:starts[unit + 1]]`."""

    starts: NDArray[np.int64]
    numbers: Integers

    @classmethod
    def build(cls, lists: Sequence[Sequence[int]]) -> Postings:
        starts = np.zeros(len(lists) + 1, dtype=np.int64)
        np.cumsum([len(numbers) for numbers in lists], out=starts[1:])
        flat = np.fromiter((number for numbers in lists for number in numbers), dtype=np.int32, count=int(starts[-1]))
        return cls(starts, flat)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, unit: int) -> Integers:
        """The numbers of one unit."""
        return self.numbers[self.starts[unit] : self.starts[unit + 1]]

    def of_all(self, units: Sequence[int]) -> Integers:
        """The numbers of several units together, one after the other."""
        if not units:
            return NOTHING
        if len(units) == 1:
            return self.of(units[0])
        places = np.array(units, dtype=np.intp)
        ends = zip(self.starts[places].tolist(), self.starts[places + 1].tolist(), strict=True)
        return np.concatenate([self.numbers[start:end] for start, end in ends])

    def spread(self, units: Places | Integers) -> tuple[Places, Integers]:
        """The numbers of many units, one unit after the other, each with the place of its unit among those asked."""
        owners, places = ranges(self.starts[units], self.starts[units + 1])
        return owners, self.numbers[places]


@dataclass(eq=False, slots=True)
class Multimap:
    """The numbers of each key."""

    keys: list[str]
    postings: Postings
    _known: dict[str, int] | None = field(default=None, init=False, repr=False)

    def _units(self) -> dict[str, int]:
        """The place of each key. One search asks a few of the fifteen maps of an index."""
        known = self._known = dict(zip(self.keys, range(len(self.keys)), strict=True))
        return known

    @classmethod
    def build(cls, numbers: Mapping[str, Sequence[int]]) -> Multimap:
        return cls(list(numbers), Postings.build(list(numbers.values())))

    def unit(self, key: str) -> int | None:
        """The place of a key among the postings."""
        known = self._known
        return (self._units() if known is None else known).get(key)

    def get(self, key: str) -> Integers:
        """The numbers of a key, none if it is not there."""
        unit = self.unit(key)
        return NOTHING if unit is None else self.postings.of(unit)


def ranges(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[Places, NDArray[np.int64]]:
    """All integers from each start up to its end, one range after the other, each with the place of its range."""
    sizes = ends - starts
    owners = np.repeat(np.arange(len(sizes)), sizes)
    before = np.cumsum(sizes) - sizes
    return owners, np.arange(len(owners)) + (starts - before)[owners]


def run_starts(numbers: NDArray[np.integer[Any]]) -> Places:
    """Where each run of equal ones begins, of numbers from 0 that rise or of which equal ones stand together."""
    if not len(numbers):
        return np.empty(0, dtype=np.intp)
    begins = np.empty(len(numbers), dtype=np.bool_)
    begins[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=begins[1:])
    return true_places(begins)


def numbered_anew(rows: Places) -> tuple[Places, Places]:
    """The different ones of numbers that rise, and for each number its place among them."""
    new = np.diff(rows, prepend=-1) > 0
    return rows[new], np.cumsum(new) - 1


def distinct(numbers: NDArray[_Number]) -> NDArray[_Number]:
    """Each number once, in order: `np.unique`, which loads what numpy has for masked arrays and takes ten times as
    long for a thousand numbers."""
    ordered = np.sort(numbers)
    return ordered[run_starts(ordered)]


def true_places(mask: NDArray[np.bool_]) -> Places:
    """The places of a row of truth values at which it is true: `flatnonzero` without what that does for other shapes,
    as most of the time of a search goes into calls."""
    return mask.nonzero()[0]


def objects(strings: Sequence[str]) -> NDArray[np.object_]:
    """Strings as an array of references, to be picked by places."""
    found = np.empty(len(strings), dtype=object)
    found[:] = strings
    return found
