"""Something that is done every so often, beside everything else."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread


class PeriodicTask:
    """Runs an action every so many seconds, from the start until it is stopped."""

    def __init__(self, action: Callable[[], None], seconds: float) -> None:
        self._action, self._seconds = action, seconds
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="records-anchors", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop, after the action if it is at work."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._seconds):
            self._action()
