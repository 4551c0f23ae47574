"""The process that leads the screening of the book on one machine.

    python -m service.worker.rescreening.leader --parent PID --size N [--snapshot SHA256]

Without the hash of the snapshot in use it is started for an edition that is not in use yet. It gets ready for it then
while the index of that edition is built, and writes nothing until the hash comes as a line of its input; if that is
another snapshot, it ends.

It loads the lists once and forks workers, which share that memory with it. It ends when nothing is left to do on that
snapshot, or when whoever started it is gone. Leaders on several machines share the tasks of one database.
"""

from __future__ import annotations

import argparse
import gc
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.process import BaseProcess

from service.bootstrap.runtime import open_records
from service.common.clock import Clock, utc_now
from service.common.files import LockHeldError, locked
from service.common.gc_tuning import undisturbed
from service.common.logging import Logger, configure_logs
from service.common.processes import FORKS, new_process
from service.customers.model import Rescreen
from service.customers.record import part_of
from service.customers.rescreen_tasks import RescreenTasks
from service.customers.rescreens import RescreenStore
from service.customers.screening_again import RescreenContext
from service.settings import Settings
from service.snapshots.loader import load_current
from service.snapshots.manifest import PartsMissing
from service.snapshots.warm_up import warm_up_names
from service.storage.errors import RecordsUnavailable
from service.worker.rescreening.context import Snapshots
from service.worker.rescreening.ending import end_rescreen, fail_rescreen
from service.worker.rescreening.monitor import is_daily_due
from service.worker.rescreening.worker import RescreenWorker

log = Logger("sekisho.book")

_PAUSE_SECONDS = 0.5
_LOOK_SECONDS = 0.05
_OTHERS_BEGIN = timedelta(minutes=1)
"""Time for another machine to load its lists and take the first task."""


def main() -> None:
    """Lead workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--snapshot")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is asked to stop at the keyboard stops this process in turn
    settings = Settings()
    configure_logs(settings.log_level)
    settings.rescreens_dir.mkdir(parents=True, exist_ok=True)
    snapshots, sha256 = None, arguments.snapshot
    if sha256 is None:
        snapshots = _ready_snapshots(settings)
        sha256 = sys.stdin.readline().strip()
        if sha256 != snapshots.loaded.sha256:
            return
    with suppress(LockHeldError), locked(settings.rescreens_dir / ".leader", wait_seconds=0):
        snapshots = snapshots or _snapshots(settings)
        lead(settings, snapshots, arguments.size, sha256, lambda: os.getppid() == arguments.parent)


def _snapshots(settings: Settings) -> Snapshots:
    """The snapshot of now, its index left for whoever needs it: a delta does not."""
    return Snapshots(settings, undisturbed(lambda: load_current(settings, index_later=True)))


def _ready_snapshots(settings: Settings, clock: Clock = utc_now) -> Snapshots:
    """The same, and what the delta will need that is due once the snapshot is in use."""
    snapshots = _snapshots(settings)
    part_of(())
    try:
        records = open_records(settings, clock)
        try:
            stale = RescreenStore(records, clock).stale(snapshots.loaded.sha256)
            if stale is not None:
                snapshots.get_ready(records, *stale, settings.day_of(clock()))
        finally:
            records.close()
    except (RecordsUnavailable, PartsMissing) as error:  # it is made ready once it is needed, if that can be
        log.warning("rescreen_not_prepared", reason=str(error))
    return snapshots


def lead(
    settings: Settings,
    snapshots: Snapshots,
    size: int,
    sha256: str,
    wanted: Callable[[], bool] = lambda: True,
    clock: Clock = utc_now,
) -> None:
    """Make one rescreen after the other until nothing is left to do on the snapshot of that hash."""
    while wanted():
        try:
            if not _next(settings, snapshots, size, sha256, wanted, clock):
                return
        except RecordsUnavailable as error:
            log.error("rescreen_records_unavailable", reason=str(error))
            time.sleep(_PAUSE_SECONDS)


def _next(
    settings: Settings, snapshots: Snapshots, size: int, sha256: str, wanted: Callable[[], bool], clock: Clock
) -> bool:
    """Work on the open rescreen, or plan one. False if there is none. No database is open while processes are
    forked."""
    now = clock()
    daily = is_daily_due(now, settings.time_zone, settings.rescreen_hour)
    records = open_records(settings, clock)
    try:
        store, today = RescreenStore(records, clock), settings.day_of(now)
        choose = partial(snapshots.choose, records, after=sha256)
        planned = store.open() or store.plan(sha256, today, choose, daily=daily)
        rescreen = planned or store.open()  # another machine may have been first to plan it
        if rescreen is None:
            return False
        try:
            context, entities = snapshots.context(records, rescreen)
        except PartsMissing as error:
            tasks = RescreenTasks(records, clock)
            if _may_be_elsewhere(rescreen, sha256, tasks, now):
                time.sleep(_PAUSE_SECONDS)
                return True
            fail_rescreen(store, tasks, rescreen, f"its lists cannot be had any more: {error}")
            return True
        store.started(rescreen.id, entities)
    finally:
        records.close()
    folder = settings.rescreens_dir / rescreen.id
    owners = _work(settings, context, size, wanted, clock)
    records = open_records(settings, clock)
    try:
        store, tasks = RescreenStore(records, clock), RescreenTasks(records, clock)
        for owner in owners:
            tasks.give_back(owner)
        if tasks.unfinished(rescreen.id) == 0:
            end_rescreen(store, tasks, store.open() or rescreen, context.snapshot, entities, folder)
        else:
            time.sleep(_PAUSE_SECONDS)  # another machine holds what is left
    finally:
        records.close()
    return True


def _may_be_elsewhere(rescreen: Rescreen, sha256: str, tasks: RescreenTasks, now: datetime) -> bool:
    """May another machine have the lists of a rescreen that this one cannot have? So if they are not those in use here
    and somebody works on it, or has only just begun."""
    if rescreen.to_snapshot == sha256:
        return False
    return now - datetime.fromisoformat(rescreen.queued_at) < _OTHERS_BEGIN or tasks.held(rescreen.id)


def _work(
    settings: Settings, context: RescreenContext, size: int, wanted: Callable[[], bool], clock: Clock
) -> list[str]:
    """Have the tasks worked on by so many processes, until there is none to claim. Gives the names they worked
    under."""
    owners = [f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}" for _ in range(max(1, size))]
    if size < 2 or not FORKS:
        run_worker(settings, context, owners[0], wanted, clock)
        return owners[:1]
    _get_ready(context)
    parent = os.getpid()
    members: list[BaseProcess] = [
        new_process(target=_member, args=(settings, context, owner, parent, clock), daemon=True) for owner in owners
    ]
    for member in members:
        member.start()
    try:
        while any(member.exitcode is None for member in members) and wanted():
            time.sleep(_LOOK_SECONDS)
    finally:
        for member in members:
            if member.exitcode is None:
                member.terminate()
            member.join()
    return owners


def _get_ready(context: RescreenContext) -> None:
    """Read and load here, once, what each worker would on first use. A delta searches a small snapshot: to warm up the
    whole one would take longer than to search thousands of subjects. Of goods no subject has any."""
    if context.delta is None:
        warm_up_names(context.snapshot)
    elif context.touched:
        warm_up_names(context.delta.snapshot)
    part_of(())
    gc.freeze()  # a collection in a worker would touch, and so copy, all that is shared


def _member(settings: Settings, context: RescreenContext, owner: str, parent: int, clock: Clock) -> None:
    gc.disable()  # what is left that refers to itself is a thousand statements of the database, however many subjects
    run_worker(settings, context, owner, lambda: os.getppid() == parent, clock)


def run_worker(
    settings: Settings, context: RescreenContext, owner: str, wanted: Callable[[], bool], clock: Clock
) -> None:
    """Work until there is no task to claim."""
    records = open_records(settings, clock)
    try:
        RescreenWorker(records, context, owner, clock).work(wanted)
    finally:
        records.close()


if __name__ == "__main__":
    main()
