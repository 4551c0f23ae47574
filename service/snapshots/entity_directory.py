"""Listed entities found by word, beginning of a word, identifier or programme: a party once, with its entries on all
lists.

This is looking up, not screening: names that are written differently are not found, and nothing is put on record.
Entries are of one party by the rule that groups the hits of a screening (`service.engine.screening.grouping`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from itertools import islice, takewhile
from threading import Lock
from typing import TypeVar

from service.engine.index.name_directory import NameDirectory, words_of
from service.engine.matching.identifier_types import OTHER
from service.engine.matching.identifiers import identifier_keys
from service.engine.model.entity import Entity, EntityType, Identifier
from service.engine.normalise.text import fold
from service.engine.screening.grouping import group_ids_of_all
from service.engine.snapshot import Snapshot

_SORTED_BY = 60
"""Characters of a name."""

_NONE: frozenset[int] = frozenset()
_K = TypeVar("_K", bound=Hashable)


class FoundBy(StrEnum):
    """What of a party was found, the best first."""

    ID = "id"
    IDENTIFIER = "identifier"
    WHOLE_NAME = "whole_name"
    WORDS = "words"
    BEGINNINGS = "beginnings"
    PROGRAMME = "programme"
    FILTERS = "filters"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a party stands among those found: by what was found, then by name."""

    rank: int
    name: str
    group_id: str


@dataclass(frozen=True, slots=True)
class EntityQuery:
    """What to look for. `text` is words, a number, an id or a programme; a condition left out holds of everything.

    `watchlists`, `country` and `programme` are those of one and the same entry. Those found stand `after` a position.
    """

    text: str | None = None
    watchlists: tuple[str, ...] = ()
    type: EntityType | None = None
    country: str | None = None
    programme: str | None = None
    after: Position | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class PartyFound:
    """A party with all its entries, by id, and the ids of those that were found."""

    position: Position
    found_by: FoundBy
    entries: tuple[Entity, ...]
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Some of those found. `next` is where to go on, None on the last page."""

    parties: tuple[PartyFound, ...]
    total: int
    next: Position | None


class EntityDirectory:
    """The listed entities of one snapshot, with what they are found by. Built in a second or two."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.names = NameDirectory.build(entities)
        listed = self.names.entities
        numbers: dict[str, int] = {}
        self._party_of = [numbers.setdefault(one, len(numbers)) for one in group_ids_of_all(listed)]
        self._entries = [sorted(some, key=lambda at: listed[at].id) for some in _gathered(self._party_of).values()]
        names = [self._sort_key(entries[0]) for entries in self._entries]
        self._order = sorted(names)
        places = {key: place for place, key in enumerate(self._order)}
        self._place = [places[key] for key in names]
        self._ids = _by(listed, lambda one: {one.id.casefold(), one.record_id.casefold()})
        self._identifiers = _by(listed, lambda one: identifier_keys(one.identifiers))
        self._identifier_order = sorted(self._identifiers)
        self._programmes = _by(listed, lambda one: {item.programme for item in one.designations})
        self._programme_words = {one: frozenset(words_of(one)) for one in self._programmes}
        self._watchlists = _by(listed, lambda one: (one.watchlist,))
        self._types = _by(listed, lambda one: (one.type,))
        self._countries = _by(listed, lambda one: {*one.nationalities, *one.countries})

    def find(self, query: EntityQuery) -> EntityPage:
        """A page of the parties with an entry that meets the query."""
        ranks, found = self._parties_found(query)
        places = ((rank, self._place[party], party) for party, rank in ranks.items())
        if query.after is not None:
            passed = query.after.rank, bisect_right(self._order, (query.after.name, query.after.group_id))
            places = (one for one in places if one[:2] >= passed)
        shown = nsmallest(query.limit + 1, places)
        page = tuple(self._party(rank, place, party, found) for rank, place, party in shown[: query.limit])
        return EntityPage(page, len(ranks), page[-1].position if len(shown) > query.limit else None)

    def _party(self, rank: int, place: int, party: int, found: Set[int]) -> PartyFound:
        entries = [(number, self.names.entities[number]) for number in self._entries[party]]
        ids = frozenset(entity.id for number, entity in entries if number in found)
        position = Position(rank, *self._order[place])
        return PartyFound(position, tuple(FoundBy)[rank], tuple(entity for _, entity in entries), ids)

    def _parties_found(self, query: EntityQuery) -> tuple[dict[int, int], set[int]]:
        """Parties with their best rank, and the entries that were found."""
        allowed = self._allowed(query)
        ranks: dict[int, int] = {}
        found: set[int] = set()
        for rank, numbers in enumerate(self._found_by(query.text)):
            fresh = (numbers if allowed is None else numbers & allowed) - found
            found |= fresh
            for number in fresh:
                ranks.setdefault(self._party_of[number], rank)
        return ranks, found

    def _sort_key(self, number: int) -> tuple[str, str]:
        """The beginning of the folded name and the id of an entry, by whose first its party is sorted."""
        entity = self.names.entities[number]
        return fold(entity.names[0].text)[:_SORTED_BY], entity.id

    def _found_by(self, text: str | None) -> Iterator[frozenset[int]]:
        """The entries found in each way, in the order of `FoundBy`."""
        if text is None:
            yield from (_NONE,) * (len(FoundBy) - 1)
            yield frozenset(range(len(self.names.entities)))
            return
        words = words_of(text)
        yield self._ids.get(text.strip().casefold(), _NONE)
        yield self._with_identifier(text)
        yield self.names.whole(words)
        yield self.names.with_words(words, prefix=False)
        yield self.names.with_words(words, prefix=True)
        yield self._with_programme(text)

    def _allowed(self, query: EntityQuery) -> frozenset[int] | None:
        """The entries of which every condition beside the text holds; None for all."""
        sets: list[frozenset[int]] = []
        if query.watchlists:
            sets.append(_NONE.union(*(self._watchlists.get(one, _NONE) for one in query.watchlists)))
        if query.type is not None:
            sets.append(self._types.get(query.type, _NONE))
        if query.country is not None:
            sets.append(self._countries.get(query.country.upper(), _NONE))
        if query.programme is not None:
            sets.append(self._with_programme(query.programme))
        return frozenset.intersection(*sets) if sets else None

    def _with_identifier(self, text: str) -> frozenset[int]:
        """Entries with this number, however it is written. One with a digit may be the beginning of theirs."""
        keys = identifier_keys((Identifier(OTHER, text),))
        return _NONE.union(*(self._identifiers[known] for key in keys for known in self._known_identifiers(key)))

    def _known_identifiers(self, key: str) -> Iterator[str]:
        if not any(map(str.isdigit, key)):
            yield from (key,) if key in self._identifiers else ()
            return
        start = bisect_left(self._identifier_order, key)
        yield from takewhile(lambda one: one.startswith(key), islice(self._identifier_order, start, None))

    def _with_programme(self, text: str) -> frozenset[int]:
        """Entries under a programme that has all words of a text."""
        words = frozenset(words_of(text))
        named = [one for one, theirs in self._programme_words.items() if words and words <= theirs]
        return _NONE.union(*(self._programmes[one] for one in named))


class EntityDirectories:
    """The directory of the snapshot in use, made on first use."""

    def __init__(self) -> None:
        self._made: tuple[Snapshot, EntityDirectory] | None = None
        self._lock = Lock()

    def of(self, snapshot: Snapshot) -> EntityDirectory:
        """The directory of a snapshot. Call it from a thread: the first call takes a second or two."""
        with self._lock:
            if self._made is None or self._made[0] is not snapshot:
                entities = (one for watchlist in snapshot.watchlists for one in watchlist.entities)
                self._made = snapshot, EntityDirectory(entities)
            return self._made[1]


def _by(entities: Sequence[Entity], keys: Callable[[Entity], Iterable[_K]]) -> dict[_K, frozenset[int]]:
    """The numbers of entities by each of their keys."""
    found: dict[_K, list[int]] = {}
    for number, entity in enumerate(entities):
        for key in keys(entity):
            found.setdefault(key, []).append(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def _gathered(keys: Iterable[int]) -> dict[int, list[int]]:
    """Places by the key that stands there, in the order in which the keys come first."""
    found: dict[int, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return found
