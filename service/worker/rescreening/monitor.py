"""Beside a server: see whether the book has to be screened again, and that a process leads that."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from service.bootstrap.runtime import Runtime
from service.common.background import BackgroundThread
from service.common.logging import Logger
from service.common.processes import end_process, start_module
from service.customers.writing import NEVER_SCREENED
from service.engine.snapshot import Snapshot
from service.storage.errors import RecordsUnavailable
from service.watchlists.editions.store import store_of
from service.watchlists.errors import ListError
from service.worker.bulk.environment import with_plain_memory
from service.worker.list_reload import active_editions, rests_on

log = Logger("sekisho.book")

_LOOK_SECONDS = 0.5
_STOP_SECONDS = 10.0


class RescreenMonitor(BackgroundThread):
    """Starts the process that leads, with the snapshot that answers rest on. That process ends when all is done.

    For an edition that is active but not in use yet, one is started that gets ready while the index is built. It waits
    to be told which snapshot is in use, and ends if that is not the one it is ready for.
    """

    def __init__(self, runtime: Runtime) -> None:
        super().__init__("sekisho-rescreens")
        self._runtime = runtime
        self._store = store_of(runtime.settings)
        self._process: subprocess.Popen[str] | None = None
        self._in_use: str | None = None
        """The snapshot that was in use when the process was started, while that waits to be told of another one."""
        self._tried: frozenset[tuple[str, str]] = frozenset()
        """The editions that a process was started for before they were in use: once is enough if they cannot be."""

    def run(self) -> None:
        """Look now and then."""
        while not self.stopped.wait(_LOOK_SECONDS):
            try:
                self.look()
            except (RecordsUnavailable, OSError, ListError) as error:
                log.error("rescreen_not_started", reason=str(error))
        self._stop()

    def look(self) -> None:
        """If there is work, see that somebody leads it. Raises RecordsUnavailable, OSError, ListError."""
        snapshot = self._runtime.snapshots.loaded
        if snapshot is None:
            return
        if self._process is not None and self._process.poll() is None:
            if self._in_use is not None and (self._in_use != snapshot.sha256 or self._is_wanted(snapshot)):
                self._tell(self._process, snapshot)
            return
        if self._is_wanted(snapshot):
            self._in_use = None
            self._start(snapshot.sha256)
        elif self._is_coming(snapshot):
            self._in_use = snapshot.sha256
            self._start(None)

    def _is_wanted(self, snapshot: Snapshot) -> bool:
        now, settings = self._runtime.clock(), self._runtime.settings
        daily = is_daily_due(now, settings.time_zone, settings.rescreen_hour)
        return self._runtime.rescreens.wanted(snapshot.sha256, self._runtime.screenings.day_of(now), daily=daily)

    def _is_coming(self, snapshot: Snapshot) -> bool:
        """Are there editions to be used next, that subjects will have to be screened on?"""
        active = active_editions(self._store)
        if active == self._tried or rests_on(snapshot, active):
            return False
        self._tried = active
        return self._runtime.rescreens.stale(NEVER_SCREENED) is not None

    def _start(self, sha256: str | None) -> None:
        settings = self._runtime.settings
        environment = with_plain_memory(os.environ | settings.environment())
        arguments = leader_arguments(settings.rescreen_processes, sha256)
        self._process = start_module(*arguments, environment=environment, listens=sha256 is None)

    def _tell(self, process: subprocess.Popen[str], snapshot: Snapshot) -> None:
        self._in_use = None
        tell_leader(process, snapshot.sha256)

    def _stop(self) -> None:
        if self._process is not None:
            end_process(self._process, _STOP_SECONDS)


def leader_arguments(size: int, snapshot_sha256: str | None) -> tuple[str, ...]:
    """The module that leads workers, with its arguments, as a child of this process. Without the hash of a snapshot it
    has to be told (`tell_leader`)."""
    options = ("--parent", str(os.getpid()), "--size", str(size))
    told = () if snapshot_sha256 is None else ("--snapshot", snapshot_sha256)
    return ("service.worker.rescreening.leader", *options, *told)


def tell_leader(process: subprocess.Popen[str], snapshot_sha256: str) -> None:
    """Tell a process that leads, and was started before, which snapshot is in use."""
    if process.stdin is not None:
        with suppress(OSError), process.stdin as pipe:  # it may have ended meanwhile
            pipe.write(f"{snapshot_sha256}\n")


def is_daily_due(now: datetime, time_zone: str, hour: int) -> bool:
    """Whether it is late enough, where the operator is, for the full run of the day."""
    return now.astimezone(ZoneInfo(time_zone)).hour >= hour
