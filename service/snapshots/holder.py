"""The snapshot that answers rest on now. It is replaced by one assignment, and only by one that is on record."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from sqlalchemy.exc import SQLAlchemyError

from service.common.logging import Logger
from service.engine.screening.errors import NotReady
from service.engine.screening.screen import Screener
from service.engine.snapshot import Snapshot
from service.records.records import Records
from service.settings import Settings
from service.snapshots.activation import record_activation
from service.snapshots.manifest import manifest_of
from service.storage.errors import RecordsUnavailable

log = Logger("sekisho")

LoadSnapshot = Callable[[Snapshot | None], Snapshot]
"""Loads the snapshot of now, given the one before, whose unchanged parts it may keep."""

Activated = Callable[[Snapshot], object]
"""Called with a snapshot once answers rest on it."""


class SnapshotHolder:
    """Holds the current snapshot with its screener. Requests at work keep what they started with."""

    def __init__(
        self, settings: Settings, records: Records, load: LoadSnapshot, activated: Activated = lambda _: None
    ) -> None:
        self._settings, self._records, self._load, self._activated = settings, records, load, activated
        self._screener: Screener | None = None
        self._reason = "the lists have not been loaded yet"
        self._loading = Lock()
        self.last_failure: str | None = None
        """Why the last try to load the lists again failed. The snapshot before it keeps answering."""

    def load(self) -> bool:
        """Load lists and rules aside and swap them in.

        If that fails, the current snapshot stays. Without one, the reason is the answer to every request.
        """
        with self._loading:
            try:
                snapshot = self._load(self.loaded)
                if self.loaded is None or self.loaded.sha256 != snapshot.sha256:
                    record_activation(self._records, snapshot.sha256, manifest_of(snapshot))
            except Exception as error:  # whatever is wrong with a list that cannot be read, the operator must be told
                what = "put on record" if isinstance(error, RecordsUnavailable) else "used"
                self._reason = f"the lists in {self._settings.lists_dir} cannot be {what}: {error}"
                self.last_failure = str(error)
                log.error("lists_not_loaded", reason=self._reason, answering=self._screener is not None)
                return False
            self._screener = Screener(
                snapshot,
                max_name_length=self._settings.max_name_length,
                cache_bytes=self._settings.remembered_bytes,
            )
            self.last_failure = None
        self._tell(snapshot)
        log.info("lists_loaded", snapshot=snapshot.sha256, watchlists=len(snapshot.watchlists))
        return True

    def _tell(self, snapshot: Snapshot) -> None:
        """The snapshot is in use whatever becomes of this: what it would write is noticed by each screening too."""
        try:
            self._activated(snapshot)
        except (RecordsUnavailable, SQLAlchemyError) as error:
            log.error("suppressions_not_checked", error=type(error).__name__)

    @property
    def loaded(self) -> Snapshot | None:
        """The current snapshot, if there is one."""
        return None if self._screener is None else self._screener.snapshot

    def current(self) -> Snapshot:
        """The current snapshot. Raises NotReady with the reason while there is none."""
        return self.screener().snapshot

    def screener(self) -> Screener:
        """The screener of the current snapshot. Raises NotReady with the reason while there is none."""
        if self._screener is None:
            raise NotReady(self._reason)
        return self._screener
