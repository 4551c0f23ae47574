"""Which listed names sound like a name in another script: candidates by sound, then the score of each.

The words of the listed names are one table of readings, neighbouring words joined to one are another. A query finds
the readings that sound like each of its words, merges the names they occur in, and scores the most promising.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from service.common.cooperative import Steps, map_in_steps, run_to_completion
from service.common.lru_cache import LruCache
from service.engine.index.phonetic_words import Floats, PhoneticWord, PhoneticWords, SoundPostings
from service.engine.index.postings import NOTHING, Places, run_starts, true_places
from service.engine.index.required_score import NO_NEEDS, RequiredScores
from service.engine.matching.phonetic.features import word_weights
from service.engine.matching.phonetic.name import SoundName, Unit, as_listed, prepare_sound
from service.engine.matching.phonetic.rarity import SKELETON_CLASSES, class_counts
from service.engine.matching.phonetic.score import HIGHEST, THRESHOLD, SoundMatch, sound_scores

CANDIDATES = 100
"""Names scored in full for one query, the most promising first."""
CANDIDATES_WITH_ONE_WORD = 5
"""Of the names of several words that share only one with the query, so many are scored too: the rest may sound alike
less than the search asks for. They are those whose consonants agree best besides: of 3,722 names that lists publish in
two scripts, five find one more than four do, and as many as eight."""
LISTED_READINGS = 3

_FEW = 50
"""Where more are asked together they are names of a file; its joined words are as many, and not worth keeping."""

_REMEMBERED = 8_192
"""Names asked that are kept with their candidates, a thousand bytes each. Names in other scripts come again: a file of
a million customers has the same Chinese or Korean name many times, with other birth dates."""

_AT_ONCE = 32
"""Words that are looked up, and pairs of names of which the sounds are compared, between two pauses."""
_NAMES_A_STEP = 16
"""Listed names of which the sounds are read between two pauses, 3 ms if none of them has been read before."""
_MANY = 100
"""Who asks for so many names together does not pause: it is cheaper to do all at once."""

_TOLERANCE = 1e-6
_NOWHERE: Places = np.empty(0, dtype=np.intp)

Ints = NDArray[np.int64]


class _Promising:
    """The rows of the names worth scoring for a query, whatever its facts; and their scores as far as they are known,
    the others not a number."""

    __slots__ = ("rows", "scores")

    def __init__(self, rows: NDArray[np.int32]) -> None:
        self.rows = rows
        self.scores = np.full(len(rows), np.nan, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class ListedSounds:
    """What an index holds of the sounds of a listed name: the readings of its words and of words joined, how much all
    words tell, how many they are, and how many consonants of each class they have."""

    words: tuple[str, ...]
    joined: tuple[str, ...]
    weight: float
    word_count: int
    classes: tuple[int, ...]


def listed_sounds(text: str, *, is_person: bool) -> ListedSounds:
    """The sounds of a listed name."""
    name = prepare_sound.__wrapped__(text, is_person=is_person)
    units = as_listed(name).units
    return ListedSounds(
        tuple(reading for unit in units if unit.words == 1 for reading in unit.readings[:LISTED_READINGS]),
        tuple(unit.readings[0] for unit in units if unit.words > 1),
        sum(word_weights(name)),
        len(name.words),
        tuple(_classes(name)),
    )


@dataclass(eq=False, slots=True)
class SoundIndex:
    """Listed names by sound. Built once, read by all threads; only the bounded cache changes."""

    ids: Ints
    texts: list[str]
    are_persons: NDArray[np.bool_]
    words: SoundPostings
    joined: SoundPostings
    weights: NDArray[np.float32]
    word_counts: NDArray[np.int32]
    classes: NDArray[np.uint8]
    _heard: PhoneticWords = field(init=False, repr=False)
    _recent: LruCache[tuple[str, bool], _Promising] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._heard = PhoneticWords(self.words, self.joined)
        self._recent = LruCache(_REMEMBERED)

    @classmethod
    def build(cls, names: Iterable[tuple[int, str, bool]]) -> SoundIndex:
        """The index of listed names, each given as (name id, text, whether it names a person)."""
        rows = list(names)
        return cls.of_sounds(rows, [listed_sounds(text, is_person=person) for _, text, person in rows])

    @classmethod
    def of_sounds(cls, names: Sequence[tuple[int, str, bool]], sounds: Sequence[ListedSounds]) -> SoundIndex:
        """The same with the sounds of each name."""
        return cls(
            np.array([row[0] for row in names], dtype=np.int64),
            [row[1] for row in names],
            np.array([row[2] for row in names], dtype=np.bool_),
            SoundPostings.build([(word, row) for row, one in enumerate(sounds) for word in one.words]),
            SoundPostings.build([(word, row) for row, one in enumerate(sounds) for word in one.joined]),
            np.array([one.weight for one in sounds], dtype=np.float32),
            np.array([one.word_count for one in sounds], dtype=np.int32),
            np.array([one.classes for one in sounds], dtype=np.uint8).reshape(-1, len(SKELETON_CLASSES)),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def search(self, query: SoundName, *, minimum: float = THRESHOLD) -> list[tuple[int, float]]:
        """The listed names that sound like `query` with at least `minimum`: (name id, score), best first."""
        matches = run_to_completion(self.matches([query]))[0]
        found = [(name, match.score) for name, _, match in matches if match.score >= minimum]
        return sorted(found, key=lambda pair: -pair[1])

    def forget(self) -> None:
        """Forget the words and names that were asked."""
        self._heard.forget()
        self._recent.forget()

    def size_in_bytes(self) -> int:
        """Memory of the arrays, without texts and caches."""
        own = (self.ids, self.weights, self.word_counts, self.classes)
        return sum(array.nbytes for array in own) + self.words.size_in_bytes() + self.joined.size_in_bytes()

    def matches(
        self, queries: Sequence[SoundName], required: RequiredScores = NO_NEEDS
    ) -> Steps[list[list[tuple[int, float, SoundMatch]]]]:
        """For each query every candidate that may reach what it needs, with that and its full match, in no order.
        Pauses now and then."""
        if not queries:
            return []
        promising = yield from self._promising(queries)
        jobs = self._worth_scoring(promising, required)
        found: list[list[tuple[int, float, SoundMatch]]] = [[] for _ in queries]
        for live in _some_at_a_time(jobs, _at_once(queries)):
            yield
            rows = [int(promising[place].rows[at]) for place in live for at, _ in jobs[place]]
            names = iter((yield from map_in_steps(self._name, rows, _NAMES_A_STEP)))
            scored = sound_scores([(queries[place], [*islice(names, len(jobs[place]))]) for place in live])
            for place, matches in zip(live, scored, strict=True):
                one = promising[place]
                for (at, least), match in zip(jobs[place], matches, strict=True):
                    one.scores[at] = match.score
                    found[place].append((int(self.ids[one.rows[at]]), least, match))
        return found

    def _worth_scoring(
        self, promising: Sequence[_Promising], required: RequiredScores
    ) -> list[list[tuple[int, float]]]:
        """For each query the places among its promising names of those that may reach what they need, with that."""
        sizes = [len(one.rows) for one in promising]
        if not any(sizes):
            return [[] for _ in promising]
        places = np.repeat(np.arange(len(promising)), sizes)
        least = required.by_sound(places, self.ids[np.concatenate([one.rows for one in promising])])
        too_low = np.concatenate([one.scores for one in promising]) < least - _TOLERANCE
        may_reach = true_places((least <= HIGHEST) & ~too_low)
        at = may_reach - (np.cumsum(sizes) - sizes)[places[may_reach]]
        jobs: list[list[tuple[int, float]]] = [[] for _ in promising]
        for place, one, needed in zip(places[may_reach].tolist(), at.tolist(), least[may_reach].tolist(), strict=True):
            jobs[place].append((one, needed))
        return jobs

    def _name(self, row: int) -> SoundName:
        return prepare_sound(self.texts[row], is_person=bool(self.are_persons[row]))

    def _promising(self, queries: Sequence[SoundName]) -> Steps[list[_Promising]]:
        """The names worth scoring for each query."""
        keys = [(query.text, query.is_person) for query in queries]
        found = {key: known for key in keys if (known := self._recent.get(key)) is not None}
        new = {key: query for key, query in zip(keys, queries, strict=True) if key not in found}
        if new:
            places, rows = yield from self._candidates(list(new.values()))
            ends = np.searchsorted(places, np.arange(len(new) + 1)).tolist()
            for key, first, end in zip(new, ends, ends[1:], strict=False):
                found[key] = _Promising(rows[first:end].astype(np.int32))
                self._recent.keep(key, found[key])
        return [found[key] for key in keys]

    def _candidates(self, queries: Sequence[SoundName]) -> Steps[tuple[Places, Places]]:
        """Pairs of the place of a query and the row of a name worth scoring, in order: those that share the sound of
        two words, and the best that share one."""
        places, rows, total, words = yield from self._met(queries)
        if not len(rows):
            return places, rows
        promise = total - np.float32(0.2) * np.maximum(self.weights[rows] - total, 0)
        single = np.array([len(query.words) == 1 for query in queries])
        several = (words > 1) | (self.word_counts[rows] == 1) | single[places]
        of_several, of_one = true_places(several), true_places(~several)
        agreement = self._agreement(queries, places[of_one], rows[of_one])
        keep = np.concatenate(
            [
                of_several[_best(places[of_several], promise[of_several], CANDIDATES)],
                of_one[_best(places[of_one], promise[of_one] + agreement, CANDIDATES_WITH_ONE_WORD)],
            ]
        )
        keep.sort()
        return places[keep], rows[keep]

    def _met(self, queries: Sequence[SoundName]) -> Steps[tuple[Places, Places, Floats, Places]]:
        """Pairs of a query and a name that share the sound of a word, each once, in order: how much the words that meet
        tell together, and how many they are."""
        spoken = [(place, unit, _spoken(query, unit)) for place, query in enumerate(queries) for unit in query.units]
        few = len(queries) <= _FEW
        worth_keeping = [word for _, unit, word in spoken if few or unit.words == 1]
        heard = yield from self._heard.of([word for _, _, word in spoken], worth_keeping, _at_once(queries))
        units = [(place, unit, heard[word]) for place, unit, word in spoken]
        sizes = [len(names) for _, _, (names, _) in units]
        if not any(sizes):
            return _NOWHERE, _NOWHERE, np.empty(0, dtype=np.float32), _NOWHERE
        weights = [word_weights(query) for query in queries]
        told = [alike * np.float32(sum(weights[place][unit.start : unit.stop])) for place, unit, (_, alike) in units]
        cells = np.repeat(np.array([place for place, _, _ in units], dtype=np.intp), sizes) * len(self)
        cells += np.concatenate([NOTHING, *(names for _, _, (names, _) in units)])
        words = np.repeat(np.array([unit.words for _, unit, _ in units], dtype=np.intp), sizes)
        order = np.argsort(cells, kind="stable")
        cells = cells[order]
        starts = run_starts(cells)
        total = np.add.reduceat(np.concatenate(told)[order], starts)
        return *np.divmod(cells[starts], len(self)), total, np.add.reduceat(words[order], starts)

    def _agreement(self, queries: Sequence[SoundName], places: Places, rows: Places) -> Floats:
        """Which share of the consonants of the whole names agree in class, in any order."""
        asked = np.array([_classes(query) for query in queries], dtype=np.uint8).reshape(len(queries), -1)[places]
        listed = self.classes[rows]
        shared = np.minimum(listed, asked).sum(axis=1, dtype=np.float32)
        most = np.maximum(listed.sum(axis=1, dtype=np.float32), asked.sum(axis=1, dtype=np.float32))
        return np.asarray(shared / np.maximum(most, 1))


def _at_once(queries: Sequence[SoundName]) -> int:
    return _AT_ONCE if len(queries) < _MANY else sys.maxsize


def _some_at_a_time(jobs: Sequence[Sequence[object]], at_once: int) -> Iterator[list[int]]:
    """The places of queries that have anything to be compared with, so many together as make up one step of so many
    pairs."""
    some: list[int] = []
    pairs = 0
    for place, job in enumerate(jobs):
        if some and pairs + len(job) > at_once:
            yield some
            some, pairs = [], 0
        if job:
            some.append(place)
            pairs += len(job)
    if some:
        yield some


def _classes(name: SoundName) -> list[int]:
    """How many consonants of each class a name has."""
    return list(class_counts("".join(word.readings[0] for word in name.words)))


def _spoken(query: SoundName, unit: Unit) -> PhoneticWord:
    """What is looked up: of joined words only the likeliest reading."""
    return PhoneticWord(query.costs, unit.words > 1, unit.readings if unit.words == 1 else unit.readings[:1])


def _best(places: Places, promise: Floats, number: int) -> Places:
    """The most promising of the pairs, so many of each place at most. Places rise."""
    order = np.lexsort((-promise, places))
    starts = run_starts(places)
    rank = np.arange(len(places)) - np.repeat(starts, np.diff(np.append(starts, len(places))))
    return np.asarray(np.sort(order[rank < number]))
