"""What the workers of a rescreen share: both snapshots, what differs, and the screeners."""

from __future__ import annotations

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
from service.snapshots.former import FormerSnapshots
from service.snapshots.manifest import PartsMissing, manifest_of


class Snapshots:
    """The snapshot that was loaded, and former ones from what is on record of them."""

    def __init__(self, settings: Settings, loaded: Snapshot) -> None:
        self._settings, self._loaded = settings, loaded
        self._former = FormerSnapshots(settings)

    def get(self, records: Records, sha256: str) -> Snapshot:
        """The snapshot of that hash. Raises PartsMissing."""
        return self._former.get(sha256, self._loaded, records.events_now)

    def choose(self, records: Records, before: str, after: str) -> tuple[Trigger, Method]:
        """Why and how subjects that stand at one snapshot are screened on another. Without the former lists in full."""
        parts = parts_of(records.events_now, before)
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
        return self._former.watchlists(sha256, self._loaded, records.events_now)
