"""One worker: claims tasks until there have been none for a while, and ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

from service.alerts.active_suppressions import ActiveSuppressions
from service.audit.chain import Chain
from service.audit.search import search_events
from service.bootstrap.runtime import anchoring_of
from service.bulk.job_files import INCOMING, JobFiles
from service.bulk.jobs.store import JobStore
from service.bulk.jobs.task_queue import TaskQueue
from service.bulk.jobs.task_runner import Tools, Worker, tidy
from service.common.clock import Clock, utc_now
from service.common.logging import Logger
from service.engine.snapshot import Snapshot
from service.records.search_keys import SearchKeys
from service.settings import Settings
from service.storage.database import open_database
from service.storage.errors import RecordsUnavailable
from service.storage.installation_key import installation_key
from service.tabular.limits import Limits
from service.worker.bulk.book_import import BookOfJobs
from service.worker.bulk.pinned_snapshot import PinnedSnapshot

log = Logger("sekisho.bulk")

IDLE_SECONDS = 10.0
"""For how long a worker waits for more to do."""

_INCOMING = timedelta(days=1)
"""No file takes so long to come in."""

_PAUSE_SECONDS = 0.05
_DATABASE_PAUSE_SECONDS = 1.0

Wanted = Callable[[], bool]
"""Whether whoever started the work is still there."""


def tools_of(settings: Settings, owner: str, snapshot: Snapshot | None = None, *, clock: Clock | None = None) -> Tools:
    """What a worker works with. `snapshot` if the process has one loaded. Raises RecordsUnavailable."""
    clock = clock or utc_now
    engine = open_database(settings.database_address, timeout=settings.record_timeout_seconds)
    anchors = anchoring_of(settings)
    store = JobStore(engine, clock)
    return Tools(
        store=store,
        task_queue=TaskQueue(store, Chain(clock, anchors.signer, anchors.publish, behind=anchors.behind), clock, owner),
        folder=lambda job_id: JobFiles(settings.bulk_dir / job_id),
        terms=PinnedSnapshot(settings, partial(search_events, engine), snapshot).terms,
        suppressions=ActiveSuppressions(engine, clock, monotonic=time.monotonic),
        book=BookOfJobs(settings, clock),
        limits=Limits(unpacked_bytes=settings.bulk_unpacked_bytes),
        clock=clock,
        keys=SearchKeys(installation_key(settings.name_index_key_path)),
    )


def work_on(tools: Tools, job_id: str, wanted: Wanted = lambda: True) -> None:
    """Work on one job until it is at its end, however many others do the same. Raises RecordsUnavailable."""
    worker = Worker(tools)
    while wanted() and tools.store.is_open(job_id):
        if not worker.work(job_id):
            time.sleep(_PAUSE_SECONDS)


def work_on_all(tools: Tools, root: Path, wanted: Wanted = lambda: True) -> None:
    """Work on whatever there is until there has been nothing for a while."""
    worker = Worker(tools)
    idle_since = time.monotonic()
    while wanted() and time.monotonic() - idle_since < IDLE_SECONDS:
        try:
            if worker.work():
                idle_since = time.monotonic()
            else:
                time.sleep(_PAUSE_SECONDS)
        except RecordsUnavailable as error:
            log.error("bulk_records_unavailable", reason=str(error))
            time.sleep(_DATABASE_PAUSE_SECONDS)
    tidy_all(tools, root)


def tidy_all(tools: Tools, root: Path) -> None:
    """Remove what ended jobs left behind because a worker was killed at the wrong moment, and files that never came in
    whole because a server was."""
    for job_id, state in tools.store.states().items():
        if (root / job_id).is_dir():
            tidy(JobFiles(root / job_id), state)
    before = (tools.clock() - _INCOMING).timestamp()
    for path in (root / INCOMING).glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
