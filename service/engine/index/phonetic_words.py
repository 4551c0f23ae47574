"""Which listed names have a word that sounds like an asked one; kept, as the world's words repeat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.common.cooperative import Steps
from service.engine.index.postings import NOTHING, Integers, Postings, run_starts
from service.engine.index.transcriptions import AskedReading, Transcriptions

FLOOR = 0.42
"""Least likeness worth knowing of two words. A word that hardly agrees still tells which of a thousand Alexanders to
compare: of 3,722 names that lists publish in two scripts, 0.42 finds four more than 0.50."""
JOINED_FLOOR = 0.58
"""The same where one of them is joined of several words, which counts from `pairing.JOIN_FLOOR` on only."""

_CACHED_NUMBERS = 2_000_000
"""Numbers of names that the words kept together may hold, 8 bytes each."""

Floats = NDArray[np.float32]


class PhoneticWord(NamedTuple):
    """A word, or several joined to one, by the script and the readings in it."""

    script: str
    is_joined: bool
    readings: tuple[str, ...]

    def among_words(self) -> list[AskedReading]:
        """Its readings, as they are looked for among single words."""
        return self._asked(JOINED_FLOOR if self.is_joined else FLOOR)

    def among_joined(self) -> list[AskedReading]:
        """Its readings, as they are looked for among joined words: none of those, if it is joined itself."""
        return [] if self.is_joined else self._asked(JOINED_FLOOR)

    def _asked(self, floor: float) -> list[AskedReading]:
        return [AskedReading(self.script, reading, floor) for reading in self.readings]


class PhoneticMatches(NamedTuple):
    """The names that have a reading like one of a word's own, each once, in order, and how alike the best is."""

    names: Integers
    alike: Floats


_NOWHERE = np.empty(0, dtype=np.int64)
_NOBODY = PhoneticMatches(NOTHING, np.empty(0, dtype=np.float32))


@dataclass(eq=False, slots=True)
class SoundPostings:
    """Distinct readings, and the names in which each occurs."""

    readings: Transcriptions
    names: Postings

    @classmethod
    def build(cls, occurring: Sequence[tuple[str, int]]) -> SoundPostings:
        """From readings, each with the number of a name in which it occurs."""
        places: dict[str, int] = {}
        found = np.array([places.setdefault(reading, len(places)) for reading, _ in occurring], dtype=np.int64)
        readings, moved = Transcriptions.build(list(places))
        at = moved[found]
        order = np.argsort(at, kind="stable")
        starts = np.searchsorted(at[order], np.arange(len(places) + 1)).astype(np.int64)
        return cls(readings, Postings(starts, np.array([name for _, name in occurring], dtype=np.int32)[order]))

    def heard(self, asked: Iterable[AskedReading]) -> dict[AskedReading, PhoneticMatches]:
        """The names with a reading that sounds as much like each of those asked as it asks for; a name may come
        twice."""
        different = list(dict.fromkeys(asked))
        near = self.readings.nearest(different)
        if not any(len(places) for places, _ in near):
            return dict.fromkeys(different, _NOBODY)
        owners, names = self.names.spread(np.concatenate([_NOWHERE, *(places for places, _ in near)]))
        alike = np.concatenate([_NOBODY.alike, *(alike for _, alike in near)])[owners]
        ends = np.searchsorted(owners, np.cumsum([0, *(len(places) for places, _ in near)])).tolist()
        parts = (PhoneticMatches(names[first:end], alike[first:end]) for first, end in pairwise(ends))
        return dict(zip(different, parts, strict=True))

    def size_in_bytes(self) -> int:
        """Memory of the arrays."""
        readings, names = self.readings, self.names
        return sum(array.nbytes for array in (readings.codes, readings.masks, names.starts, names.numbers))


@dataclass(eq=False, slots=True)
class PhoneticWords:
    """Asked words with the names in which they are heard, by the listed words and those joined to one.

    Joined words are looked for among single ones only: no two are ever taken for one another (`pairing.py`).
    """

    words: SoundPostings
    joined: SoundPostings
    _known: dict[PhoneticWord, PhoneticMatches] = field(default_factory=dict, repr=False)
    _held: int = field(default=0, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def of(
        self, words: Iterable[PhoneticWord], worth_keeping: Iterable[PhoneticWord], at_once: int
    ) -> Steps[dict[PhoneticWord, PhoneticMatches]]:
        """The names in which each of the words is heard. Pauses after so many that were not known: 32 take
        some 8 ms, and cost a third more each than hundreds."""
        keep = frozenset(worth_keeping)
        asked = dict.fromkeys(words)
        found = {word: known for word in asked if (known := self._known.get(word)) is not None}
        missing = [word for word in asked if word not in found]
        for start in range(0, len(missing), at_once):
            new = self._resolve(missing[start : start + at_once])
            self._keep({word: heard for word, heard in new.items() if word in keep})
            found |= new
            yield
        return found

    def forget(self) -> None:
        """Empty the cache."""
        with self._lock:
            self._known.clear()
            self._held = 0

    def _keep(self, found: Mapping[PhoneticWord, PhoneticMatches]) -> None:
        with self._lock:
            if self._held > _CACHED_NUMBERS:
                self._known.clear()
                self._held = 0
            self._known.update(found)
            self._held += sum(len(heard.names) + 50 for heard in found.values())

    def _resolve(self, words: Sequence[PhoneticWord]) -> dict[PhoneticWord, PhoneticMatches]:
        """The same without the cache."""
        near = self.words.heard(one for word in words for one in word.among_words())
        joined = self.joined.heard(one for word in words for one in word.among_joined())
        return {
            word: _best_of([*map(near.__getitem__, word.among_words()), *map(joined.__getitem__, word.among_joined())])
            for word in words
        }


def _best_of(heard: Sequence[PhoneticMatches]) -> PhoneticMatches:
    """The names of all together, each once, with the highest likeness."""
    found = [one for one in heard if len(one.names)]
    if not found:
        return _NOBODY
    names, alike = np.concatenate([one.names for one in found]), np.concatenate([one.alike for one in found])
    order = np.lexsort((-alike, names))
    names, alike = names[order], alike[order]
    first = run_starts(names)
    return PhoneticMatches(names[first], alike[first])
