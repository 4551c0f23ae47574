"""The gates that need a search: every published name finds its own entity, and the canaries are found.

They are handed to the import as functions, as everything else in this package knows nothing of the index.
"""

from __future__ import annotations

import csv
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from service.engine.index.entity_index import EntityIndex, Search
from service.engine.matching.lexicon import lexicon
from service.engine.matching.model import Party
from service.engine.matching.policy import threshold_of, weak_names
from service.engine.matching.profile import Profile
from service.engine.model.entity import Entity, EntityType
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.gates import QualityGate
from service.watchlists.editions.model import GateFinding
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.text import first_few

FULL_SCORE = 0.97
"""From here on a name counts as found in full."""

_SHOWN = 5
_CHUNK = 200
_WORTH_SPLITTING = 2_000


@dataclass(frozen=True, slots=True)
class Canary:
    """A name that a watchlist must find, and the entity it must be, where that is given."""

    watchlist: str
    type: EntityType
    name: str
    entity_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Probe:
    """A name to search, and all entities that carry it: each has to be found."""

    type: EntityType
    name: str
    entities: tuple[str, ...]


def read_canaries(path: Path) -> tuple[Canary, ...]:
    """A CSV file with the headings `watchlist,type,name,entity_id`; the last may be empty. Raises ListError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream, strict=True))
        return tuple(
            Canary(row["watchlist"], EntityType(row["type"] or "unknown"), row["name"], row.get("entity_id") or None)
            for row in rows
        )
    except (OSError, KeyError, ValueError, csv.Error) as error:
        raise UnreadableFileError(path.name, "", "canaries: watchlist,type,name,entity_id", str(error)) from error


def search_gate(profile: Profile, canaries: Sequence[Canary] = (), *, processes: int = 1) -> QualityGate:
    """Index the watchlist aside and ask it for every name on it, and for the canaries."""

    def gate(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
        entities = [replace(entity, designations=()) for entity in new.entities]  # found whatever its dates
        index = EntityIndex.build(entities, lexicon())
        yield from _lost_names(index, entities, profile, processes)
        yield from _lost_canaries(index, [one for one in canaries if one.watchlist == new.id], profile)

    return gate


def usable_processes() -> int:
    """How many processes the self-search may take: one for each processor, where a process can be forked safely."""
    if "fork" not in multiprocessing.get_all_start_methods() or os.uname().sysname != "Linux":
        return 1
    return len(os.sched_getaffinity(0))


def _lost_names(
    index: EntityIndex, entities: Sequence[Entity], profile: Profile, processes: int
) -> Iterator[GateFinding]:
    probes = _probes(entities)
    search = Search(profile, date.max, FULL_SCORE, limit=None)
    if processes > 1 and len(probes) >= _WORTH_SPLITTING:
        lost = _in_processes(index, search, probes, processes)
    else:
        lost = _missed(index, search, probes)
    if lost:
        total = sum(len(probe.entities) for probe in probes)
        shown = first_few([f"{name!r} of {entity}" for name, entity in lost], _SHOWN, "; ")
        yield GateFinding("finds itself", f"{len(lost)} of {total} names do not find their own entity: {shown}")


def _lost_canaries(index: EntityIndex, canaries: Sequence[Canary], profile: Profile) -> Iterator[GateFinding]:
    search = Search(profile, date.max, threshold_of(profile, None), limit=None)
    for canary in canaries:
        found = {match.entity.id for match in index.search(Party(canary.type, (canary.name,)), search)}
        if not found or (canary.entity_id is not None and canary.entity_id not in found):
            wanted = f" as {canary.entity_id}" if canary.entity_id else ""
            got = ", ".join(sorted(found)[:_SHOWN]) or "nothing"
            yield GateFinding("canaries", f"{canary.name!r} has to be found{wanted}, found {got}")


def _probes(entities: Sequence[Entity]) -> list[_Probe]:
    """Every primary name and strong alias once, with all entities of its kind that carry it."""
    carriers: dict[tuple[EntityType, str], dict[str, None]] = {}
    for entity in entities:
        for at, (name, weak) in enumerate(zip(entity.names, weak_names(entity), strict=True)):
            if at == 0 or not weak:
                carriers.setdefault((entity.type, name.text), {})[entity.id] = None
    return [_Probe(kind, text, tuple(ids)) for (kind, text), ids in carriers.items()]


def _missed(index: EntityIndex, search: Search, probes: Sequence[_Probe]) -> list[tuple[str, str]]:
    lost = []
    for probe in probes:
        found = {match.entity.id for match in index.search(Party(probe.type, (probe.name,)), search)}
        lost += [(probe.name, entity) for entity in probe.entities if entity not in found]
    return lost


_shared: list[tuple[EntityIndex, Search, Sequence[_Probe]]] = []
"""What forked processes take over from the one that forked them, without a copy."""


def _in_processes(
    index: EntityIndex, search: Search, probes: Sequence[_Probe], processes: int
) -> list[tuple[str, str]]:
    _shared.append((index, search, probes))
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            parts = pool.map(_missed_in_chunk, range(0, len(probes), _CHUNK), chunksize=1)
    finally:
        _shared.pop()
    return [item for part in parts for item in part]


def _missed_in_chunk(start: int) -> list[tuple[str, str]]:
    index, search, probes = _shared[-1]
    return _missed(index, search, probes[start : start + _CHUNK])
