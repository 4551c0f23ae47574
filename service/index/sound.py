"""Which listed names sound like a name in another script: candidates by sound, then the score of each.

Every word and every join of neighbouring words of the listed names is an entry of one vocabulary of readings. A query
finds the readings that sound like each of its words, merges the names they occur in, and scores the most promising.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from service.index.needs import NO_NEEDS, Needs, Scores
from service.index.postings import NOTHING, Integers, Places, Postings
from service.index.readings import Bound, Neighbours, Readings
from service.matching.sound.costs import costs_of
from service.matching.sound.features import word_weights
from service.matching.sound.name import SoundName, Unit, as_listed, prepare_sound
from service.matching.sound.rarity import SKELETON_CLASSES, class_counts
from service.matching.sound.score import HIGHEST, THRESHOLD, SoundMatch, sound_scores

CANDIDATES = 100
"""Names scored in full for one query, the most promising first."""
CANDIDATES_WITH_ONE_WORD = 5
"""Of the names of several words that share only one with the query, so many are scored too: the rest may sound alike
less than the search asks for. They are those whose consonants agree best besides: of 30 such names among 1,842 queries
that score 0.5 or more, four find 16, and the eight that share the rarest word found 8."""
LISTED_READINGS = 3
CACHED_NUMBERS = 3_000_000
"""Numbers of names that the resolved words of queries together may hold, 8 bytes each."""

_FEW = 50
"""Where more are asked together they are names of a file; its joined words are as many, and not worth keeping."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
_Key = tuple[str, ...]
"""A script, and readings of a word in it."""
Heard = tuple[Integers, NDArray[np.float32]]


@dataclass(eq=False, slots=True)
class SoundIndex:
    """Listed names by sound. Built once, read by all threads; only the bounded cache changes."""

    ids: Ints
    texts: list[str]
    are_persons: NDArray[np.bool_]
    readings: Readings
    postings: Postings
    weights: NDArray[np.float32]
    word_counts: NDArray[np.int32]
    classes: NDArray[np.uint8]
    _cache: dict[_Key, Heard] = field(default_factory=dict, repr=False)
    _held: int = field(default=0, repr=False)
    _bounds: dict[str, Bound] = field(default_factory=dict, repr=False)
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
        readings, moved = Readings.build(list(places))
        at = moved[np.array(found, dtype=np.int64)]
        order = np.argsort(at, kind="stable")
        starts = np.searchsorted(at[order], np.arange(len(places) + 1))
        weights = np.array([sum(word_weights(name)) for name in prepared], dtype=np.float32)
        return cls(
            np.array([row[0] for row in rows], dtype=np.int64),
            [row[1] for row in rows],
            np.array([row[2] for row in rows], dtype=np.bool_),
            readings,
            Postings(starts.astype(np.int64), np.array(owners, dtype=np.int32)[order]),
            weights,
            np.array([len(name.words) for name in prepared], dtype=np.int32),
            np.array([_classes(name) for name in prepared], dtype=np.uint8).reshape(-1, len(SKELETON_CLASSES)),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def search(self, query: SoundName, *, minimum: float = THRESHOLD) -> list[tuple[int, float]]:
        """The listed names that sound like `query` with at least `minimum`: (name id, score), best first."""
        found = [(name, match.score) for name, _, match in self.matches([query])[0] if match.score >= minimum]
        return sorted(found, key=lambda pair: -pair[1])

    def forget(self) -> None:
        """Empty the cache of resolved readings."""
        with self._lock:
            self._cache.clear()
            self._held = 0

    def size_in_bytes(self) -> int:
        """Memory of the arrays, without texts and caches."""
        arrays = (
            self.ids,
            self.readings.codes,
            self.readings.masks,
            self.postings.starts,
            self.postings.numbers,
            self.weights,
            self.word_counts,
            self.classes,
        )
        return sum(array.nbytes for array in arrays)

    def matches(
        self, queries: Sequence[SoundName], needs: Needs = NO_NEEDS
    ) -> list[list[tuple[int, float, SoundMatch]]]:
        """For each query every candidate that may reach what it needs, with that and its full match, in no order."""
        if not queries:
            return []
        jobs: list[list[tuple[int, float]]] = [[] for _ in queries]
        for place, row, least in zip(*(column.tolist() for column in self._candidates(queries, needs)), strict=True):
            jobs[place].append((row, least))
        live = [place for place, job in enumerate(jobs) if job]
        scored = sound_scores([(queries[place], [self._name(row) for row, _ in jobs[place]]) for place in live])
        found: list[list[tuple[int, float, SoundMatch]]] = [[] for _ in queries]
        for place, matches in zip(live, scored, strict=True):
            for (row, least), match in zip(jobs[place], matches, strict=True):
                found[place].append((int(self.ids[row]), least, match))
        return found

    def _name(self, row: int) -> SoundName:
        return prepare_sound(self.texts[row], is_person=bool(self.are_persons[row]))

    def _candidates(self, queries: Sequence[SoundName], needs: Needs) -> tuple[Places, Places, Scores]:
        """Pairs of the place of a query and the row of a name worth scoring, with the score it needs: those that share
        the sound of two words, and the best that share one."""
        places, rows, total, words = self._met(queries)
        promise = total - np.float32(0.2) * np.maximum(self.weights[rows] - total, 0)
        single = np.array([len(query.words) == 1 for query in queries])
        several = (words > 1) | (self.word_counts[rows] == 1) | single[places]
        of_several, of_one = np.flatnonzero(several), np.flatnonzero(~several)
        agreement = self._agreement(queries, places[of_one], rows[of_one])
        keep = np.concatenate(
            [
                of_several[_best(places[of_several], promise[of_several], CANDIDATES)],
                of_one[_best(places[of_one], promise[of_one] + agreement, CANDIDATES_WITH_ONE_WORD)],
            ]
        )
        places, rows = places[keep], rows[keep]
        least = needs.by_sound(places, self.ids[rows])
        may_reach = least <= HIGHEST
        return places[may_reach], rows[may_reach], least[may_reach]

    def _met(self, queries: Sequence[SoundName]) -> tuple[Places, Places, Floats, Places]:
        """Pairs of a query and a name that share the sound of a word, each once, in order: how much the words that meet
        tell together, and how many they are."""
        heard = self._heard(queries)
        units = [(place, unit, heard[_key(query, unit)]) for place, query in enumerate(queries) for unit in query.units]
        weights = [word_weights(query) for query in queries]
        told = [alike * np.float32(sum(weights[place][unit.start : unit.stop])) for place, unit, (_, alike) in units]
        sizes = [len(names) for _, _, (names, _) in units]
        cells = np.repeat(np.array([place for place, _, _ in units], dtype=np.intp), sizes) * len(self)
        cells += np.concatenate([NOTHING, *(names for _, _, (names, _) in units)])
        words = np.repeat(np.array([unit.words for _, unit, _ in units], dtype=np.intp), sizes)
        order = np.argsort(cells, kind="stable")
        cells = cells[order]
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        if not len(starts):
            return cells, cells, np.empty(0, dtype=np.float32), words
        total = np.add.reduceat(np.concatenate(told)[order], starts)
        return *np.divmod(cells[starts], len(self)), total, np.add.reduceat(words[order], starts)

    def _agreement(self, queries: Sequence[SoundName], places: Places, rows: Places) -> Floats:
        """Which share of the consonants of the whole names agree in class, in any order."""
        asked = np.array([_classes(query) for query in queries], dtype=np.uint8).reshape(len(queries), -1)[places]
        listed = self.classes[rows]
        shared = np.minimum(listed, asked).sum(axis=1, dtype=np.float32)
        most = np.maximum(listed.sum(axis=1, dtype=np.float32), asked.sum(axis=1, dtype=np.float32))
        return np.asarray(shared / np.maximum(most, 1))

    def _heard(self, queries: Sequence[SoundName]) -> dict[_Key, Heard]:
        """For each unit of the queries the names that have a reading like one of its own, and how alike the best is."""
        keys = dict.fromkeys(_key(query, unit) for query in queries for unit in query.units)
        found = {key: known for key in keys if (known := self._cache.get(key)) is not None}
        missing: dict[str, list[_Key]] = defaultdict(list)
        for key in keys:
            if key not in found:
                missing[key[0]].append(key)
        for script, some in missing.items():
            found |= zip(some, self._resolve(script, [key[1:] for key in some]), strict=True)
        kept = {_key(query, unit) for query in queries for unit in query.units if unit.words == 1}
        if len(queries) <= _FEW:
            kept.update(keys)
        self._keep({key: found[key] for some in missing.values() for key in some if key in kept})
        return found

    def _keep(self, resolved: Mapping[_Key, Heard]) -> None:
        with self._lock:
            if self._held > CACHED_NUMBERS:
                self._cache.clear()
                self._held = 0
            self._cache.update(resolved)
            self._held += sum(len(names) + 50 for names, _ in resolved.values())

    def _resolve(self, script: str, units: Sequence[tuple[str, ...]]) -> list[Heard]:
        """The same for units given by their readings, without the cache."""
        costs = costs_of(script)
        bound = self._bounds.get(script) or self._bounds.setdefault(script, Bound.of(costs, self.readings))
        asked = list(dict.fromkeys(reading for unit in units for reading in unit))
        near = dict(zip(asked, self.readings.nearest(costs, bound, asked), strict=True))
        return [self._best_of([near[reading] for reading in unit]) for unit in units]

    def _best_of(self, near: Sequence[Neighbours]) -> Heard:
        """Names with any of these readings, each once, with the highest likeness."""
        found = [self._named(*neighbours) for neighbours in near if len(neighbours[0])]
        if not found:
            return NOTHING, np.empty(0, dtype=np.float32)
        names, alike = np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])
        order = np.lexsort((-alike, names))
        names, alike = names[order], alike[order]
        first = np.append(True, names[1:] != names[:-1])
        return names[first], alike[first]

    def _named(self, places: Ints, alike: NDArray[np.float32]) -> Heard:
        """The names that have one of these readings, and how alike the reading of each is."""
        starts = self.postings.starts[places]
        sizes = self.postings.starts[places + 1] - starts
        offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        return self.postings.numbers[np.arange(sizes.sum()) + offsets], np.repeat(alike, sizes)


def _classes(name: SoundName) -> list[int]:
    """How many consonants of each class a name has."""
    return list(class_counts("".join(word.readings[0] for word in name.words)))


def _key(query: SoundName, unit: Unit) -> _Key:
    """The script and the readings that are looked up: of joined words only the likeliest."""
    return query.script, *(unit.readings if unit.words == 1 else unit.readings[:1])


def _best(places: Places, promise: Floats, number: int) -> Places:
    """The most promising of the pairs, so many of each place at most. Places rise."""
    order = np.lexsort((-promise, places))
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    rank = np.arange(len(places)) - np.repeat(starts, np.diff(np.append(starts, len(places))))
    return np.asarray(np.sort(order[rank < number]))
