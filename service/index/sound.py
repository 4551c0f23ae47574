"""Which listed names sound like a name in another script: candidates by sound, then the score of each.

Every word and every join of neighbouring words of the listed names is an entry of one vocabulary of readings. A query
finds the readings that sound like each of its words, merges the names they occur in, and scores the most promising.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from service.index.postings import Postings
from service.matching.sound.costs import costs_of
from service.matching.sound.features import word_weights
from service.matching.sound.name import SoundName, Unit, as_listed, prepare_sound
from service.matching.sound.score import THRESHOLD, SoundMatch, sound_scores
from service.matching.sound.vocabulary import Filter, Neighbours, Vocabulary

CANDIDATES = 40
"""Names scored in full for one query, the most promising first."""
CANDIDATES_WITH_ONE_WORD = 8
"""Of the names of several words that share only one with the query, so many are scored too: the rest may sound alike
less than the search asks for."""
LISTED_READINGS = 3
CACHE = 20_000
"""Readings of query words whose neighbours are remembered."""

Ints = NDArray[np.int64]


@dataclass(eq=False, slots=True)
class SoundIndex:
    """Listed names by sound. Built once, read by all threads; only the bounded cache changes."""

    ids: Ints
    texts: list[str]
    are_persons: NDArray[np.bool_]
    vocabulary: Vocabulary
    postings: Postings
    weights: NDArray[np.float32]
    word_counts: NDArray[np.int32]
    _cache: dict[tuple[str, str], Neighbours] = field(default_factory=dict, repr=False)
    _filters: dict[str, Filter] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def build(cls, names: Iterable[tuple[int, str, bool]]) -> SoundIndex:
        """The index of listed names, each given as (name id, text, whether it names a person)."""
        rows = list(names)
        prepared = [prepare_sound.__wrapped__(text, is_person=person) for _, text, person in rows]
        places: dict[str, int] = {}
        found: list[int] = []
        owners: list[int] = []
        for row, name in enumerate(prepared):
            for unit in as_listed(name).units:
                for reading in unit.readings[: LISTED_READINGS if unit.words == 1 else 1]:
                    found.append(places.setdefault(reading, len(places)))
                    owners.append(row)
        vocabulary, moved = Vocabulary.of(list(places))
        at = moved[np.array(found, dtype=np.int64)]
        order = np.argsort(at, kind="stable")
        starts = np.searchsorted(at[order], np.arange(len(places) + 1))
        weights = np.array([sum(word_weights(name)) for name in prepared], dtype=np.float32)
        return cls(
            np.array([row[0] for row in rows], dtype=np.int64),
            [row[1] for row in rows],
            np.array([row[2] for row in rows], dtype=np.bool_),
            vocabulary,
            Postings(starts.astype(np.int64), np.array(owners, dtype=np.int32)[order]),
            weights,
            np.array([len(name.words) for name in prepared], dtype=np.int32),
        )

    def search(self, query: SoundName, *, minimum: float = THRESHOLD) -> list[tuple[int, float]]:
        """The listed names that sound like `query` with at least `minimum`: (name id, score), best first."""
        found = [(name_id, match.score) for name_id, match in self.matches(query) if match.score >= minimum]
        return sorted(found, key=lambda pair: -pair[1])

    def forget(self) -> None:
        """Empty the cache of resolved readings."""
        with self._lock:
            self._cache.clear()

    def size_in_bytes(self) -> int:
        """Memory of the arrays, without texts and caches."""
        arrays = (
            self.ids,
            self.vocabulary.codes,
            self.vocabulary.masks,
            self.vocabulary.has,
            self.postings.starts,
            self.postings.numbers,
            self.weights,
            self.word_counts,
        )
        return sum(array.nbytes for array in arrays)

    def matches(self, query: SoundName) -> list[tuple[int, SoundMatch]]:
        """Every candidate with its full match, in no order."""
        rows = self._candidates(query)
        listed = [prepare_sound(self.texts[row], is_person=bool(self.are_persons[row])) for row in rows]
        return list(zip(self.ids[rows].tolist(), sound_scores(query, listed), strict=True))

    def _candidates(self, query: SoundName) -> list[int]:
        """Rows of the names worth scoring: those that share the sound of two words, and the best that share one."""
        ours = word_weights(query)
        neighbours = self._neighbours(query)
        rows, keys, values = [], [], []
        for number, unit in enumerate(query.units):
            weight = np.float32(sum(ours[unit.start : unit.stop]))
            for reading in _searched(unit):
                names, alike = self._named(*neighbours[reading])
                rows.append(names)
                keys.append(np.full(len(names), number, dtype=np.int64))
                values.append(alike * weight)
        if not sum(map(len, rows)):
            return []
        row, key, value = np.concatenate(rows), np.concatenate(keys), np.concatenate(values)
        # The best likeness of each unit with each name, then the sum over the units of a name.
        order = np.lexsort((-value, key, row))
        row, key, value = row[order], key[order], value[order]
        fresh = np.append(True, (row[1:] != row[:-1]) | (key[1:] != key[:-1]))
        row, key, value = row[fresh], key[fresh], value[fresh]
        begin = np.flatnonzero(np.append(True, row[1:] != row[:-1]))
        total = np.add.reduceat(value, begin)
        met = np.add.reduceat(np.array([unit.words for unit in query.units])[key], begin)
        row = row[begin]
        promise = total - 0.2 * np.maximum(self.weights[row] - total, 0)
        several = (met > 1) | (self.word_counts[row] == 1) | (len(query.words) == 1)
        return [
            *_best(row[several], promise[several], CANDIDATES),
            *_best(row[~several], promise[~several], CANDIDATES_WITH_ONE_WORD),
        ]

    def _named(self, places: Ints, alike: NDArray[np.float32]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The names that have one of these readings, and how alike the reading of each is."""
        starts = self.postings.starts[places]
        sizes = self.postings.starts[places + 1] - starts
        offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) if len(places) else starts
        return self.postings.numbers[np.arange(sizes.sum()) + offsets], np.repeat(alike, sizes)

    def _neighbours(self, query: SoundName) -> dict[str, Neighbours]:
        script = query.script
        asked = {reading: None for unit in query.units for reading in _searched(unit)}
        found = {reading: self._cache.get((script, reading)) for reading in asked}
        missing = [reading for reading, known in found.items() if known is None]
        if missing:
            costs = costs_of(script)
            bound = self._filters.get(script) or self._filters.setdefault(script, Filter.of(costs, self.vocabulary))
            resolved = self.vocabulary.nearest(costs, bound, missing)
            found.update(zip(missing, resolved, strict=True))
            with self._lock:
                if len(self._cache) > CACHE:
                    self._cache.clear()
                self._cache.update({(script, r): pair for r, pair in zip(missing, resolved, strict=True)})
        return {reading: pair for reading, pair in found.items() if pair is not None}


def _searched(unit: Unit) -> tuple[str, ...]:
    """The readings of a unit that are looked up: of joined words only the likeliest."""
    return unit.readings if unit.words == 1 else unit.readings[:1]


def _best(rows: NDArray[np.int32], promise: NDArray[np.float32], number: int) -> list[int]:
    if len(rows) > number:
        rows = rows[np.argpartition(-promise, number)[:number]]
    found: list[int] = rows.tolist()
    return found
