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
_UNEXPLAINED = 1.5
"""Nats that a listed code without a likely source costs at least."""
_CHEAP = -1.5
"""A listed code that may be inserted for less than this is no evidence against a word."""
_HEAD, _TAIL = 0.4, 0.6
"""A source code in the first 40 % of its word is looked for in the first 70 % of the listed one; the end likewise."""
_BITS = np.append(np.uint64(1) << np.arange(PAD, dtype=np.uint64), np.uint64(0))


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
        bits = _BITS[:PAD]
        judged = bits[costs.insert[:PAD] < _CHEAP].sum(dtype=np.uint64)
        masks = (likely * bits[None, :]).sum(axis=1, dtype=np.uint64)
        return cls(masks, gain.astype(np.float32), rest.astype(np.float32), np.uint64(judged))


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Distinct readings as columns of codes, ordered by their number of consonants.

    `masks` has three rows: one bit for each code in the first part of a reading, anywhere in it, in its last part.
    `starts[n]` is the first reading with n consonants.
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
        masks = np.zeros((3, len(order)), dtype=np.uint64)
        length = (codes != PAD).sum(axis=0)
        for i, row in enumerate(codes):
            bits = _BITS[row]
            masks[0] |= np.where(i <= length * (_HEAD + 0.3), bits, np.uint64(0))
            masks[1] |= bits
            masks[2] |= np.where(i + 1 >= length * (_TAIL - 0.3), bits, np.uint64(0))
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
        codes = source.tolist()
        allowed = float(bound.gain[source].sum()) - FLOOR * own
        explained = np.bitwise_or.reduce(bound.likely[source])
        foreign = np.bitwise_count(self.masks[1, low:high] & (bound.judged & ~explained))
        kept = np.flatnonzero(foreign <= int(allowed / _UNEXPLAINED))
        lost = foreign[kept] * np.float32(_UNEXPLAINED)
        kept += low
        # The codes that tell most come first, so that the list shrinks early.
        drops = (bound.gain - bound.rest)[source]
        for i in np.argsort(-drops).tolist():
            if drops[i] < 0.5 or not len(kept):
                break
            zone = 0 if i < len(codes) * _HEAD else 2 if i + 1 > len(codes) * _TAIL else 1
            lost += drops[i] * ((self.masks[zone, kept] & bound.likely[codes[i]]) == 0)
            fits = lost <= allowed
            kept, lost = kept[fits], lost[fits]
        return kept
