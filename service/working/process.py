"""One worker: `python -m service.working.process --owner NAME [--job ID]`.

It claims tasks until there have been none for a while, and ends. Whoever started it starts another when there is work.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import structlog

from service.bulk.folder import Folder
from service.bulk.jobs.claims import Claims
from service.bulk.jobs.model import OPEN
from service.bulk.jobs.store import JobStore
from service.bulk.jobs.work import Tools, Worker, tidy
from service.bulk.limits import Limits
from service.logs import configure_logs
from service.records.audit.anchors import anchoring_in
from service.records.audit.chain import Chain
from service.records.database import open_database
from service.records.errors import RecordsUnavailable
from service.records.times import Clock, utc_now
from service.settings import Settings
from service.snapshot import Snapshot
from service.watchlists.editions.errors import StoreBusyError
from service.watchlists.editions.files import locked
from service.working.pinned import Pinned

log = structlog.get_logger("sekisho.bulk")

_PAUSE_SECONDS = 0.2
_IDLE_SECONDS = 10.0
_DATABASE_PAUSE_SECONDS = 1.0


def tools_of(settings: Settings, owner: str, snapshot: Snapshot | None = None, *, clock: Clock | None = None) -> Tools:
    """What a worker works with. `snapshot` if the process has one loaded. Raises RecordsUnavailable."""
    clock = clock or utc_now
    engine = open_database(settings.database_address, timeout=settings.record_timeout_seconds)
    anchors = anchoring_in(settings.data_dir, key=settings.audit_key_file, seconds=settings.anchor_seconds)
    store = JobStore(engine, clock)
    return Tools(
        store=store,
        claims=Claims(store, Chain(clock, anchors.signer, anchors.publish), clock, owner),
        folder=lambda job_id: Folder(settings.bulk_dir / job_id),
        terms=Pinned(settings, snapshot).terms,
        limits=Limits(unpacked_bytes=settings.bulk_unpacked_bytes),
        clock=clock,
    )


def work_on(tools: Tools, job_id: str) -> None:
    """Work on one job until it is at its end, however many others do the same. Raises RecordsUnavailable."""
    worker = Worker(tools)
    while (job := tools.store.get(job_id)) is not None and job.state in OPEN:
        if not worker.work(job_id):
            time.sleep(_PAUSE_SECONDS)


def work_on_all(tools: Tools, root: Path) -> None:
    """Work on whatever there is until there has been nothing for a while."""
    worker = Worker(tools)
    idle_since = time.monotonic()
    while time.monotonic() - idle_since < _IDLE_SECONDS:
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
    """Remove what ended jobs left behind because a worker was killed at the wrong moment."""
    for job_id, state in tools.store.states().items():
        if (root / job_id).is_dir():
            tidy(Folder(root / job_id), state)


def slot(root: Path, number: int, stack: ExitStack) -> bool:
    """Take one of the places for workers on this machine, however many servers run on it. False if all are taken."""
    for place in range(number):
        try:
            stack.enter_context(locked(root / f".worker-{place}", wait_seconds=0))
        except StoreBusyError:
            continue
        return True
    return False


def main() -> None:
    """Run one worker."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--owner", required=True)
    parser.add_argument("--job")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    settings = Settings()
    configure_logs(settings.log_level if arguments.job is None else "critical")  # a person looks at the bar
    with ExitStack() as stack:
        if arguments.job is None and not slot(settings.bulk_dir, settings.bulk_processes, stack):
            return
        tools = tools_of(settings, arguments.owner)
        stack.callback(tools.claims.release)
        if arguments.job is None:
            work_on_all(tools, settings.bulk_dir)
        else:
            work_on(tools, arguments.job)


if __name__ == "__main__":
    main()
