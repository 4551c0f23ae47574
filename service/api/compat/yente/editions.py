"""When each listed entity was first and last seen, and when it last changed, by the editions that are kept.

Reads files: not for the event loop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from service.api.compat.yente.datasets import published, version_of
from service.engine.model.entity import Entity, Location
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.errors import UnknownEditionError
from service.watchlists.editions.loading import chain_to, load_edition
from service.watchlists.editions.model import Edition
from service.watchlists.editions.store import Store
from service.watchlists.errors import ListError

_NOWHERE = Location("", "")


@dataclass(frozen=True, slots=True)
class Sighting:
    """Moments of editions, in UTC: the first and the last that had an entity, and the one that last changed it."""

    first: datetime
    last: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Sightings:
    """Those of one list. `usual` is that of every entity which is not among the `others`. `chain` are the hashes of
    the editions, oldest first, and `versions` their versions."""

    chain: tuple[str, ...]
    versions: tuple[str, ...]
    usual: Sighting
    others: Mapping[str, Sighting]

    def of(self, entity_id: str) -> Sighting:
        """The one of an entity."""
        return self.others.get(entity_id, self.usual)

    @property
    def version(self) -> str:
        """The version that is loaded."""
        return self.versions[-1]


def chain_of(store: Store, watchlist: Watchlist) -> tuple[Edition, ...]:
    """The stored editions that a loaded list is made of, oldest first; none for one that is not from the store, such
    as one that came with the program. Raises StoreError."""
    try:
        return chain_to(store, store.edition(watchlist.id, watchlist.sha256))
    except UnknownEditionError:
        return ()


def moments(chain: Sequence[Edition]) -> tuple[datetime, ...]:
    """A moment for each edition, later than the one before: the day it speaks for, at the time it was loaded."""
    found: list[datetime] = []
    for edition in chain:
        at = datetime.combine(edition.day, edition.loaded_at.astimezone(UTC).time(), UTC).replace(microsecond=0)
        found.append(max(at, found[-1] + timedelta(seconds=1)) if found else at)
    return tuple(found)


def versions(chain: Sequence[Edition]) -> tuple[str, ...]:
    """The version of each edition."""
    return tuple(version_of(at, edition.sha256) for at, edition in zip(moments(chain), chain, strict=True))


def sightings(store: Store, watchlist: Watchlist, epoch: datetime) -> Sightings:
    """Those of all entities of a loaded list. A list without any date has been there since the `epoch`. An old edition
    that cannot be read any more says nothing. Raises StoreError."""
    chain = chain_of(store, watchlist)
    if not chain:
        at = published(watchlist) or epoch
        return Sightings((watchlist.sha256,), (version_of(at, watchlist.sha256),), Sighting(at, at, at), {})
    times = moments(chain)
    found: dict[str, Sighting] = {}
    before: dict[str, Entity] = {}
    for edition, moment in zip(chain[:-1], times, strict=False):
        with suppress(ListError):
            before = _seen(load_edition(store, edition), moment, before, found)
    usual = Sighting(times[-1], times[-1], times[-1])
    if before:
        _seen(watchlist, times[-1], before, found)
    others = {key: value for key, value in found.items() if value != usual}
    return Sightings(tuple(edition.sha256 for edition in chain), versions(chain), usual, others)


def _seen(
    watchlist: Watchlist, at: datetime, before: Mapping[str, Entity], found: dict[str, Sighting]
) -> dict[str, Entity]:
    """Add one edition. Gives its entities."""
    listed = watchlist.entities[: len(watchlist.entities) - watchlist.former]
    for entity in listed:
        known = found.get(entity.id)
        if known is None:
            found[entity.id] = Sighting(at, at, at)
        else:
            found[entity.id] = Sighting(known.first, at, known.changed if same(before.get(entity.id), entity) else at)
    return {entity.id: entity for entity in listed}


def same(before: Entity | None, after: Entity) -> bool:
    """Whether two editions say the same of an entity, wherever in the file."""
    if before is None:
        return False
    return before is after or replace(before, location=_NOWHERE) == replace(after, location=_NOWHERE)
