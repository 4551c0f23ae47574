"""What the loaded lists look like to clients of yente, made once for each snapshot."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Lock

from fastapi import Request

from service.api.compat.yente.editions import Sighting, Sightings, sightings
from service.api.compat.yente.entity import Document, flat, moment_text, nested, public_id
from service.bootstrap.runtime import Runtime
from service.engine.index.name_directory import NameDirectory
from service.engine.model.entity import Entity
from service.engine.model.watchlist import Watchlist
from service.engine.screening.errors import NotReady
from service.engine.snapshot import Snapshot
from service.snapshots.entity_directory import EntityDirectories
from service.watchlists.editions.store import store_of
from service.watchlists.errors import ListError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""For lists that say of no day at all when they were published."""


@dataclass(frozen=True, eq=False)
class View:
    """A snapshot as datasets of FollowTheMoney entities. `ids` are the records that have an id of their own."""

    snapshot: Snapshot
    watchlists: Mapping[str, Watchlist]
    sightings: Mapping[str, Sightings]
    ids: Mapping[str, Entity]
    directories: EntityDirectories

    def entity(self, id_: str) -> Entity | None:
        """The entity of that id, its own or that of `/v1`."""
        return self.ids.get(id_) or self.snapshot.entity(id_)

    def public_id(self, entity: Entity) -> str:
        """The id under which it is shown."""
        return public_id(entity, self.watchlists.get(entity.watchlist))

    def seen(self, entity: Entity) -> Sighting:
        """When it was seen and when it changed."""
        return self.sightings[entity.watchlist].of(entity.id)

    def changed_after(self, entity: Entity, since: str) -> bool:
        """Whether it changed after a day, or a moment as far as it is given."""
        return moment_text(self.seen(entity).changed) > since

    def flat(self, entity: Entity, on: date) -> Document:
        """An entity without its parts."""
        return flat(entity, self.watchlists.get(entity.watchlist), self.seen(entity), on)

    def nested(self, entity: Entity, on: date) -> Document:
        """An entity with its parts in it."""
        return nested(entity, self.watchlists.get(entity.watchlist), self.seen(entity), on)

    @cached_property
    def names(self) -> NameDirectory:
        """All names, to look words up in. Takes a second or two for the first who asks."""
        return self.directories.of(self.snapshot).names


class Views:
    """The view of the snapshot in use, made on first use in a thread of its own."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._lock = Lock()

    async def current(self, runtime: Runtime) -> View:
        """The view of the lists that are loaded. Raises NotReady."""
        snapshot = runtime.snapshots.current()
        view = self._view
        return view if view is not None and view.snapshot is snapshot else await asyncio.to_thread(self._made, runtime)

    def _made(self, runtime: Runtime) -> View:
        with self._lock:
            snapshot, before = runtime.snapshots.current(), self._view
            if before is None or before.snapshot is not snapshot:
                self._view = before = _view_of(snapshot, before, runtime)
            return before


def _view_of(snapshot: Snapshot, before: View | None, runtime: Runtime) -> View:
    store = store_of(runtime.settings)
    known = {} if before is None else before.sightings
    seen: dict[str, Sightings] = {}
    try:
        for one in snapshot.watchlists:
            kept = known.get(one.id)
            same = kept is not None and kept.chain == (*one.superseded, one.sha256)
            seen[one.id] = kept if same and kept is not None else sightings(store, one, _EPOCH)
    except (ListError, OSError) as error:
        raise NotReady(f"the editions of the lists cannot be read: {error}") from error
    watchlists = {one.id: one for one in snapshot.watchlists}
    ids = {
        public_id(entity, one): entity
        for one in snapshot.watchlists
        for entity in one.entities
        if public_id(entity, one) != entity.id
    }
    return View(snapshot, watchlists, seen, ids, runtime.entity_directories)


async def view_of(request: Request) -> View:
    """The view of the lists that are loaded. Raises NotReady."""
    views: Views = request.app.state.yente_views
    runtime: Runtime = request.app.state.runtime
    return await views.current(runtime)
