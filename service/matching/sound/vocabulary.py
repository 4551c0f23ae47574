"""All readings of a list, and which of them sound like a given one.

Before the alignment two tests drop what cannot be alike: the number of consonants, and an upper bound of the
likeness from the set of codes each reading contains (one bit a code).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from service.matching.sound.align import Codes, align, encode, self_score
from service.matching.sound.costs import INDEX, PAD, Costs
from service.normalise.readings.rules import CODES

FLOOR = 0.5
"""Least likeness worth knowing when looking for candidates."""
_VOWELS = "aeiouUOIjwAWYQ@h"
_CONSONANTS = np.uint64(sum(1 << INDEX[c] for c in CODES if c not in _VOWELS))
_UNEXPLAINED = 1.5
"""Nats that a listed consonant without a likely source costs at least."""
_CHEAP = -1.5
"""A listed code that may be inserted for less than this is no evidence against a word."""


def _counts_of_consonants(codes: Codes) -> NDArray[np.int32]:
    is_consonant = np.array([c not in _VOWELS for c in CODES] + [False])
    return is_consonant[codes].sum(axis=0, dtype=np.int32)


@dataclass(frozen=True, eq=False)
class Filter:
    """What the upper bound needs to know of a script: likely counterparts as bits, best gain with and without one."""

    likely: NDArray[np.uint64]
    gain: NDArray[np.float32]
    rest: NDArray[np.float32]
    judged: np.uint64

    @classmethod
    def of(cls, costs: Costs) -> Filter:
        """A code's likely counterparts are those worth at least a third of its best one."""
        sub = costs.sub[:PAD, :PAD]
        gain = np.maximum(sub.max(axis=1), costs.delete[:PAD])
        likely = sub >= np.maximum(gain[:, None] / 3, 0.0)
        rest = np.maximum(np.where(likely, -9.0, sub).max(axis=1), costs.delete[:PAD])
        bits = np.uint64(1) << np.arange(PAD, dtype=np.uint64)
        judged = int(bits[costs.insert[:PAD] < _CHEAP].sum()) & int(_CONSONANTS)
        masks = (likely * bits[None, :]).sum(axis=1, dtype=np.uint64)
        return cls(masks, gain.astype(np.float32), rest.astype(np.float32), np.uint64(judged))


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Distinct readings as columns of codes, ordered by their number of consonants.

    `masks` has one bit for each code a reading contains; `starts[n]` is the first reading with n consonants.
    """

    codes: Codes
    masks: NDArray[np.uint64]
    starts: NDArray[np.int64]
    _selves: dict[int, NDArray[np.float32]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, readings: Sequence[str]) -> tuple[Vocabulary, NDArray[np.int64]]:
        """The vocabulary of `readings`, and for each of them its place in it."""
        codes = encode(readings)
        counts = _counts_of_consonants(codes)
        order = np.argsort(counts, kind="stable")
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        codes = np.ascontiguousarray(codes[:, order])
        masks = np.zeros(len(order), dtype=np.uint64)
        bits = np.append(np.uint64(1) << np.arange(PAD, dtype=np.uint64), np.uint64(0))
        for row in codes:
            masks |= bits[row]
        starts = np.searchsorted(counts[order], np.arange(64))
        return cls(codes, masks, starts), place

    def nearest(
        self, costs: Costs, bound: Filter, readings: Sequence[str]
    ) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """For each reading, the places of all readings that sound at least `FLOOR` like it, and how much."""
        if not readings:
            return []
        sources = encode(readings)
        own = self_score(sources, costs.self_source)
        found = [self._possible(bound, column[column != PAD], float(own[i])) for i, column in enumerate(sources.T)]
        sizes = [len(places) for places in found]
        places = np.concatenate(found)
        asked = np.repeat(np.arange(len(readings)), sizes)
        listed = self.codes[:, places]
        score = align(costs, sources[:, asked], listed)
        alike = score / np.maximum(own[asked], self_score(listed, costs.self_listed))
        ends = np.cumsum(sizes)
        result = []
        for end, size in zip(ends, sizes, strict=True):
            part = slice(int(end) - size, int(end))
            kept = alike[part] >= FLOOR
            result.append((places[part][kept], np.minimum(alike[part][kept], 1.0)))
        return result

    def _possible(self, bound: Filter, source: Codes, own: float) -> NDArray[np.int64]:
        """The places of readings whose likeness may reach `FLOOR`."""
        consonants = int(_counts_of_consonants(source[:, None])[0])
        slack = 1 + consonants // 3
        low, high = self.starts[max(consonants - slack, 0)], self.starts[min(consonants + slack + 1, 63)]
        masks = self.masks[low:high]
        codes, times = np.unique(source, return_counts=True)
        explained = np.bitwise_or.reduce(bound.likely[codes]) if len(codes) else np.uint64(0)
        foreign = np.bitwise_count(masks & (bound.judged & ~explained))
        best = float((bound.gain[codes] * times).sum())
        allowed = best - FLOOR * own
        kept = np.flatnonzero(foreign * _UNEXPLAINED <= allowed)
        lost = foreign[kept] * np.float32(_UNEXPLAINED)
        masks = masks[kept]
        for code, count in zip(codes, times, strict=True):
            drop = np.float32((bound.gain[code] - bound.rest[code]) * count)
            if drop > 0.5:
                lost += drop * ((masks & bound.likely[code]) == 0)
        return kept[lost <= allowed] + low
