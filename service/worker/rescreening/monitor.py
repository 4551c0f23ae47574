"""Beside a server: see whether the book has to be screened again, and that a process leads that."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from service.bootstrap.runtime import Runtime
from service.common.background import BackgroundThread
from service.common.processes import end_process, start_module
from service.storage.errors import RecordsUnavailable
from service.worker.bulk.environment import with_plain_memory

log = structlog.get_logger("sekisho.book")

_LOOK_SECONDS = 0.5
_STOP_SECONDS = 10.0


class RescreenMonitor(BackgroundThread):
    """Starts the process that leads, with the snapshot that answers rest on. That process ends when all is done."""

    def __init__(self, runtime: Runtime) -> None:
        super().__init__("sekisho-rescreens")
        self._runtime = runtime
        self._process: subprocess.Popen[str] | None = None

    def run(self) -> None:
        """Look now and then."""
        while not self.stopped.wait(_LOOK_SECONDS):
            try:
                self.look()
            except (RecordsUnavailable, OSError) as error:
                log.error("rescreen_not_started", reason=str(error))
        self._stop()

    def look(self) -> None:
        """If there is work, see that somebody leads it. Raises RecordsUnavailable, OSError."""
        if self._process is not None and self._process.poll() is None:
            return
        snapshot, settings = self._runtime.snapshots.loaded, self._runtime.settings
        if snapshot is None:
            return
        now = self._runtime.clock()
        daily = is_daily_due(now, settings.time_zone, settings.rescreen_hour)
        if self._runtime.rescreens.wanted(snapshot.sha256, self._runtime.screenings.day_of(now), daily=daily):
            environment = with_plain_memory(os.environ | settings.environment())
            arguments = leader_arguments(settings.rescreen_processes, snapshot.sha256)
            self._process = start_module(*arguments, environment=environment)

    def _stop(self) -> None:
        if self._process is not None:
            end_process(self._process, _STOP_SECONDS)


def leader_arguments(size: int, snapshot_sha256: str) -> tuple[str, ...]:
    """The module that leads workers, with its arguments, as a child of this process."""
    options = ("--parent", str(os.getpid()), "--size", str(size), "--snapshot", snapshot_sha256)
    return ("service.worker.rescreening.leader", *options)


def is_daily_due(now: datetime, time_zone: str, hour: int) -> bool:
    """Whether it is late enough, where the operator is, for the full run of the day."""
    return now.astimezone(ZoneInfo(time_zone)).hour >= hour
