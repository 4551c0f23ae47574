"""What one process has to do for all that serve together, such as to ask publishers for new lists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from service.common.background import BackgroundService, BackgroundThread
from service.common.files import LockHeldError, locked

_LOOK_SECONDS = 5.0


class LeaderLock(BackgroundThread):
    """Runs others beside a server, in one of the processes that name the same file: in that which holds the lock of it.
    If that process ends, however it ends, another takes over within seconds."""

    def __init__(self, lock: Path, others: Sequence[BackgroundService], *, look_seconds: float = _LOOK_SECONDS) -> None:
        super().__init__("sekisho-alone")
        self._lock, self._others, self._look_seconds = lock, others, look_seconds

    def run(self) -> None:
        """Wait for the lock and hold it; at the end stop the others, if they run here, and let go of it."""
        while not self.stopped.is_set():
            try:
                with locked(self._lock, wait_seconds=0):
                    self._hold()
            except (LockHeldError, OSError):  # another process holds it, or the disk is not there
                self.stopped.wait(self._look_seconds)

    def _hold(self) -> None:
        for one in self._others:
            one.start()
        self.stopped.wait()
        for one in self._others:
            one.stop()
