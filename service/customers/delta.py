"""What differs between two snapshots, and a snapshot of that alone.

A score does not depend on what else is loaded, so that the hits of a subject on a new snapshot are its last hits,
without those of entities that differ, and with what a search of the entities that differ finds:
full rescreen = last state + delta (`tests/customers/test_state.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from service.alerts.significant_fields import Side, fields_of
from service.customers.model import EntityCounts
from service.engine.index.entity_index import is_listed
from service.engine.model.entity import Entity
from service.engine.model.watchlist import Watchlist
from service.engine.snapshot import Snapshot, build_snapshot


@dataclass(frozen=True, slots=True)
class Difference:
    """Entities by id that may be found otherwise than before: `present` have to be searched, `gone` are not there any
    more."""

    present: frozenset[str]
    gone: frozenset[str]
    counts: EntityCounts

    @property
    def touched(self) -> frozenset[str]:
        """All of them: what was found of these before counts no more."""
        return self.present | self.gone


def difference_of(before: Sequence[Watchlist], after: Sequence[Watchlist], *, since: date, on: date) -> Difference:
    """What differs between the lists `before`, asked about the day `since`, and those `after`, asked about `on`.

    Entities count whose significant fields (`service.alerts.significant_fields`) differ in any way, and those that
    something said of them begins or ends between the two days.
    """
    former = _by_id(before)
    present: set[str] = set()
    added = changed = removed = 0
    for entity, law in _with_law(after):
        old = former.pop(entity.id, None)
        if old is not None and _same(old, (entity, law)) and not has_boundary(entity, since, on):
            continue
        present.add(entity.id)
        was, is_ = old is not None and is_listed(old[0], since), is_listed(entity, on)
        added += is_ and not was
        removed += was and not is_
        changed += was and is_
    removed += sum(is_listed(entity, since) for entity, _ in former.values())
    return Difference(frozenset(present), frozenset(former), EntityCounts(added, changed, removed))


def reduced(snapshot: Snapshot, entity_ids: frozenset[str]) -> Snapshot:
    """The snapshot with these entities alone. All lists are there, so that options mean the same."""
    lists = [
        replace(one, entities=tuple(entity for entity in one.entities if entity.id in entity_ids), former=0)
        for one in snapshot.watchlists
    ]
    return build_snapshot(lists, snapshot.rules, snapshot.profiles)


def has_boundary(entity: Entity, since: date, on: date) -> bool:
    """Does anything that is said of an entity begin or end after one day and not after another?"""
    early, late = min(since, on), max(since, on)
    return early != late and any(early < day <= late for day in _days(entity))


def _days(entity: Entity) -> Iterator[date]:
    for designation in entity.designations:
        yield from (day for day in (designation.listed_on, designation.delisted_on) if day is not None)
    for born in entity.birth_dates:
        yield from (day for day in (born.since, born.until) if day is not None)


_Law = tuple[Any, ...]
_Listed = tuple[Entity, _Law]


def _same(left: _Listed, right: _Listed) -> bool:
    if left[0] is right[0]:
        return left[1] == right[1]
    return left[1] == right[1] and all(getattr(left[0], name) == getattr(right[0], name) for name in _fields())


@lru_cache(maxsize=1)
def _fields() -> tuple[str, ...]:
    return (*fields_of()["entity", Side.ENTITY], *fields_of()["entity", Side.RULE])


def _with_law(watchlists: Iterable[Watchlist]) -> Iterator[_Listed]:
    names = fields_of()["watchlist", Side.RULE]
    for watchlist in watchlists:
        law = tuple(getattr(watchlist, name) for name in names)
        for entity in watchlist.entities:
            yield entity, law


def _by_id(watchlists: Iterable[Watchlist]) -> dict[str, _Listed]:
    return {entity.id: (entity, law) for entity, law in _with_law(watchlists)}
