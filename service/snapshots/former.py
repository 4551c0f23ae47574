"""Former snapshots: whoever replays a screening, goes on with a job or compares lists gets them here.

A snapshot is named by its hash. What it was made of is on record since it came into use (`activation`).
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from service.engine.model.watchlist import Watchlist
from service.engine.snapshot import Snapshot
from service.settings import Settings
from service.snapshots.activation import FindEvents, parts_of
from service.snapshots.loader import index_cache_of
from service.snapshots.manifest import PartsMissing, PartsSource, rebuild, rebuild_watchlists
from service.watchlists.editions.store import store_of


class FormerSnapshots:
    """Rebuilds former snapshots from their parts, one at a time. The last one is kept for the next question."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._rebuilding = Lock()
        self._kept: Snapshot | None = None

    def get(self, sha256: str, current: Snapshot, events: FindEvents) -> Snapshot:
        """The snapshot with this hash: the current one if it is that. Raises PartsMissing and RecordsUnavailable."""
        if current.sha256 == sha256:
            return current
        with self._rebuilding:
            if self._kept is None or self._kept.sha256 != sha256:
                parts = recorded_parts(events, sha256)
                self._kept = None  # two snapshots are in memory at most: the current one and the one being built
                self._kept = rebuild(sha256, parts, self._source(current))
            return self._kept

    def watchlists(self, sha256: str, current: Snapshot, events: FindEvents) -> tuple[Watchlist, ...]:
        """The lists alone of a snapshot. Raises PartsMissing and RecordsUnavailable."""
        return rebuild_watchlists(recorded_parts(events, sha256), self._source(current))

    def _source(self, current: Snapshot) -> PartsSource:
        return PartsSource(current, store_of(self._settings), index_cache_of(self._settings).index_of)


def recorded_parts(events: FindEvents, sha256: str) -> Mapping[str, Any]:
    """What the snapshot was made of. Raises PartsMissing if that is not on record, and RecordsUnavailable."""
    parts = parts_of(events, sha256)
    if parts is None:
        raise PartsMissing((f"the record of what the snapshot {sha256[:12]} was made of",))
    return parts
