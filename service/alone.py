"""What one process has to do for all that serve together, such as to ask publishers for new lists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

from service.disk import LockHeldError, locked

_LOOK_SECONDS = 5.0


class Beside(Protocol):
    """Something that works beside the server from its start to its end."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


class Alone:
    """Runs others beside a server, in one of the processes that name the same file: in that which holds the lock of it.
    If that process ends, however it ends, another takes over within seconds."""

    def __init__(self, lock: Path, others: Sequence[Beside], *, look_seconds: float = _LOOK_SECONDS) -> None:
        self._lock, self._others, self._look_seconds = lock, others, look_seconds
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="sekisho-alone", daemon=True)

    def start(self) -> None:
        """Begin to wait for the lock."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the others, if they run here, and let go of the lock."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                with locked(self._lock, wait_seconds=0):
                    self._hold()
            except (LockHeldError, OSError):  # another process holds it, or the disk is not there
                self._stopped.wait(self._look_seconds)

    def _hold(self) -> None:
        for one in self._others:
            one.start()
        self._stopped.wait()
        for one in self._others:
            one.stop()
