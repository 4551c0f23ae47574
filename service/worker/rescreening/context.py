"""What the workers of a rescreen share: both snapshots, what differs, and the screeners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.customers.delta import Difference, difference_of, reduced
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
from service.snapshots.warm_up import warm_up_names


@dataclass(frozen=True, slots=True)
class _Delta:
    """What differs between two snapshots on two days, and who searches that: made once, for a rescreen that is planned
    afterwards or taken up again."""

    between: tuple[str, str, date, date]
    difference: Difference
    screener: SubjectScreener


class Snapshots:
    """The snapshot that was loaded, and former ones from what is on record of them."""

    def __init__(self, settings: Settings, loaded: Snapshot) -> None:
        self._settings, self._loaded = settings, loaded
        self._former = FormerSnapshots(settings)
        self._ready: _Delta | None = None

    @property
    def loaded(self) -> Snapshot:
        """The snapshot that was loaded."""
        return self._loaded

    def get_ready(self, records: Records, before: str, since: date, on: date) -> None:
        """Make ready what a delta to the loaded snapshot is made with, before there is one: while its index is built.
        Raises PartsMissing."""
        if self.choose(records, before, self._loaded.sha256)[1] is Method.DELTA:
            warm_up_names(self._delta(records, self._loaded, before, since, on).screener.snapshot)

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
        delta = self._delta(records, now, rescreen.from_snapshot, rescreen.since, rescreen.on)
        found = delta.difference
        return RescreenContext(rescreen, full, delta.screener, found.touched), found.counts

    def _delta(self, records: Records, now: Snapshot, before: str, since: date, on: date) -> _Delta:
        """What differs, as it was made ready or made now."""
        between = (before, now.sha256, since, on)
        if self._ready is None or self._ready.between != between:
            difference = difference_of(self._watchlists(records, before), now.watchlists, since=since, on=on)
            small, longest = reduced(now, difference.present), self._settings.max_name_length
            screener = SubjectScreener(small, on=on, max_name_length=longest, addresses=False)
            self._ready = _Delta(between, difference, screener)
        return self._ready

    def _watchlists(self, records: Records, sha256: str) -> tuple[Watchlist, ...]:
        return self._former.watchlists(sha256, self._loaded, records.events_now)
