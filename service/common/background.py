"""What works beside a server, from its start to its end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from threading import Event, Thread
from typing import Protocol


class BackgroundService(Protocol):
    """Something that works beside the server."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


class BackgroundThread(ABC):
    """The same in a thread of its own, which ends soon after `stopped` is set."""

    def __init__(self, name: str) -> None:
        self.stopped = Event()
        self._thread = Thread(target=self.run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Have it end, and wait until it has."""
        self.stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    @abstractmethod
    def run(self) -> None:
        """What the thread does."""
