"""Holding a task for as long as the work on it moves, however long one step of it takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType

from service.bulk.errors import Stopped
from service.common.background import BackgroundThread
from service.storage.errors import RecordsUnavailable

PATIENCE_SECONDS = 120.0
"""For how long work that does not move holds its task. One long name against the longest lists takes seconds."""


class Heartbeat(BackgroundThread):
    """Renews a lease from a thread of its own, so that the work need not come by in time for that. It renews no more
    when the work has not moved for a while: a task that hangs its worker is somebody else's then."""

    def __init__(
        self,
        renew: Callable[[], None],
        *,
        every: float,
        patience: float = PATIENCE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`renew` raises Stopped if the task is lost. Times are in seconds."""
        super().__init__("sekisho-bulk-heartbeat")
        self._renew, self._every, self._patience, self._monotonic = renew, every, patience, monotonic
        self._moved = monotonic()
        self._lost: Stopped | None = None

    def beat(self) -> None:
        """Say that the work has moved. Raises Stopped if the task is lost."""
        if self._lost is not None:
            raise self._lost
        self._moved = self._monotonic()

    def __enter__(self) -> Heartbeat:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def run(self) -> None:
        """Renew until the work is done, or has not moved for too long."""
        while not self.stopped.wait(self._every) and self._lost is None:
            if self._monotonic() - self._moved > self._patience:
                return
            try:
                self._renew()
            except Stopped as why:
                self._lost = why
            except RecordsUnavailable:
                continue  # the work ends well if the database is back before it does
