"""A name that is looked for among the parties of screenings: by which keys they are found, and whether one is it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_sort_ratio

from service.engine.index.name_directory import words_of
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.normalise.phonetic import phonetic
from service.engine.snapshot import Snapshot
from service.records.search_keys import AnyOf, SearchKeys

ROUNDS = 3
"""Names are looked for in so many rounds: with every word, with one of them nearly, without one of them."""
_WHOLE, _NEARLY, _PARTLY = range(ROUNDS)

ALIKE = 0.70
"""Least score of a name that does not have every word that is looked for."""
COMPARISON = 5
"""How often a screening can be looked at in the time that it takes to compare its name."""

_LONG_ENOUGH = 4
"""Letters of a word of which one may be wrong."""

_HARDLY = 50.0
"""Names in Latin letters that are less alike than that, letter by letter, need no comparison: none reaches `ALIKE`."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The party of a screening that was found by name, and how like its best name is to the one looked for."""

    party_id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Partly:
    """Keys of the words of a name but one. `word` is the one that remains of two."""

    keys: Sequence[AnyOf]
    word: str | None


class WantedName:
    """`whole`, `nearly` and `partly` are the ways in which a name is looked for in each round: keys of which a
    screening has one each."""

    def __init__(self, name: str, snapshot: Snapshot, keys: SearchKeys, *, similar: bool) -> None:
        self._name, self._similar = name, similar
        self.comparisons = 0
        self._snapshot, self._keys = snapshot, keys
        self._profile = snapshot.profiles.get("default") or next(iter(snapshot.profiles.values()))
        self._words = frozenset(words_of(name))
        self._sounds = frozenset(map(phonetic, self._words))
        self._spelt = spelt = keys.by_spelling(name)
        self._heard = heard = keys.by_sound(name) if similar else ()
        halves = keys.by_halves(name) if similar else ()
        self.whole: Sequence[Sequence[AnyOf]] = (spelt, heard) if heard and heard != spelt else (spelt,)
        self._nearly = [(_without(spelt, place), half) for place, half in enumerate(halves) if half]
        self.nearly: Sequence[Sequence[AnyOf]] = [(*others, half) for others, half in self._nearly]
        self.partly = tuple(self._lacking_one()) if similar and len(spelt) > 1 else ()

    def _lacking_one(self) -> Iterator[Partly]:
        words = list(dict.fromkeys(self._name.split()))
        for place in range(len(self._spelt)):
            others = _without(self._spelt, place)
            yield Partly(others, words[1 - place] if len(others) == 1 and len(words) == 2 else None)

    def match(self, parties: Sequence[Mapping[str, Any]], round_: int) -> NameMatch | None:
        """The party that has the name, the most alike if several; None if none has, or an earlier round has found the
        screening."""
        best: NameMatch | None = None
        for place, party in enumerate(parties, 1):
            names = tuple(name for name in (party.get("name"), *(party.get("aliases") or ())) if name)
            theirs = self._keys.of_names(names)
            if (of_round := self._round_of(theirs)) > round_:
                continue
            match = self._match(party, place, names, theirs)
            if match is not None and of_round < round_:
                return None
            best = max((one for one in (best, match) if one is not None), key=attrgetter("score"), default=None)
        return best

    def _match(
        self, party: Mapping[str, Any], place: int, names: Sequence[str], theirs: frozenset[int]
    ) -> NameMatch | None:
        spelt = _has(theirs, self._spelt)
        if not self._similar:
            spelt = any(self._words <= frozenset(words_of(name)) for name in names)
            if not spelt:
                return None
        nearly = spelt or any(map(self._has_nearly, names))
        if not nearly and all(_hardly_alike(self._name, name) for name in names):
            return None
        score, name = self._best(names, party.get("type"))
        return NameMatch(str(party.get("id") or place), name, score) if nearly or score >= ALIKE else None

    def _has_nearly(self, name: str) -> bool:
        """Has it every word, each with one letter wrong at most? So is a name found of which one word was remembered,
        and that not well: as a whole they are not alike."""
        theirs = [phonetic(word) for word in words_of(name)]
        return bool(self._sounds) and all(any(_same_but_one(word, one) for one in theirs) for word in self._sounds)

    def _round_of(self, theirs: frozenset[int]) -> int:
        if _has(theirs, self._spelt) or _has(theirs, self._heard):
            return _WHOLE
        if any(not theirs.isdisjoint(half) and _has_all(theirs, others) for others, half in self._nearly):
            return _NEARLY
        return _PARTLY if any(_has_all(theirs, one.keys) for one in self.partly) else ROUNDS

    def _best(self, names: Sequence[str], type_: str | None) -> tuple[float, str]:
        self.comparisons += len(names)
        kind = EntityType(type_ or EntityType.UNKNOWN)
        compare = partial(self._snapshot.compare, Party(kind, (self._name,)), profile=self._profile)
        return max(((compare(Party(kind, (name,))).score, name) for name in names), key=lambda one: one[0])


def _without(words: Sequence[AnyOf], place: int) -> tuple[AnyOf, ...]:
    return (*words[:place], *words[place + 1 :])


def _has(theirs: frozenset[int], words: Sequence[AnyOf]) -> bool:
    """Is there a key of every word, and a word at all?"""
    return bool(words) and _has_all(theirs, words)


def _has_all(theirs: frozenset[int], words: Sequence[AnyOf]) -> bool:
    return all(not theirs.isdisjoint(keys) for keys in words)


def _same_but_one(word: str, other: str) -> bool:
    """Are they the same but for one letter, wrong, missing or too much, or for two that changed places? In a short word
    none may be: Li is not Lu."""
    most = 1 if len(word) >= _LONG_ENOUGH else 0
    return OSA.distance(word, other, score_cutoff=most) <= most


def _hardly_alike(wanted: str, name: str) -> bool:
    if not (wanted.isascii() and name.isascii()):
        return False
    return token_sort_ratio(wanted.lower(), name.lower(), score_cutoff=_HARDLY) == 0
