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
from typing import Protocol

from pydantic_core import from_json
from sqlalchemy import Engine

from service.engine.snapshot import Snapshot
from service.records.model import Entry
from service.records.records import Records
from service.records.search import Candidate, Query, candidates, count_keys
from service.records.search_keys import AnyOf, SearchKeys
from service.screenings.wanted_name import COMPARISON, ROUNDS, NameMatch, WantedName
from service.snapshots.holder import SnapshotHolder

_WORK = 600
"""Candidates looked at for one page, if none has to be compared; one that has counts `COMPARISON` times. A page may
end before it is full; the next one goes on."""
_FEW = 200
"""Screenings that all have one word are looked through for names like the one wanted if they are so few."""
_CHUNK = 100
_LATER = "~"
"""Before the place in a cursor, once for each round after the first."""


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
class ScreeningFound:
    """One screening; with the party that was found, if it was looked for by name."""

    entry: Entry
    match: NameMatch | None


@dataclass(frozen=True, slots=True)
class ScreeningPage:
    """Some of those found. `next` is where to go on, None on the last page. `too_common` are the words of the name of
    which more screenings have one than are looked through for names that share nothing else with it."""

    found: tuple[ScreeningFound, ...]
    next: str | None
    too_common: tuple[str, ...] = ()


class Source(Protocol):
    """Where screenings are kept."""

    def __call__(self, engine: Engine, query: Query, wanted: frozenset[str]) -> Sequence[Candidate]:
        """As many candidates as the limit says after a place, newest first; `wanted` are fields to be read."""
        ...


class ScreeningSearch:
    """Finds screenings on record."""

    def __init__(
        self, records: Records, snapshots: SnapshotHolder, keys: SearchKeys, further: Sequence[Source] = ()
    ) -> None:
        """`further` sources hold screenings beside those of the records, such as rows of files."""
        self._records, self._snapshots, self._keys = records, snapshots, keys
        self._sources: tuple[Source, ...] = (candidates, *further)

    async def find(self, query: ScreeningQuery) -> ScreeningPage:
        """A page of screenings. Raises RecordsUnavailable, and NotReady for a name while no lists are loaded."""
        snapshot = None if query.name is None else self._snapshots.current()
        return await self._records.search_through(partial(self._walk, query, snapshot))

    def _walk(self, query: ScreeningQuery, snapshot: Snapshot | None, engine: Engine) -> ScreeningPage:
        fits = _Fits(query, snapshot, self._keys)
        search = _Rounds(query, fits, self._sources, self._keys, engine)
        found: list[ScreeningFound] = []
        cursor = None
        for round_, candidate in search.candidates():
            match = fits.match(candidate, round_)
            if match is not None or (fits.name is None and fits.scores(candidate)):
                if len(found) == query.conditions.limit:
                    return ScreeningPage(tuple(found), cursor, search.too_common)
                found.append(ScreeningFound(candidate.entry, match))
            cursor = f"{_LATER * round_}{candidate.place}"
            if fits.work > _WORK:
                return ScreeningPage(tuple(found), cursor, search.too_common)
        return ScreeningPage(tuple(found), None, search.too_common)


class _Fits:
    """Whether candidates are what is looked for. `wanted` are the fields that have to be read to tell."""

    def __init__(self, query: ScreeningQuery, snapshot: Snapshot | None, keys: SearchKeys) -> None:
        self._least = query.min_score
        named = query.name is not None and snapshot is not None
        self.name = WantedName(query.name or "", snapshot, keys, similar=query.similar) if named and snapshot else None
        scored = query.min_score is not None
        self.wanted = frozenset({*(("request",) if named else ()), *(("answer",) if scored else ())})
        self._looked_at = 0

    @property
    def work(self) -> int:
        """How much was done so far."""
        return self._looked_at + (0 if self.name is None else self.name.comparisons * COMPARISON)

    def match(self, candidate: Candidate, round_: int) -> NameMatch | None:
        """The party that was looked for by name."""
        if self.name is None or not self.scores(candidate):
            return None
        self._looked_at += 1
        return self.name.match(from_json(candidate.request).get("parties") or (), round_)

    def scores(self, candidate: Candidate) -> bool:
        """Does the best hit reach the least score?"""
        if self._least is None:
            return True
        self._looked_at += 1
        answer = from_json(candidate.answer)
        hits = (hit["score"] for party in answer["parties"] for hit in party["hits"])
        places = (line["score"] for line in answer["goods"] if line["territory"])
        return max((*hits, *places), default=-1.0) >= self._least


class _Rounds:
    """What may be looked for, in rounds: for a name first what has every word, then what has nearly one of them, then
    what lacks one."""

    def __init__(
        self, query: ScreeningQuery, fits: _Fits, sources: Sequence[Source], keys: SearchKeys, engine: Engine
    ) -> None:
        self._query, self._fits, self._sources, self._engine = query, fits, sources, engine
        self._fixed = _fixed_keys(query, keys)
        name = fits.name
        after = query.conditions.after or ""
        self._round = len(after) - len(after.lstrip(_LATER))
        self._after = after.lstrip(_LATER) or None
        groups = {keys for way in self._all_ways() for keys in way} | self._fixed
        self._counts = count_keys(engine, {key for keys in groups for key in keys}) if len(groups) > 1 else {}
        self._too_common = () if name is None else tuple(one for one in name.partly if self._is_too_common(one.keys))
        self.too_common = tuple(one.word for one in self._too_common if one.word is not None)

    def candidates(self) -> Iterator[tuple[int, Candidate]]:
        """Each with the number of its round."""
        for round_ in range(self._round, ROUNDS):
            after = self._after if round_ == self._round else None
            streams = [self._stream(source, keys, after) for keys in self._ways(round_) for source in self._sources]
            for _, several in groupby(merge(*streams, key=_PLACE, reverse=True), key=_PLACE):
                yield round_, next(several)

    def _ways(self, round_: int) -> Sequence[Sequence[AnyOf]]:
        name = self._fits.name
        if name is None:
            return ((),) if round_ == 0 else ()
        partly = [one.keys for one in name.partly if one not in self._too_common]
        return (name.whole, name.nearly, partly)[round_]

    def _all_ways(self) -> Iterator[Sequence[AnyOf]]:
        if (name := self._fits.name) is not None:
            yield from (*name.whole, *name.nearly, *(one.keys for one in name.partly))

    def _is_too_common(self, keys: Sequence[AnyOf]) -> bool:
        """Would all that has this one word have to be looked through, and is that more than a page?"""
        return len(keys) == 1 and sum(self._counts.get(key, 0) for key in keys[0]) > _FEW

    def _stream(self, source: Source, keys: Sequence[AnyOf], after: str | None) -> Iterator[Candidate]:
        """Those with all of these keys, newest first."""
        limit = _CHUNK if self._fits.wanted else self._query.conditions.limit + 1
        wanted = tuple(self._fixed | frozenset(keys))
        conditions = replace(self._query.conditions, keys=wanted, counts=self._counts, limit=limit)
        while True:
            some = source(self._engine, replace(conditions, after=after), self._fits.wanted)
            yield from some
            if len(some) < limit:
                return
            after = some[-1].place


_PLACE = attrgetter("place")


def _fixed_keys(query: ScreeningQuery, keys: SearchKeys) -> frozenset[AnyOf]:
    found: set[AnyOf] = set()
    if query.party_reference is not None:
        found.add((keys.of_id(query.party_reference),))
    if query.territory is not None:
        found.add((keys.of_territory(query.territory),))
    return frozenset(found)
