"""Keeps the processes of `sekisho serve --workers N`: starts one anew that has died, and ends them all in time.

uvicorn's own supervisor asks each process whether it answers, and waits for that as long as a process may take to
start. One that was killed while it was asked was replaced after two minutes, and SIGTERM waited as long.
"""

from __future__ import annotations

import time
from socket import socket

from uvicorn.config import STARTUP_FAILURE, Config
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from service.common.logging import Logger

log = Logger("sekisho.serve")

_AFTER_SHUTDOWN_SECONDS = 2.0
"""What a process may take to end itself once its requests have had their time."""


class Supervisor(Multiprocess):
    """uvicorn's, that waits for no single process."""

    def __init__(self, config: Config, sockets: list[socket]) -> None:
        super().__init__(config, sockets)
        self._asked: dict[Process, float] = {}
        """When a process was asked that has not answered yet, by the monotonic clock."""

    def keep_subprocess_alive(self) -> None:
        """Start those anew that have died, or have not answered for `timeout_worker_healthcheck` seconds."""
        for position, process in enumerate(self.processes):
            if self.should_exit.is_set():
                return
            if process.process.is_alive() and self._answers(process):
                continue
            self._asked.pop(process, None)
            process.kill()
            process.join()
            if process.exitcode == STARTUP_FAILURE:
                self.should_exit.set()  # it would fail the same way again
                return
            log.warning("worker_died", pid=process.pid, exit_code=process.exitcode)
            replacement = Process(self.config, self.sockets)
            replacement.start()
            self.processes[position] = replacement

    def join_all(self) -> None:
        """Wait until all have ended, and kill those that have not when their time is over."""
        until = time.monotonic() + (self.config.timeout_graceful_shutdown or 0) + _AFTER_SHUTDOWN_SECONDS
        for process in self.processes:
            process.process.join(max(0.0, until - time.monotonic()))
            if process.process.is_alive():
                log.warning("worker_killed", pid=process.pid)
                process.kill()
                process.join()

    def _answers(self, process: Process) -> bool:
        """Whether it has answered, or may still take its time. Never waits."""
        now = time.monotonic()
        try:
            if process in self._asked and process.parent_conn.poll(0):
                process.parent_conn.recv()
                del self._asked[process]
            if process not in self._asked:
                process.parent_conn.send(b"ping")
                self._asked[process] = now
        except (OSError, EOFError):
            return False
        return now - self._asked[process] <= self.config.timeout_worker_healthcheck
