"""All readings of the listed names, and which of them sound like a given one.

Two words that sound alike have nearly the same consonants in the same order, whatever their scripts. So readings stand
together by their skeleton (the classes of their consonants), a query looks at the few skeletons that are one or two
edits from its own, and of what it finds there an upper bound of the likeness, from the set of sound codes each reading
has, drops most before the alignment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.engine.index.postings import NOTHING, Integers, ranges, true_places
from service.engine.index.signature import together
from service.engine.index.skeletons import SkeletonIndex
from service.engine.matching.phonetic.align import Codes, align, encode, self_score
from service.engine.matching.phonetic.costs import PAD, Costs, all_costs, costs_of
from service.engine.matching.phonetic.rarity import skeleton

MOST_ALIGNED = 2500
"""Readings aligned with one query reading at most, those with the most room under the bound; so that a word of
everyday sounds costs no more with a million listed names than with ten thousand."""
_CACHED_PLACES = 4_000_000
"""Places that the skeletons kept together may hold, 4 bytes each."""
_UNEXPLAINED = 1.5
"""Nats that a listed code without a likely source costs at least."""
_CHEAP = -1.5
"""A listed code that may be inserted for less than this is no evidence against a word."""
_TELLING = 0.5
"""Nats a missing counterpart must cost to be looked at."""
_PAIRS_TOGETHER = 1 << 14
"""Pairs of an asked reading and one near it that are looked at together: what is known of them fits into a cache."""
_CODES_BETWEEN_LOOKS = 2
"""Codes after which pairs that have lost too much are left out."""
_BITS = np.append(np.uint64(1) << np.arange(PAD, dtype=np.uint64), np.uint64(0))

Bits = NDArray[np.uint64]
Places = NDArray[np.int64]
Ints = NDArray[np.intp]
Neighbours = tuple[Places, NDArray[np.float32]]

_NOWHERE: Places = np.empty(0, dtype=np.int64)
_NONE: Neighbours = (_NOWHERE, np.empty(0, dtype=np.float32))


class AskedReading(NamedTuple):
    """A reading of a word in a script, and the least likeness that is worth knowing."""

    script: str
    reading: str
    floor: float


@dataclass(frozen=True, eq=False)
class Bound:
    """What the upper bound needs to know of a script: by code its likely counterparts as bits, its best gain, and how
    much less that is without such a counterpart. Padding has none and gains nothing.

    `listed` is what a perfect agreement with each listed reading would be worth.
    """

    likely: Bits
    gain: NDArray[np.float32]
    drop: NDArray[np.float32]
    judged: np.uint64
    listed: NDArray[np.float32]

    @classmethod
    def of(cls, costs: Costs, readings: Transcriptions) -> Bound:
        """A code's likely counterparts are those worth at least a third of its best one."""
        sub = costs.sub[:PAD, :PAD]
        gain = np.maximum(sub.max(axis=1), costs.delete[:PAD])
        likely = sub >= np.maximum(gain[:, None] / 3, 0.0)
        rest = np.maximum(np.where(likely, -9.0, sub).max(axis=1), costs.delete[:PAD])
        bits = _BITS[:PAD]
        judged = bits[costs.insert[:PAD] < _CHEAP].sum(dtype=np.uint64)
        masks = (likely * bits[None, :]).sum(axis=1, dtype=np.uint64)
        listed = self_score(readings.codes, costs.self_listed)
        gain, drop = np.append(gain, 0.0).astype(np.float32), np.append(gain - rest, 0.0).astype(np.float32)
        return cls(np.append(masks, np.uint64(0)), gain, drop, np.uint64(judged), listed)


class _Asked(NamedTuple):
    """Readings of one script: their codes in columns, the least likeness worth knowing of each, and what that asks of
    it in nats."""

    codes: Codes
    floors: NDArray[np.float32]
    least: NDArray[np.float32]


@dataclass(eq=False, slots=True)
class Transcriptions:
    """Distinct readings as columns of codes, those of one skeleton side by side.

    `masks` has a bit for each code a reading contains; `starts[n]` is the first reading of skeleton number n.
    """

    codes: Codes
    masks: Bits
    skeletons: SkeletonIndex
    starts: Places
    _near: dict[str, Integers] = field(default_factory=dict, repr=False)
    _held: int = field(default=0, repr=False)
    _bounds: dict[str, Bound] = field(default_factory=dict, repr=False)

    @classmethod
    def build(cls, readings: Sequence[str]) -> tuple[Transcriptions, Places]:
        """The readings, and for each of them its place."""
        numbers: dict[str, int] = {}
        owner = np.array([numbers.setdefault(skeleton(text), len(numbers)) for text in readings], dtype=np.int64)
        order = np.argsort(owner, kind="stable")
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        codes = np.ascontiguousarray(encode(readings)[:, order])
        masks = np.bitwise_or.reduce(_BITS[codes], axis=0) if len(codes) else np.zeros(len(order), dtype=np.uint64)
        starts = np.searchsorted(owner[order], np.arange(len(numbers) + 1))
        return cls(codes, masks, SkeletonIndex.build(list(numbers)), starts.astype(np.int64)), place

    def nearest(self, asked: Sequence[AskedReading]) -> list[Neighbours]:
        """For each reading of a name the places of all readings that sound at least as much like it as it asks for,
        and how much."""
        if not asked or not len(self.masks):
            return [_NONE] * len(asked)
        skeletons = [skeleton(one.reading) for one in asked]
        near = self._near_skeletons(skeletons)
        if not any(map(len, near.values())):
            return [_NONE] * len(asked)
        costs = all_costs()
        sources = encode([one.reading for one in asked])
        starts = np.array([costs.start(one.script) for one in asked])
        floors = np.array([one.floor for one in asked], dtype=np.float32)
        own = self_score(sources + starts, costs.self_source)
        least = np.array([one.floor * score for one, score in zip(asked, own.tolist(), strict=True)], dtype=np.float32)
        bounds = [self._bound(one.script) for one in asked]
        found = [_NOWHERE] * len(asked)
        for some in _in_parts(asked, [len(near[text]) for text in skeletons]):
            part = _Asked(sources.take(some, axis=1), floors[some], least[some])
            there = self._possible(bounds[some[0]], part, [near[skeletons[at]] for at in some])
            for at, places in zip(some, there, strict=True):
                found[at] = places
        sizes = [len(places) for places in found]
        if not any(sizes):
            return [_NONE] * len(asked)
        places = np.concatenate(found)
        rows = np.repeat(np.arange(len(asked)), sizes)
        score = align(costs, sources.take(rows, axis=1), self.codes.take(places, axis=1), starts[rows])
        listed = [bound.listed[some] for bound, some in zip(bounds, found, strict=True)]
        alike = (score / np.maximum(own[rows], np.concatenate(listed))).astype(np.float32, copy=False)
        kept = true_places(alike >= floors[rows])
        places, alike = places[kept], np.minimum(alike[kept], np.float32(1.0))
        ends = np.searchsorted(rows[kept], np.arange(len(asked) + 1)).tolist()
        return [(places[first:end], alike[first:end]) for first, end in pairwise(ends)]

    def _bound(self, script: str) -> Bound:
        return self._bounds.get(script) or self._bounds.setdefault(script, Bound.of(costs_of(script), self))

    def _near_skeletons(self, skeletons: Sequence[str]) -> dict[str, Integers]:
        """The places of readings whose skeleton is near; kept, as there are not many skeletons in the world."""
        found = {one: known for one in skeletons if (known := self._near.get(one)) is not None}
        missing = [one for one in dict.fromkeys(skeletons) if one not in found]
        if missing:
            near = self.skeletons.near(missing)
            pairs, places = ranges(self.starts[near.numbers], self.starts[near.numbers + 1])
            new = dict.fromkeys(missing, NOTHING)
            for asked, part in together(near.asked[pairs]):
                new[missing[asked]] = places[part].astype(np.int32)
            if self._held > _CACHED_PLACES:
                self._near, self._held = {}, 0
            self._near.update(new)
            self._held += len(places)
            found |= new
        return found

    def _possible(self, bound: Bound, asked: _Asked, near: Sequence[Integers]) -> list[Places]:
        """For each reading those of the places near it where the likeness may reach its floor."""
        rows = np.repeat(np.arange(len(near)), [len(places) for places in near])
        places = np.concatenate(near).astype(np.int64)
        allowed = _most(bound, asked.codes)[rows]
        allowed -= np.maximum(asked.floors[rows] * bound.listed[places], asked.least[rows])
        fits, lost = self._fitting(bound, asked, rows, places, allowed)
        spare, places = allowed[fits] - lost, places[fits]
        ends = np.searchsorted(rows[fits], np.arange(len(near) + 1)).tolist()
        return [_roomiest(places[first:end], spare[first:end]) for first, end in pairwise(ends)]

    def _fitting(
        self, bound: Bound, asked: _Asked, rows: Ints, places: Places, allowed: NDArray[np.float32]
    ) -> tuple[Ints, NDArray[np.float32]]:
        """Of pairs of a reading (its row) and a place those that lose no more of the best than is allowed, and what
        each loses at least. Added up code by code, so that it does not depend on what else is asked; pairs that have
        lost too much are left out on the way, which are two thirds after four codes."""
        masks, codes = self.masks[places], asked.codes
        explained = np.bitwise_or.reduce(bound.likely[codes], axis=0)
        told = bound.drop[codes] > _TELLING
        untold = (codes != PAD).sum(axis=0, dtype=np.int8) - told.sum(axis=0, dtype=np.int8)
        # A listed code that no source code explains may stand where one without its counterpart is lost anyway.
        unexplained = np.bitwise_count(masks & (bound.judged & ~explained)[rows]).astype(np.int8) - untold[rows]
        lost, left = np.zeros(len(rows), dtype=np.float32), np.arange(len(rows))
        for at, (row, tells) in enumerate(zip(codes, told, strict=True)):
            absent = (masks & bound.likely[row][rows]) == 0
            absent &= tells[rows]
            unexplained -= absent
            lost += bound.drop[row][rows] * absent
            if at % _CODES_BETWEEN_LOOKS == 1:
                fit = true_places(lost <= allowed)
                if len(fit) < len(lost):
                    masks, rows, allowed = masks[fit], rows[fit], allowed[fit]
                    unexplained, lost, left = unexplained[fit], lost[fit], left[fit]
        lost += np.float32(_UNEXPLAINED) * np.maximum(unexplained, 0)
        fit = true_places(lost <= allowed)
        return left[fit], lost[fit]


def _most(bound: Bound, codes: Codes) -> NDArray[np.float32]:
    """What each reading, a column of codes, may gain at most; nothing fits one without codes."""
    most = np.zeros(codes.shape[1], dtype=np.float32)
    for row in codes:
        most += bound.gain[row]
    most[(codes == PAD).all(axis=0)] = -np.inf
    return most


def _roomiest(places: Places, spare: NDArray[np.float32]) -> Places:
    """The places with the most room under the bound, not too many to align."""
    if len(places) <= MOST_ALIGNED:
        return places
    return places[np.argpartition(-spare, MOST_ALIGNED)[:MOST_ALIGNED]]


def _in_parts(asked: Sequence[AskedReading], sizes: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of readings that have anything near, in parts of one script of which the pairs are not too many."""
    by_script: dict[str, list[int]] = {}
    for at, (one, size) in enumerate(zip(asked, sizes, strict=True)):
        if size:
            by_script.setdefault(one.script, []).append(at)
    for some in by_script.values():
        part: list[int] = []
        pairs = 0
        for at in some:
            if part and pairs + sizes[at] > _PAIRS_TOGETHER:
                yield part
                part, pairs = [], 0
            part.append(at)
            pairs += sizes[at]
        yield part
