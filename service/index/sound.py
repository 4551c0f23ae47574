"""Which listed names sound like a name in another script: candidates by sound, then the score of each.

Every word and every join of neighbouring words of the listed names is an entry of one vocabulary of readings. A query
finds the readings that sound like each of its words, merges the names they occur in, and scores the most promising.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from service.matching.sound.costs import costs_of
from service.matching.sound.features import word_weights
from service.matching.sound.name import SoundName, prepare_sound
from service.matching.sound.rarity import Rarity
from service.matching.sound.score import THRESHOLD, SoundMatch, sound_scores
from service.matching.sound.vocabulary import Filter, Vocabulary

CANDIDATES = 40
"""Names scored in full for one query, the most promising first."""
LISTED_READINGS = 3
CACHE = 20_000
"""Readings of query words whose neighbours are remembered."""

Ints = NDArray[np.int64]
Neighbours = tuple[NDArray[np.int64], NDArray[np.float32]]


@dataclass(eq=False)
class SoundIndex:
    """Listed names by sound. Built once, read by all threads; only the bounded cache changes."""

    ids: Ints
    texts: tuple[str, ...]
    are_persons: NDArray[np.bool_]
    vocabulary: Vocabulary
    rarity: Rarity
    posting_starts: Ints
    posting_names: NDArray[np.int32]
    weights: NDArray[np.float32]
    _cache: dict[tuple[str, str], Neighbours] = field(default_factory=dict, repr=False)
    _filters: dict[str, Filter] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def build(cls, names: Iterable[tuple[int, str, bool]]) -> SoundIndex:
        """The index of listed names, each given as (name id, text, whether it names a person)."""
        rows = list(names)
        prepared = [prepare_sound.__wrapped__(text, is_person=person) for _, text, person in rows]
        rarity = Rarity.of([word.readings[0] for word in name.words] for name in prepared)
        places: dict[str, int] = {}
        found: list[int] = []
        owners: list[int] = []
        for row, name in enumerate(prepared):
            for unit in name.units:
                for reading in unit.readings[: LISTED_READINGS if unit.words == 1 else 1]:
                    found.append(places.setdefault(reading, len(places)))
                    owners.append(row)
        vocabulary, moved = Vocabulary.of(list(places))
        at = moved[np.array(found, dtype=np.int64)]
        order = np.argsort(at, kind="stable")
        starts = np.searchsorted(at[order], np.arange(len(places) + 1))
        weights = np.array([sum(word_weights(name, rarity)) for name in prepared], dtype=np.float32)
        return cls(
            np.array([row[0] for row in rows], dtype=np.int64),
            tuple(row[1] for row in rows),
            np.array([row[2] for row in rows], dtype=np.bool_),
            vocabulary,
            rarity,
            starts.astype(np.int64),
            np.array(owners, dtype=np.int32)[order],
            weights,
        )

    def search(self, query: SoundName, *, minimum: float = THRESHOLD) -> list[tuple[int, float]]:
        """The listed names that sound like `query` with at least `minimum`: (name id, score), best first."""
        found = [(name_id, match.score) for name_id, match in self.matches(query) if match.score >= minimum]
        return sorted(found, key=lambda pair: -pair[1])

    def matches(self, query: SoundName) -> list[tuple[int, SoundMatch]]:
        """Every candidate with its full match, in no order."""
        rows = self._candidates(query)
        listed = [prepare_sound(self.texts[row], is_person=bool(self.are_persons[row])) for row in rows]
        return list(zip(self.ids[rows].tolist(), sound_scores(query, listed, self.rarity), strict=True))

    def _candidates(self, query: SoundName) -> Sequence[int]:
        ours = word_weights(query, self.rarity)
        total = np.zeros(len(self.texts), dtype=np.float32)
        neighbours = self._neighbours(query)
        for unit in query.units:
            best = np.zeros(len(self.texts), dtype=np.float32)
            weight = np.float32(sum(ours[unit.start : unit.stop]))
            for reading in unit.readings:
                places, alike = neighbours[reading]
                rows, values = self._postings(places, alike)
                np.maximum.at(best, rows, values)
            total += best * weight
        promise = total - 0.2 * np.maximum(self.weights - total, 0)
        possible = np.flatnonzero(total > 0)
        if len(possible) > CANDIDATES:
            possible = possible[np.argpartition(-promise[possible], CANDIDATES)[:CANDIDATES]]
        return possible.tolist()

    def _postings(self, places: Ints, alike: NDArray[np.float32]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        starts = self.posting_starts[places]
        sizes = self.posting_starts[places + 1] - starts
        offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) if len(places) else starts
        return self.posting_names[np.arange(sizes.sum()) + offsets], np.repeat(alike, sizes)

    def _neighbours(self, query: SoundName) -> dict[str, Neighbours]:
        script = query.script
        asked = {reading: None for unit in query.units for reading in unit.readings}
        found = {reading: self._cache.get((script, reading)) for reading in asked}
        missing = [reading for reading, known in found.items() if known is None]
        if missing:
            costs = costs_of(script)
            bound = self._filters.get(script) or self._filters.setdefault(script, Filter.of(costs))
            resolved = self.vocabulary.nearest(costs, bound, missing)
            found.update(zip(missing, resolved, strict=True))
            with self._lock:
                if len(self._cache) > CACHE:
                    self._cache.clear()
                self._cache.update({(script, r): pair for r, pair in zip(missing, resolved, strict=True)})
        return {reading: pair for reading, pair in found.items() if pair is not None}
