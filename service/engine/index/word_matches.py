"""Which listed names have a word that may stand for an asked one; kept, as the world's words repeat."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from service.common.cooperative import Steps, map_in_steps
from service.engine.index.initials import fitting
from service.engine.index.multi_word_index import MultiWordIndex, MultiWordMatch
from service.engine.index.postings import Integers, Postings, distinct
from service.engine.index.vocabulary import Vocabulary

_CACHED_NUMBERS = 5_000_000
"""Numbers of names that the words kept together may hold, 4 bytes each."""

_A_STEP = 8
"""Words of which the names are put together between two pauses."""


@dataclass(frozen=True, slots=True)
class WordMatches:
    """Listed words that may stand for an asked one, names that have any, and those where it is a distinctive one; each
    once, in order. Names that have the word as several words, or as their first letters, if there are any. The bits of
    the initials that may stand for it."""

    units: frozenset[int]
    names: Integers
    distinctive: Integers
    several: MultiWordMatch | None
    acronym: MultiWordMatch | None
    fitting: int


@dataclass(eq=False, slots=True)
class WordMatcher:
    """Asked words with what they may mean.

    `names` are the names of each word of the vocabulary, `groups` and `acronyms` those of which several are a text.
    """

    vocabulary: Vocabulary
    names: Postings
    groups: MultiWordIndex
    acronyms: MultiWordIndex
    is_distinctive: NDArray[np.bool_]
    _known: dict[str, WordMatches] = field(default_factory=dict, repr=False)
    _held: int = field(default=0, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def of(self, words: Iterable[str], at_once: int) -> Steps[dict[str, WordMatches]]:
        """What each of the words may mean. Pauses after so many that were not known were looked up, 32 of which take
        some 5 ms, and while the names of very common ones are put together."""
        asked = dict.fromkeys(words)
        found = {word: known for word in asked if (known := self._known.get(word)) is not None}
        missing = [word for word in asked if word not in found]
        for start in range(0, len(missing), at_once):
            some = missing[start : start + at_once]
            meant = yield from self.vocabulary.resolve_in_steps(some)
            matched = yield from map_in_steps(self._match, zip(some, meant, strict=True), _A_STEP)
            new = dict(zip(some, matched, strict=True))
            self._keep(new)
            found |= new
            yield
        return found

    def forget(self) -> None:
        """Empty the cache."""
        with self._lock:
            self._known.clear()
            self._held = 0

    def _match(self, resolved: tuple[str, set[int]]) -> WordMatches:
        word, meant = resolved
        names = self._names_of(meant)
        strong = {unit for unit in meant if self.is_distinctive[unit]}
        distinctive = names if len(strong) == len(meant) else self._names_of(strong)
        several, acronym = self.groups.of(word), self.acronyms.of(word)
        return WordMatches(frozenset(meant), names, distinctive, several, acronym, fitting([word]))

    def _names_of(self, units: Collection[int]) -> Integers:
        names = self.names.of_all(list(units))
        return names if len(units) <= 1 else distinct(names)

    def _keep(self, found: dict[str, WordMatches]) -> None:
        with self._lock:
            if self._held >= _CACHED_NUMBERS:
                self._known.clear()
                self._held = 0
            self._known.update(found)
            self._held += sum(len(one.names) + len(one.distinctive) + 50 for one in found.values())
