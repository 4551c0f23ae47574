"""All readings of a list, and which of them sound like a given one.

Before the alignment two tests drop what cannot be alike: the number of consonants, and an upper bound of the
likeness from the set of codes each reading contains (one bit a code).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.matching.sound.align import Codes, align, consonants, encode, lengths, self_score
from service.matching.sound.costs import PAD, Costs

FLOOR = 0.58
"""Least likeness worth knowing when looking for candidates."""
MOST_ALIGNED = 2500
"""Readings aligned with one query reading at most, those with the most room under the bound; so that a word of
everyday sounds costs no more with a million listed names than with ten thousand."""
_UNEXPLAINED = 1.5
"""Nats that a listed code without a likely source costs at least."""
_CHEAP = -1.5
"""A listed code that may be inserted for less than this is no evidence against a word."""
_HEAD, _TAIL, _DRIFT = 0.4, 0.6, 0.3
"""A source code in the first 40 % of its word is looked for in the first 70 % of the listed one; the end likewise."""
_SHORT = 9
_UNIT = 1.5
"""Nats in which missing counterparts are counted, rounded down."""
_MOST_PLANES = 16
_TELLING = 0.5
"""Nats a missing counterpart must cost to be looked at."""
_BITS = np.append(np.uint64(1) << np.arange(PAD, dtype=np.uint64), np.uint64(0))


Bits = NDArray[np.uint64]
Neighbours = tuple[NDArray[np.int64], NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class Filter:
    """What the upper bound needs to know of a script: likely counterparts as bits, best gain with and without one."""

    likely: Bits
    missing: Bits
    gain: NDArray[np.float32]
    rest: NDArray[np.float32]
    judged: np.uint64
    listed: NDArray[np.float32]

    @classmethod
    def of(cls, costs: Costs, vocabulary: Vocabulary) -> Filter:
        """A code's likely counterparts are those worth at least a third of its best one.

        `listed` is what a perfect agreement with each reading of the vocabulary would be worth; `missing[zone, code]`
        has a bit for each reading: there is no likely counterpart of the code in that zone.
        """
        sub = costs.sub[:PAD, :PAD]
        gain = np.maximum(sub.max(axis=1), costs.delete[:PAD])
        likely = sub >= np.maximum(gain[:, None] / 3, 0.0)
        rest = np.maximum(np.where(likely, -9.0, sub).max(axis=1), costs.delete[:PAD])
        bits = _BITS[:PAD]
        judged = bits[costs.insert[:PAD] < _CHEAP].sum(dtype=np.uint64)
        masks = (likely * bits[None, :]).sum(axis=1, dtype=np.uint64)
        missing = np.stack([~np.bitwise_or.reduce(vocabulary.has[:, row], axis=1) for row in likely], axis=1)
        listed = self_score(vocabulary.codes, costs.self_listed)
        return cls(masks, missing, gain.astype(np.float32), rest.astype(np.float32), np.uint64(judged), listed)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Distinct readings as columns of codes, ordered by their number of consonants.

    `has[zone, code]` is a packed row of bits, one for each reading: does it contain the code in its first part (zone
    0), anywhere (1), in its last part (2)? `masks` is the same turned round: one bit for each code, per reading.
    `starts[n]` is the first reading with n consonants.
    """

    codes: Codes
    masks: Bits
    has: Bits
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, readings: Sequence[str]) -> tuple[Vocabulary, NDArray[np.int64]]:
        """The vocabulary of `readings`, and for each of them its place in it."""
        codes = encode(readings)
        counts = consonants(codes)
        order = np.argsort(counts, kind="stable")
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        codes = np.ascontiguousarray(codes[:, order])
        length = lengths(codes)
        zones = np.zeros((3, len(order)), dtype=np.uint64)
        for i, row in enumerate(codes):
            bits = _BITS[row]
            zones[0] |= np.where(i <= length * (_HEAD + _DRIFT), bits, np.uint64(0))
            zones[1] |= bits
            zones[2] |= np.where(i + 1 >= length * (_TAIL - _DRIFT), bits, np.uint64(0))
        starts = np.searchsorted(counts[order], np.arange(64))
        return cls(codes, zones[1].copy(), _packed(zones), starts), place

    def nearest(self, costs: Costs, bound: Filter, readings: Sequence[str]) -> list[Neighbours]:
        """For each reading, the places of all readings that sound at least `FLOOR` like it, and how much."""
        if not readings or not len(self.masks):
            return [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)) for _ in readings]
        found: dict[str, Neighbours] = {}
        # Words apart from joined words, so that short readings need not be padded to the length of long ones.
        for group in ([r for r in readings if len(r) <= _SHORT], [r for r in readings if len(r) > _SHORT]):
            if group:
                found.update(zip(group, self._nearest(costs, bound, group), strict=True))
        return [found[reading] for reading in readings]

    def _nearest(self, costs: Costs, bound: Filter, readings: Sequence[str]) -> list[Neighbours]:
        sources = encode(readings)
        own = self_score(sources, costs.self_source)
        found = [self._possible(bound, column[column != PAD], float(own[i])) for i, column in enumerate(sources.T)]
        sizes = [len(places) for places in found]
        places = np.concatenate(found)
        asked = np.repeat(np.arange(len(readings)), sizes)
        score = align(costs, sources[:, asked], self.codes[:, places])
        alike = score / np.maximum(own[asked], bound.listed[places])
        result: list[Neighbours] = []
        for end, size in zip(np.cumsum(sizes).tolist(), sizes, strict=True):
            part = slice(end - size, end)
            kept = alike[part] >= FLOOR
            result.append((places[part][kept], np.minimum(alike[part][kept], np.float32(1.0))))
        return result

    def _possible(self, bound: Filter, source: Codes, own: float) -> NDArray[np.int64]:
        """The places of readings whose likeness may reach `FLOOR`."""
        if not len(source):
            return np.empty(0, dtype=np.int64)
        kept = self._few_missing(bound, source, own)
        allowed = float(bound.gain[source].sum()) - FLOOR * np.maximum(bound.listed[kept], own)
        explained = np.bitwise_or.reduce(bound.likely[source])
        masks = self.masks[kept]
        lost = np.bitwise_count(masks & (bound.judged & ~explained)) * np.float32(_UNEXPLAINED)
        for code, drop in zip(source.tolist(), (bound.gain - bound.rest)[source].tolist(), strict=True):
            if drop > _TELLING:
                lost += np.float32(drop) * ((masks & bound.likely[code]) == 0)
        fits = np.flatnonzero(lost <= allowed)
        if len(fits) > MOST_ALIGNED:
            spare = (allowed - lost)[fits]
            fits = fits[np.argpartition(-spare, MOST_ALIGNED)[:MOST_ALIGNED]]
        found: NDArray[np.int64] = kept[fits]
        return found

    def _few_missing(self, bound: Filter, source: Codes, own: float) -> NDArray[np.int64]:
        """The places of readings in which not too many codes of `source` lack a likely counterpart.

        Counted for all readings at once, 64 to a machine word: after each code, plane k has a bit set where the codes
        missing so far cost more than k units.
        """
        count = int(consonants(source[:, None])[0])
        slack = 1 + count // 3
        low = int(self.starts[max(count - slack, 0)])
        high = int(self.starts[min(count + slack + 1, 63)])
        first, last = low // 64, (high + 63) // 64
        drops = (bound.gain - bound.rest)[source]
        allowed = float(bound.gain[source].sum()) - FLOOR * own
        bearable = min(int(allowed / _UNIT), _MOST_PLANES - 1)
        planes = np.zeros((bearable + 1, last - first), dtype=np.uint64)
        length = len(source)
        for i, (code, units) in enumerate(zip(source.tolist(), (drops / _UNIT).astype(int).tolist(), strict=True)):
            if units < 1:
                continue
            zone = 0 if i < length * _HEAD else 2 if i + 1 > length * _TAIL else 1
            missing = bound.missing[zone, code, first:last]
            if units <= bearable:
                planes[units:] |= planes[:-units] & missing
            planes[:units] |= missing
        bits = np.unpackbits((~planes[bearable]).view(np.uint8), bitorder="little")
        places = np.flatnonzero(bits) + first * 64
        found: NDArray[np.int64] = places[np.searchsorted(places, low) : np.searchsorted(places, high)]
        return found


def _packed(zones: Bits) -> Bits:
    """`zones` (one word of code bits for each reading) as rows of reading bits for each zone and code."""
    words = (zones.shape[1] + 63) // 64
    padded = np.zeros((3, words * 64), dtype=np.uint64)
    padded[:, : zones.shape[1]] = zones
    rows = np.empty((3, PAD, words), dtype=np.uint64)
    for code in range(PAD):
        bits = ((padded >> np.uint64(code)) & np.uint64(1)).astype(np.uint8)
        rows[:, code] = np.packbits(bits, axis=1, bitorder="little").view(np.uint64)
    return rows
