"""Which listed names have a word that sounds like an asked one; kept, as the world's words repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.index.postings import NOTHING, Integers, Postings, ranges
from service.index.readings import Bound, Neighbours, Readings
from service.matching.sound.costs import costs_of

_CACHED_NUMBERS = 3_000_000
"""Numbers of names that the words kept together may hold, 8 bytes each."""

Floats = NDArray[np.float32]


class Spoken(NamedTuple):
    """A word, or words written as one, by the script and the readings in it."""

    script: str
    readings: tuple[str, ...]


class Heard(NamedTuple):
    """The names that have a reading like one of a word's own, each once, in order, and how alike the best is."""

    names: Integers
    alike: Floats


_NOBODY = Heard(NOTHING, np.empty(0, dtype=np.float32))


@dataclass(eq=False, slots=True)
class HeardWords:
    """Asked words with the names in which they are heard. `names` are those of each reading."""

    readings: Readings
    names: Postings
    _known: dict[Spoken, Heard] = field(default_factory=dict, repr=False)
    _held: int = field(default=0, repr=False)
    _bounds: dict[str, Bound] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def of(self, words: Iterable[Spoken], worth_keeping: Iterable[Spoken]) -> dict[Spoken, Heard]:
        """The names in which each of the words is heard."""
        asked = dict.fromkeys(words)
        found = {word: known for word in asked if (known := self._known.get(word)) is not None}
        missing: dict[str, list[Spoken]] = defaultdict(list)
        for word in asked:
            if word not in found:
                missing[word.script].append(word)
        if missing:
            new = {word: heard for some in missing.values() for word, heard in self._resolve(some)}
            self._keep({word: new[word] for word in worth_keeping if word in new})
            found |= new
        return found

    def forget(self) -> None:
        """Empty the cache."""
        with self._lock:
            self._known.clear()
            self._held = 0

    def _keep(self, found: Mapping[Spoken, Heard]) -> None:
        with self._lock:
            if self._held > _CACHED_NUMBERS:
                self._known.clear()
                self._held = 0
            self._known.update(found)
            self._held += sum(len(heard.names) + 50 for heard in found.values())

    def _resolve(self, words: Sequence[Spoken]) -> Iterable[tuple[Spoken, Heard]]:
        """The same for words of one script, without the cache."""
        script = words[0].script
        costs = costs_of(script)
        bound = self._bounds.get(script) or self._bounds.setdefault(script, Bound.of(costs, self.readings))
        asked = list(dict.fromkeys(reading for word in words for reading in word.readings))
        near = dict(zip(asked, self.readings.nearest(costs, bound, asked), strict=True))
        return [(word, self._best_of([near[reading] for reading in word.readings])) for word in words]

    def _best_of(self, near: Sequence[Neighbours]) -> Heard:
        """Names with any of these readings, each once, with the highest likeness."""
        found = [self._named(places, alike) for places, alike in near if len(places)]
        if not found:
            return _NOBODY
        names, alike = np.concatenate([one.names for one in found]), np.concatenate([one.alike for one in found])
        order = np.lexsort((-alike, names))
        names, alike = names[order], alike[order]
        first = np.append(True, names[1:] != names[:-1])
        return Heard(names[first], alike[first])

    def _named(self, places: NDArray[np.int64], alike: Floats) -> Heard:
        """The names that have one of these readings, and how alike the reading of each is; a name may come twice."""
        owners, at = ranges(self.names.starts[places], self.names.starts[places + 1])
        return Heard(self.names.numbers[at], alike[owners])
