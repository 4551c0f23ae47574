"""What the workers of a rescreen share: both snapshots, what differs, and the screeners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.customers.delta import difference_of, reduced
from service.customers.model import EntityCounts, Method, Rescreen, Trigger
from service.customers.rescreens import choose_trigger
from service.customers.screening_again import RescreenContext
from service.customers.state import SubjectScreener
from service.customers.writing import NEVER_SCREENED
from service.engine.model.watchlist import Watchlist
from service.engine.snapshot import Snapshot
from service.records.records import Records
from service.settings import Settings
from service.snapshots.activation import parts_of
from service.snapshots.manifest import PartsMissing, manifest_of, rebuild, rebuild_watchlists
from service.watchlists.editions.store import store_of


class Snapshots:
    """The snapshot that was loaded, and former ones from what is on record of them."""

    def __init__(self, settings: Settings, loaded: Snapshot) -> None:
        self._settings, self._loaded = settings, loaded
        self._rebuilt = loaded

    def get(self, records: Records, sha256: str) -> Snapshot:
        """The snapshot of that hash. Raises PartsMissing."""
        if self._rebuilt.sha256 != sha256:
            parts = _parts(records, sha256)
            self._rebuilt = (
                self._loaded
                if self._loaded.sha256 == sha256
                else rebuild(sha256, parts, self._loaded, store_of(self._settings))
            )
        return self._rebuilt

    def choose(self, records: Records, before: str, after: str) -> tuple[Trigger, Method]:
        """Why and how subjects that stand at one snapshot are screened on another. Without the former lists in full."""
        parts = parts_of(records, before)
        now = manifest_of(self.get(records, after))
        trigger, method = choose_trigger(parts, now, never=before == NEVER_SCREENED)
        if method is Method.DELTA:
            try:
                self._watchlists(records, before)
            except PartsMissing:
                method = Method.FULL
        return trigger, method

    def context(self, records: Records, rescreen: Rescreen) -> tuple[RescreenContext, EntityCounts]:
        """What a rescreen is made with. Raises PartsMissing."""
        now = self.get(records, rescreen.to_snapshot)
        longest = self._settings.max_name_length
        full = SubjectScreener(now, on=rescreen.on, max_name_length=longest)
        if rescreen.method is Method.FULL:
            return RescreenContext(rescreen, full), EntityCounts()
        former = self._watchlists(records, rescreen.from_snapshot)
        found = difference_of(former, now.watchlists, since=rescreen.since, on=rescreen.on)
        small = reduced(now, found.present)
        delta = SubjectScreener(small, on=rescreen.on, max_name_length=longest, addresses=False)
        return RescreenContext(rescreen, full, delta, found.touched), found.counts

    def _watchlists(self, records: Records, sha256: str) -> tuple[Watchlist, ...]:
        return rebuild_watchlists(_parts(records, sha256), self._loaded, store_of(self._settings))


def _parts(records: Records, sha256: str) -> Mapping[str, Any]:
    parts = parts_of(records, sha256)
    if parts is None:
        raise PartsMissing((f"the record of what the snapshot {sha256[:12]} was made of",))
    return parts
