"""The composition root: from settings to the services that every interface calls."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from service.alerts.service import AlertService
from service.audit.anchors import Anchoring, anchoring_in
from service.bootstrap.data_folder import data_folder_warnings, keep_to_owner
from service.common.clock import Clock, utc_now
from service.common.cooperative import TurnQueue
from service.engine.screening.warnings import ScreeningWarning
from service.records.records import Records
from service.records.search_keys import SearchKeys
from service.screenings.service import ScreeningService
from service.screenings.work_in_hand import WorkInHand
from service.settings import Settings
from service.snapshots.holder import LoadSnapshot, SnapshotHolder
from service.snapshots.loader import load_current
from service.storage.errors import RecordsUnavailable
from service.storage.installation_key import installation_key

if TYPE_CHECKING:
    from service.customers.rescreens import RescreenStore
    from service.customers.service import BookService
    from service.evidence.service import EvidenceService
    from service.screenings.replay import ReplayService
    from service.screenings.search import ScreeningSearch
    from service.snapshots.entity_directory import EntityDirectories


class Runtime:
    """Settings, records, clock, and the services composed of them. What a single screening does not need is imported
    and composed once it is asked for: the command that screens one name starts in half the time."""

    def __init__(
        self,
        settings: Settings,
        records: Records,
        load: LoadSnapshot,
        clock: Clock,
        folder_warnings: tuple[ScreeningWarning, ...] = (),
    ) -> None:
        self.settings, self.records, self.clock = settings, records, clock
        self.folder_warnings = folder_warnings
        """What was odd about the data folder when it was opened."""
        self.alerts = AlertService(records, clock)
        self.snapshots = SnapshotHolder(settings, records, load, self.alerts.lapse_changed)
        self.alerts.use_snapshots(self.snapshots.current)
        self._zone = ZoneInfo(settings.time_zone)
        self.search_keys = SearchKeys(installation_key(settings.name_index_key_path))
        self.turns = TurnQueue(hold=lambda: records.computing)
        """Where screenings and comparisons that last stand in line, whoever asks for them."""
        self.in_hand = WorkInHand(settings.work_in_hand)
        """What callers have asked for and were not answered yet."""
        self.screenings = ScreeningService(
            self.snapshots, records, self.alerts, clock, self._zone, self.search_keys, self.turns, self.in_hand
        )

    @cached_property
    def entity_directories(self) -> EntityDirectories:
        """Listed entities by what they are browsed by."""
        from service.snapshots.entity_directory import EntityDirectories

        return EntityDirectories()

    @cached_property
    def search(self) -> ScreeningSearch:
        """Screenings on record by who was screened."""
        from service.bulk.job_files import JobFiles
        from service.bulk.row_search import RowSearch
        from service.screenings.search import ScreeningSearch

        rows = RowSearch(lambda job_id: JobFiles(self.settings.bulk_dir / job_id), self.search_keys)
        return ScreeningSearch(self.records, self.snapshots, self.search_keys, [rows])

    @cached_property
    def book(self) -> BookService:
        """Those who are watched."""
        from service.customers.service import BookService

        longest = self.settings.max_name_length
        return BookService(self.records, self.screenings, self.alerts, self.clock, max_name_length=longest)

    @cached_property
    def rescreens(self) -> RescreenStore:
        """Passes over the book."""
        from service.customers.rescreens import RescreenStore

        return RescreenStore(self.records, self.clock)

    @cached_property
    def evidence(self) -> EvidenceService:
        """Certificates and dossiers."""
        from service.evidence.service import EvidenceService

        return EvidenceService(self.records, self.snapshots, self.search_keys, self.clock, self._zone)

    @cached_property
    def replays(self) -> ReplayService:
        """Screenings done again as they were."""
        from service.screenings.replay import ReplayService

        return ReplayService(
            self.settings, self.snapshots, self.records, self.screenings, self.alerts, self.turns, self.in_hand
        )

    def close(self) -> None:
        """Write what is still to be written."""
        self.records.close()


def open_runtime(settings: Settings, *, clock: Clock | None = None, lazily: bool = False) -> Runtime:
    """Open the records and load the lists, `lazily` for a few questions of one thread. Raises RecordsUnavailable; lists
    that fail leave a runtime that says so."""
    runtime = unloaded_runtime(settings, clock=clock, lazily=lazily)
    runtime.snapshots.load()
    return runtime


def unloaded_runtime(settings: Settings, *, clock: Clock | None = None, lazily: bool = False) -> Runtime:
    """Open the records; the lists are not loaded yet. Raises RecordsUnavailable."""
    clock = clock or utc_now
    odd = data_folder_warnings(settings)
    records = open_records(settings, clock)
    odd += keep_to_owner(settings)
    return Runtime(settings, records, lambda before: load_current(settings, before, lazily=lazily), clock, odd)


def anchoring_of(settings: Settings) -> Anchoring:
    """Who signs the audit chain, and where copies of the signatures go. Raises RecordsUnavailable."""
    return anchoring_in(
        settings.data_dir,
        seconds=settings.anchor_seconds,
        key=settings.audit_key_file,
        elsewhere=settings.anchor_copies,
        behind=timedelta(seconds=settings.clock_behind_seconds),
    )


def open_records(settings: Settings, clock: Clock = utc_now) -> Records:
    """The records where the settings say. Raises RecordsUnavailable."""
    try:
        keep_to_owner(settings)
    except OSError as error:
        reason = f"the folder {settings.data_dir} cannot be made: {error.strerror}"
        raise RecordsUnavailable(f"SEKISHO_DATA_DIR: {reason}") from error
    anchors = anchoring_of(settings)
    return Records(settings.database_address, timeout=settings.record_timeout_seconds, clock=clock, anchors=anchors)
