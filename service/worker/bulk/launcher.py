"""The workers of this machine as the server and the command see them: one process to start, which leads the others."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from service.common.background import BackgroundThread
from service.common.logging import Logger
from service.common.processes import end_process, start_module
from service.storage.errors import RecordsUnavailable
from service.worker.bulk.environment import with_plain_memory

if TYPE_CHECKING:
    from service.bulk.jobs.store import JobStore
    from service.worker.bulk.handshake import Handshake

log = Logger("sekisho.bulk")

_LOOK_SECONDS = 0.5
_STOP_SECONDS = 10.0
"""More than the workers are given by the process that leads them."""


class Workers:
    """`size` workers on all jobs, or on the one that they are given. None are started if others do the work."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._job_id: str | None = None
        self._process: subprocess.Popen[str] | None = None

    def prepare(self) -> None:
        """Have the lists loaded while it is not known yet which job it will be. Raises OSError."""
        if self._size:
            self._process = self._start("-")

    def loaded(self) -> Handshake:
        """What was loaded, after `prepare`; waits for it. Raises NotReady if it cannot be used."""
        from service.worker.bulk.handshake import read_handshake  # what it needs takes longer to import than to start

        said = "" if self._process is None or self._process.stdout is None else self._process.stdout.readline()
        return read_handshake(said)

    def give(self, job_id: str) -> None:
        """Work on that job alone."""
        self._job_id = job_id
        if self._process is not None and self._process.stdin is not None:
            with suppress(BrokenPipeError), self._process.stdin as line:  # it has ended: another is started for the job
                line.write(f"{job_id}\n")

    def look(self, *, wanted: bool) -> None:
        """If there is work, see that somebody leads it. Raises OSError if no process can be started."""
        if self._process is not None and self._process.poll() is not None:
            self._process = None
        if wanted and self._process is None and self._size:
            self._process = self._start(self._job_id)

    def _start(self, job_id: str | None) -> subprocess.Popen[str]:
        options = ["--size", str(self._size), "--parent", str(os.getpid())]
        options += [] if job_id is None else ["--job", job_id]
        environment = with_plain_memory(os.environ)
        return start_module("service.worker.bulk.leader", *options, environment=environment, talks=job_id == "-")

    def stop(self) -> None:
        """End them; they give back what they have in hand."""
        if self._process is not None:
            end_process(self._process, _STOP_SECONDS)


class BulkWorkers(BackgroundThread):
    """Beside a server: workers whenever jobs wait."""

    def __init__(self, store: JobStore, size: int, *, start: Callable[[int], Workers] = Workers) -> None:
        super().__init__("sekisho-bulk")
        self._store = store
        self._workers = start(size)

    def run(self) -> None:
        """Look for work; at the end workers give back what they have in hand."""
        while not self.stopped.wait(_LOOK_SECONDS):
            try:
                self._workers.look(wanted=self._store.has_work())
            except (RecordsUnavailable, OSError) as error:
                log.error("bulk_workers_not_started", reason=str(error))
        self._workers.stop()
