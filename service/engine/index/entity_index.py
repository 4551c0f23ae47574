"""Find the listed entities that a party may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf
from typing import TYPE_CHECKING, Any

from service.common.cooperative import Steps, map_in_steps, run_to_completion
from service.common.gc_tuning import without_collection
from service.engine.index.fact_bounds import FactBounds
from service.engine.index.name_search import Answer, Found, NameSearch
from service.engine.index.postings import Multimap
from service.engine.index.required_score import RequiredScores
from service.engine.index.serialization import Arrays, pack, unpack
from service.engine.index.work import PartyWork, SearchWork
from service.engine.matching.identifiers import identifier_keys
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.model import Feature, Match, Party
from service.engine.matching.policy import capped, is_acronym_alone
from service.engine.matching.profile import Profile
from service.engine.matching.score import explained, total_score, type_features
from service.engine.matching.secondary_attributes import fact_features
from service.engine.model.entity import Designation, Entity, EntityType
from service.engine.normalise.ordinary_names import ordinary_words

if TYPE_CHECKING:
    from service.engine.index.name_entries import EntryOf

TOGETHER = 50
"""Parties, and names of theirs, that are looked up together where others wait for their turn. Each step of that takes
some milliseconds; more together would be cheaper by a tenth and hold more names at a time."""

_SHOWN_AT_ONCE = 16
"""Matches explained in one step, of the hundreds that a low threshold lets pass."""

_ORDINARY_AT_ONCE = 32
"""Parties with one ordinary name that are looked up under other types in one step."""

_PARTS = ("_persons", "_others", "_facts", "_identifiers")
_PERSONS = frozenset((EntityType.PERSON, EntityType.UNKNOWN))
_OTHERS = frozenset(EntityType) - {EntityType.PERSON}


@dataclass(frozen=True, slots=True)
class _Best:
    score: float
    found: Found
    facts: Sequence[Feature]


@dataclass(slots=True, eq=False)
class _Asked:
    """A party with what was found for it: the best of each entity, and the facts for each score of a name; and what
    work that took."""

    party: Party
    work: PartyWork
    best: dict[int, _Best] = field(default_factory=dict)
    facts: dict[tuple[int, float], Sequence[Feature]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Search:
    """How to search: the day, the lists that count, the score from which an entity is worth showing; and how many
    parties and names are looked up together, which is cheaper the more they are."""

    profile: Profile
    on: date
    threshold: float
    watchlists: frozenset[str] | None = None
    limit: int | None = 5
    together: int = TOGETHER


def listed_on(designation: Designation, day: date) -> bool:
    """Whether a designation applied on a day. A missing date means always, respectively still."""
    if designation.listed_on is not None and day < designation.listed_on:
        return False
    return designation.delisted_on is None or day < designation.delisted_on


def is_listed(entity: Entity, day: date) -> bool:
    """Whether any designation of an entity applied on a day. Without designations the list itself speaks."""
    return not entity.designations or any(listed_on(item, day) for item in entity.designations)


def build_others(entities: Sequence[Entity], lexicon: Lexicon, entry_of: EntryOf | None = None) -> NameSearch:
    """The names of all entities that may be something else than a person."""
    numbers = [at for at, entity in enumerate(entities) if entity.type is not EntityType.PERSON]
    with without_collection():
        return NameSearch.build(entities, numbers, lexicon, is_person=False, entry_of=entry_of)


class EntityIndex:
    """All listed entities, findable by name in any script and by identifier. Read by all threads."""

    def __init__(
        self,
        entities: Sequence[Entity],
        persons: NameSearch,
        others: NameSearch,
        facts: FactBounds,
        identifiers: Multimap,
    ) -> None:
        self.entities = entities
        self._persons, self._others = persons, others
        self._facts = facts
        self._identifiers = identifiers

    @classmethod
    def build(
        cls,
        entities: Sequence[Entity],
        lexicon: Lexicon,
        others: Callable[[], NameSearch] | None = None,
        person_entry_of: EntryOf | None = None,
    ) -> EntityIndex:
        """Index everything anew. `others` gives what `build_others` does, where another process works on that;
        `person_entry_of` the entries of persons' names, where some are kept from before."""
        with without_collection():
            every = tuple(entities)
            identifiers: dict[str, list[int]] = {}
            for number, entity in enumerate(every):
                for key in identifier_keys(entity.identifiers):
                    identifiers.setdefault(key, []).append(number)
            persons = [at for at, entity in enumerate(every) if entity.type in _PERSONS]
            return cls(
                every,
                NameSearch.build(every, persons, lexicon, is_person=True, entry_of=person_entry_of),
                build_others(every, lexicon) if others is None else others(),
                FactBounds.build(every),
                Multimap.build(identifiers),
            )

    @classmethod
    def unpacked(cls, entities: Sequence[Entity], arrays: Arrays, lexicon: Lexicon) -> EntityIndex:
        """The index that `packed` put into arrays, over the same entities in the same order."""
        return cls(
            entities,
            unpack(NameSearch, arrays, "persons.", entities=entities, is_person=True, lexicon=lexicon),
            unpack(NameSearch, arrays, "others.", entities=entities, is_person=False, lexicon=lexicon),
            unpack(FactBounds, arrays, "facts."),
            unpack(Multimap, arrays, "identifiers."),
        )

    def packed(self) -> Arrays:
        """The index as arrays, without the entities."""
        return {
            **pack(self._persons, "persons."),
            **pack(self._others, "others."),
            **pack(self._facts, "facts."),
            **pack(self._identifiers, "identifiers."),
        }

    def forget(self) -> None:
        """Empty all caches of resolved words."""
        for name_search in (self._persons, self._others):
            name_search.names.forget()
            name_search.sounds.forget()
            name_search.foreign.forget()

    def search(self, party: Party, search: Search) -> list[Match]:
        """Entities that the party may be, best first, none below the threshold; at most `search.limit`."""
        return run_to_completion(self.search_in_steps([party], search))[0]

    def search_in_steps(
        self, parties: Sequence[Party], search: Search, work: SearchWork | None = None
    ) -> Steps[list[list[Match]]]:
        """The same for each of many parties, which is cheaper than one after the other. Pauses after some names and
        within long ones: the whole may take seconds.

        What is done is counted in `work`. Raises RequestTooLong, and at the end TooLongToSearch with all parties that
        took more than they may.
        """
        work = work or SearchWork()
        work.expect(sum(len(one.names) * ((one.type in _PERSONS) + (one.type in _OTHERS)) for one in parties))
        found: list[list[Match]] = []
        for start in range(0, len(parties), search.together):
            some = parties[start : start + search.together]
            asked = [_Asked(party, work.next_party(len(party.names))) for party in some]
            for batch in self._found(asked, search):
                for answer in batch:
                    if answer is None:
                        yield
                    else:
                        self._consider(asked[answer[0]], search, answer[1])
                yield
            work.check_request()
            for one in asked:
                found.append((yield from self._ranked(one, search)) if one.best else [])
        work.check_parties()
        return found

    def _ranked(self, asked: _Asked, search: Search) -> Steps[list[Match]]:
        ranked = sorted(asked.best.items(), key=lambda item: (-item[1].score, self.entities[item[0]].id))
        return (yield from map_in_steps(lambda item: self._shown(*item), ranked[: search.limit], _SHOWN_AT_ONCE))

    def _shown(self, number: int, best: _Best) -> Match:
        found = best.found
        comparison = explained(found.match, best.facts, best.score, found.query, found.listed.name)
        return Match(self.entities[number], comparison)

    def _found(self, asked: Sequence[_Asked], search: Search) -> Iterator[Iterable[Answer | None]]:
        for name_search, kinds in ((self._persons, _PERSONS), (self._others, _OTHERS)):
            some = [(at, one) for at, one in enumerate(asked) if one.party.type in kinds and one.party.names]
            if some:
                yield self._of_group(name_search, some, search)
        for place, one in enumerate(asked):
            otherwise = one.party.type is not EntityType.UNKNOWN
            found = self._filed_otherwise(place, one.party, search) if otherwise else []
            if found or not _is_ordinary(one.party) or place % _ORDINARY_AT_ONCE == 0:
                yield found
            if one.party.identifiers:
                yield self._by_number(place, one.party, search)

    def _of_group(
        self, name_search: NameSearch, asked: Sequence[tuple[int, _Asked]], search: Search
    ) -> Iterator[Answer | None]:
        every = [(place, one, at) for place, one in asked for at in range(len(one.party.names))]
        for start in range(0, len(every), search.together):
            some = every[start : start + search.together]
            texts, work = [one.party.names[at] for _, one, at in some], [one.work.names[at] for _, one, at in some]
            required = self._needs([one.party for _, one, _ in some], search)
            kinds = [one.party.type for _, one, _ in some]
            for answer in name_search.find(texts, kinds, search.profile.weights, required, work):
                yield None if answer is None else (some[answer[0]][0], answer[1])

    def _needs(self, parties: Sequence[Party], search: Search) -> RequiredScores:
        """What the names of these parties have to reach, by the facts of each entity."""
        weights = search.profile.weights
        shown = weights.exact_name_floor >= search.threshold
        exact = weights.exact_name if shown else inf
        return RequiredScores(search.threshold, exact, self._facts.of(parties, search.on, weights))

    def _filed_otherwise(self, place: int, party: Party, search: Search) -> list[Answer]:
        """Names exactly as published are found whatever type the party is said to have."""
        other = self._others if party.type is EntityType.PERSON else self._persons
        return [(place, found) for text in party.names for found in other.exact(text, search.profile.weights)]

    def _by_number(self, place: int, party: Party, search: Search) -> Iterator[Answer]:
        """Entities with an equal identifier, whatever their names."""
        for key in identifier_keys(party.identifiers):
            for number in self._identifiers.get(key).tolist():
                person = self.entities[number].type is EntityType.PERSON
                name_search = self._persons if person else self._others
                yield place, name_search.best_of(number, party.names, search.profile.weights)

    def _allowed(self, number: int, party: Party, search: Search) -> bool:
        entity = self.entities[number]
        if search.watchlists is not None and entity.watchlist not in search.watchlists:
            return False
        return is_listed(entity, search.on)

    def _consider(self, asked: _Asked, search: Search, found: Found) -> None:
        number, party, best = found.listed.entity, asked.party, asked.best
        if not self._allowed(number, party, search):
            return
        key = (number, found.match.total)
        facts = asked.facts.get(key)
        if facts is None:
            entity = self.entities[number]
            facts = fact_features(party, entity, search.on, found.match.total, search.profile.weights)
            asked.facts[key] = facts
        facts = [*facts, *type_features(party.type, self.entities[number].type, found.match, search.profile.weights)]
        score = total_score(found.match, facts, search.profile.weights)
        if found.listed.is_weak:
            alone = party.type is not EntityType.PERSON and is_acronym_alone(found.listed.name, found.query)
            score = capped(score, facts, search.profile, acronym_alone=alone)
        if score >= search.threshold and (number not in best or score > best[number].score):
            best[number] = _Best(score, found, facts)


def _is_ordinary(party: Party) -> bool:
    """Whether a party has one name, and that is words of letters A to Z and nothing else."""
    return len(party.names) == 1 and ordinary_words(party.names[0]) is not None


class DeferredIndex(EntityIndex):
    """An index that is had once it is first searched: who searches a part of the entities may never need it. For one
    thread."""

    def __init__(self, entities: Sequence[Entity], index: Callable[[], EntityIndex]) -> None:
        self.entities = entities
        self._index = index

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there: the parts of the index, the first time."""
        if name not in _PARTS:
            raise AttributeError(name)
        index = self._index()
        for part in _PARTS:
            setattr(self, part, getattr(index, part))
        return getattr(index, name)
