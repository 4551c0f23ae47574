"""The process that leads the workers of one machine.

    python -m service.worker.bulk.leader --parent PID --size N [--job ID]

It loads the lists once and forks the workers, which share that memory with it. It ends, and its workers after the turn
they are in, when there has been no work for a while or when whoever started it is gone. Where the ID is `-` it
says on the standard output what it has loaded (`service.worker.bulk.handshake`), and the ID comes as a line on the
standard input once it is known.
"""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from multiprocessing.process import BaseProcess

from service.bulk.jobs.store import JobStore
from service.common.clock import utc_now
from service.common.files import LockHeldError, locked
from service.common.gc_tuning import OldGarbage
from service.common.logging import Logger, configure_logs
from service.common.processes import FORKS, new_process
from service.engine.snapshot import Snapshot
from service.settings import Settings
from service.snapshots.warm_up import ready_snapshot
from service.storage.database import open_database
from service.storage.errors import RecordsUnavailable
from service.worker.bulk.handshake import report_failed, report_loaded
from service.worker.bulk.pool import WorkerPool
from service.worker.bulk.worker import IDLE_SECONDS, Wanted, tools_of, work_on, work_on_all

log = Logger("sekisho.bulk")

_LOOK_SECONDS = 0.2
_LOCK_SECONDS = 60.0


def main() -> None:
    """Lead workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--job")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is asked to stop at the keyboard stops this process in turn
    settings = Settings()
    configure_logs(settings.log_level if arguments.job is None else "critical")  # a person looks at the bar
    with ExitStack() as stack:
        if arguments.job is None:  # orphans of a server that was killed finish what they have in hand first
            try:
                stack.enter_context(locked(settings.bulk_dir / ".workers", wait_seconds=_LOCK_SECONDS))
            except LockHeldError:
                return
        job_id = arguments.job
        if job_id == "-":
            snapshot, job_id = _told(settings)
        else:
            snapshot = _shared(settings) if FORKS else None
        if job_id != "":
            lead(settings, snapshot if FORKS else None, arguments.size, job_id, child_of(arguments.parent))


def lead(settings: Settings, snapshot: Snapshot | None, size: int, job_id: str | None, wanted: Wanted) -> None:
    """Start workers whenever there is work, and replace those that die. Raises RecordsUnavailable."""
    store = JobStore(open_database(settings.database_address, timeout=settings.record_timeout_seconds), utc_now)
    gc.freeze()  # a collection in a worker would touch, and so copy, all that is shared

    def start(owner: str) -> BaseProcess:
        store.close()  # a connection must not be shared
        worker = new_process(target=run_worker, args=(settings, owner, snapshot, job_id, os.getpid()), daemon=True)
        worker.start()
        return worker

    team = WorkerPool(store, size, start)
    try:
        _keep(team, has_work(store, job_id), 0.0 if job_id else IDLE_SECONDS, wanted)
    finally:
        team.stop()


def _told(settings: Settings) -> tuple[Snapshot | None, str]:
    """Load the lists, say so to whoever started this process, and be told the job; none if there is to be none."""
    try:
        snapshot = ready_snapshot(settings)
    except Exception as error:  # a list can be wrong in any way
        _say(report_failed(f"the lists in {settings.lists_dir} cannot be used: {error}"))
        return None, ""
    _say(report_loaded(snapshot))
    return snapshot, sys.stdin.readline().strip()


def _say(line: str) -> None:
    """To whoever started this process, unless they are gone. They read no more than that line, so what the workers
    may print goes where errors go."""
    with suppress(BrokenPipeError), os.fdopen(os.dup(1), "w", encoding="utf-8") as stream:
        stream.write(line + "\n")
    os.dup2(2, 1)


def _shared(settings: Settings) -> Snapshot | None:
    """What all workers need. If it cannot be loaded, each tries for itself and says why in the job."""
    try:
        return ready_snapshot(settings)
    except Exception as error:  # a list can be wrong in any way
        log.error("bulk_lists_not_loaded", reason=str(error))
        return None


def _keep(team: WorkerPool, has_work: Callable[[], bool], idle_seconds: float, wanted: Wanted) -> None:
    busy = time.monotonic()
    while wanted():
        try:
            work = has_work()
            team.look(wanted=work)
        except RecordsUnavailable as error:
            log.error("bulk_records_unavailable", reason=str(error))
            work = True
        if work or team.members:
            busy = time.monotonic()
        elif time.monotonic() - busy >= idle_seconds:
            return
        time.sleep(_LOOK_SECONDS)


def has_work(store: JobStore, job_id: str | None) -> Callable[[], bool]:
    """Whether there is work: on one job, or on any."""
    if job_id is None:
        return store.has_work
    return lambda: store.is_open(job_id)


def run_worker(settings: Settings, owner: str, snapshot: Snapshot | None, job_id: str | None, parent: int) -> None:
    """What a worker does, in its own process."""
    garbage = OldGarbage()
    garbage.start()
    gc.disable()  # screening 8,000 rows leaves nothing that refers to itself, and every look for it takes 30 ms
    tools = tools_of(settings, owner, snapshot)
    try:
        if job_id is None:
            work_on_all(tools, settings.bulk_dir, child_of(parent))
        else:
            work_on(tools, job_id, child_of(parent))
    finally:
        garbage.stop()
        tools.task_queue.release()


def child_of(parent: int) -> Wanted:
    """Whether this process is still the child of that one: who has lost its parent is given to another."""
    return lambda: os.getppid() == parent


if __name__ == "__main__":
    main()
