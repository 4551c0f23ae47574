"""Worker processes: started when there is work, replaced when they die, their tasks given back at once."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable
from threading import Event, Thread

import structlog

from service.bulk.jobs.claims import give_back
from service.bulk.jobs.store import JobStore
from service.records.errors import RecordsUnavailable

log = structlog.get_logger("sekisho.bulk")

_LOOK_SECONDS = 0.5
_STOP_SECONDS = 5.0


class Team:
    """Up to `size` worker processes that this one has started, for one job or for all."""

    def __init__(self, store: JobStore, size: int, job_id: str | None = None) -> None:
        self._store, self._size = store, size
        self._more = [] if job_id is None else ["--job", job_id]
        self._members: dict[str, subprocess.Popen[bytes]] = {}

    def look(self, *, wanted: bool) -> None:
        """Give back the tasks of members that are gone and, if there is work, bring the team to its size."""
        for owner, process in list(self._members.items()):
            if process.poll() is not None:
                del self._members[owner]
                give_back(self._store, owner)
        while wanted and len(self._members) < self._size:
            owner = f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
            command = [sys.executable, "-m", "service.working.process", "--owner", owner, *self._more]
            self._members[owner] = subprocess.Popen(command)  # noqa: S603 - our own module, no shell

    def stop(self) -> None:
        """End all members and give back what they held."""
        for process in self._members.values():
            process.terminate()
        for process in self._members.values():
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.look(wanted=False)


class BulkWorkers:
    """Beside a server: a team whenever jobs wait."""

    def __init__(self, store: JobStore, size: int, *, start: Callable[[JobStore, int], Team] = Team) -> None:
        self._store = store
        self._team = start(store, size)
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="sekisho-bulk", daemon=True)

    def start(self) -> None:
        """Begin to look for work."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; workers give back what they have in hand."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(_LOOK_SECONDS):
            try:
                self._team.look(wanted=self._store.has_work())
            except (RecordsUnavailable, OSError) as error:
                log.error("bulk_workers_not_started", reason=str(error))
        try:
            self._team.stop()
        except RecordsUnavailable as error:
            log.error("bulk_tasks_not_given_back", reason=str(error))
