"""Screenings found again by what was asked and what was answered, newest first.

The index knows hashes of words only (`service.records.search_keys`). What it gives is compared with the name that is
looked for, as names on lists are: so a record is found by a word of its name, and by a name written differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from heapq import merge
from itertools import groupby
from operator import attrgetter
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Engine

from service.engine.index.name_directory import words_of
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.snapshot import Snapshot
from service.records.model import Document, Entry
from service.records.records import Records
from service.records.search import Query, documents
from service.records.search_keys import AnyOf, SearchKeys
from service.snapshots.holder import SnapshotHolder

ALIKE = 0.70
"""Least score of a name that does not have every word that is looked for."""

_EXAMINED = 400
"""Documents looked at for one page. A page may end before it is full; the next one goes on."""
_CHUNK = 100
_NEARLY = "~"
"""Before the id in the cursor of names that lack a word."""


@dataclass(frozen=True, slots=True)
class ScreeningQuery:
    """What to look for. `conditions` are those of the records, `name` words of a party's name, all of which it has, or
    with `similar` words like them. `party_reference` is the caller's id of a party or subject, `min_score` the least
    score of its best hit."""

    conditions: Query = field(default_factory=Query)
    name: str | None = None
    similar: bool = False
    party_reference: str | None = None
    territory: str | None = None
    min_score: float | None = None


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The party of a screening that was found by name, and how like its best name is to the one looked for."""

    party_id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class ScreeningFound:
    """One screening; with the party that was found, if it was looked for by name."""

    entry: Entry
    match: NameMatch | None


@dataclass(frozen=True, slots=True)
class ScreeningPage:
    """Some of those found. `next` is where to go on, None on the last page."""

    found: tuple[ScreeningFound, ...]
    next: str | None


class ScreeningSearch:
    """Finds screenings on record."""

    def __init__(self, records: Records, snapshots: SnapshotHolder, keys: SearchKeys) -> None:
        self._records, self._snapshots, self._keys = records, snapshots, keys

    async def find(self, query: ScreeningQuery) -> ScreeningPage:
        """A page of screenings. Raises RecordsUnavailable, and NotReady for a name while no lists are loaded."""
        if query.name is None and query.min_score is None:
            page = await self._records.search(replace(query.conditions, keys=self._fixed_keys(query)))
            return ScreeningPage(tuple(ScreeningFound(entry, None) for entry in page.entries), page.next)
        snapshot = None if query.name is None else self._snapshots.current()
        return await self._records.read(partial(self._walk, query, snapshot))

    def _walk(self, query: ScreeningQuery, snapshot: Snapshot | None, engine: Engine) -> ScreeningPage:
        wanted = None if query.name is None or snapshot is None else _WantedName(query, snapshot, self._keys)
        found: list[ScreeningFound] = []
        cursor = None
        for examined, (place, document) in enumerate(self._candidates(query, wanted, engine), 1):
            nearly = place.startswith(_NEARLY)
            match = None if wanted is None else wanted.match(document, nearly=nearly)
            if (wanted is None or match is not None) and _scores(document, query.min_score):
                if len(found) == query.conditions.limit:
                    return ScreeningPage(tuple(found), cursor)
                found.append(ScreeningFound(_entry(document), match))
            cursor = place
            if examined == _EXAMINED:
                return ScreeningPage(tuple(found), cursor)
        return ScreeningPage(tuple(found), None)

    def _candidates(
        self, query: ScreeningQuery, wanted: _WantedName | None, engine: Engine
    ) -> Iterator[tuple[str, Document]]:
        """What may be looked for, with the cursor of each: first what has every word, then what lacks one."""
        after = query.conditions.after or ""
        rounds = [("", ((),) if wanted is None else wanted.whole), (_NEARLY, () if wanted is None else wanted.nearly)]
        for prefix, alternatives in rounds:
            if after.startswith(_NEARLY) and not prefix:
                continue
            start = after.removeprefix(_NEARLY) if after.startswith(_NEARLY) == bool(prefix) else None
            streams = [self._stream(query, keys, start or None, engine) for keys in alternatives]
            for id_, several in groupby(merge(*streams, key=_ID, reverse=True), key=_ID):
                yield f"{prefix}{id_}", next(several)

    def _stream(
        self, query: ScreeningQuery, keys: Sequence[AnyOf], after: str | None, engine: Engine
    ) -> Iterator[Document]:
        """Documents with all of these keys, newest first."""
        conditions = replace(query.conditions, keys=self._fixed_keys(query) | frozenset(keys), limit=_CHUNK)
        while True:
            some = documents(engine, replace(conditions, after=after))
            yield from some
            if len(some) < _CHUNK:
                return
            after = some[-1].id

    def _fixed_keys(self, query: ScreeningQuery) -> frozenset[AnyOf]:
        found: set[AnyOf] = set()
        if query.party_reference is not None:
            found.add((self._keys.of_id(query.party_reference),))
        if query.territory is not None:
            found.add((self._keys.of_territory(query.territory),))
        return frozenset(found)


class _WantedName:
    """A name that is looked for. `whole` and `nearly` are keys for all of its words, and for all but one."""

    def __init__(self, query: ScreeningQuery, snapshot: Snapshot, keys: SearchKeys) -> None:
        self._name = query.name or ""
        self._similar = query.similar
        self._snapshot, self._keys = snapshot, keys
        self._profile = snapshot.profiles.get("default") or next(iter(snapshot.profiles.values()))
        self._words = frozenset(words_of(self._name))
        self._spelt = spelt = keys.by_spelling(self._name)
        self._heard = heard = keys.by_sound(self._name) if query.similar else ()
        self.whole: tuple[Sequence[AnyOf], ...] = (spelt, heard) if heard else (spelt,)
        self.nearly: tuple[Sequence[AnyOf], ...] = ()
        if query.similar and len(spelt) > 1:
            self.nearly = tuple(tuple(key for key in spelt if key != left_out) for left_out in spelt)

    def match(self, document: Document, *, nearly: bool) -> NameMatch | None:
        """The party of a document that has the name, if one has; the most alike if several."""
        parties = from_json(document.request).get("parties") or ()
        if nearly and len(parties) > 1 and self._best_party(parties, nearly=False) is not None:
            return None  # it was found already, by another party
        return self._best_party(parties, nearly=nearly)

    def _best_party(self, parties: Sequence[dict[str, Any]], *, nearly: bool) -> NameMatch | None:
        found = [self._party(party, place, nearly=nearly) for place, party in enumerate(parties, 1)]
        return max((one for one in found if one is not None), key=attrgetter("score"), default=None)

    def _party(self, party: dict[str, Any], place: int, *, nearly: bool) -> NameMatch | None:
        names = tuple(name for name in (party.get("name"), *(party.get("aliases") or ())) if name)
        theirs = self._keys.of_names(names)
        spelt, heard = _has(theirs, self._spelt), _has(theirs, self._heard)
        if not names or nearly == (spelt or heard):
            return None
        if not self._similar:
            spelt = any(self._words <= frozenset(words_of(name)) for name in names)
            if not spelt:
                return None
        score, name = self._best(names, party.get("type"))
        return NameMatch(str(party.get("id") or place), name, score) if spelt or score >= ALIKE else None

    def _best(self, names: Sequence[str], type_: str | None) -> tuple[float, str]:
        kind = EntityType(type_ or EntityType.UNKNOWN)
        compare = partial(self._snapshot.compare, Party(kind, (self._name,)), profile=self._profile)
        return max(((compare(Party(kind, (name,))).score, name) for name in names), key=lambda one: one[0])


_ID = attrgetter("id")


def _has(theirs: frozenset[int], words: Sequence[AnyOf]) -> bool:
    """Is there a key of every word, and a word at all?"""
    return bool(words) and all(not theirs.isdisjoint(keys) for keys in words)


def _scores(document: Document, least: float | None) -> bool:
    if least is None:
        return True
    answer = from_json(document.answer)
    hits = (hit["score"] for party in answer["parties"] for hit in party["hits"])
    places = (line["score"] for line in answer["goods"] if line["territory"])
    return max((*hits, *places), default=-1.0) >= least


def _entry(document: Document) -> Entry:
    return Entry(
        document.id,
        document.screened_at,
        document.reference,
        document.decision,
        document.snapshot_sha256,
        document.profile_id,
        document.engine,
        document.actor,
    )
