"""Something that is done every so often, beside everything else."""

from __future__ import annotations

from collections.abc import Callable

from service.common.background import BackgroundThread


class PeriodicTask(BackgroundThread):
    """Runs an action every so many seconds, from the start until it is stopped, after the action if it is at work."""

    def __init__(self, name: str, action: Callable[[], None], seconds: float) -> None:
        super().__init__(name)
        self._action, self._seconds = action, seconds

    def run(self) -> None:
        """Act again and again."""
        while not self.stopped.wait(self._seconds):
            self._action()
