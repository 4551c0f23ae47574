"""Fetching lists because somebody has asked for it, one after the other, each in a process of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from service.common.logging import Logger
from service.settings import Settings
from service.watchlists.catalogue import catalogue
from service.watchlists.service import addresses
from service.worker.list_commands import run_fetch

log = Logger("sekisho")


class ListFetcher:
    """Fetches what it was asked for. How each list ended stands in the store; a failure stops none of the others."""

    def __init__(self, settings: Settings, run: Callable[[str, Settings], None] = run_fetch) -> None:
        self._settings = settings
        self._run = run
        self._waiting: list[str] = []
        self._lock = threading.Lock()

    def start(self, watchlist_ids: Iterable[str]) -> tuple[str, ...]:
        """Fetch these lists too. Returns what waits now, that at work first; no list waits twice."""
        with self._lock:
            begin = not self._waiting
            self._waiting += [one for one in watchlist_ids if one not in self._waiting]
            if begin and self._waiting:
                threading.Thread(target=self._work, name="list-fetching", daemon=True).start()
            return tuple(self._waiting)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    return
                watchlist_id = self._waiting[0]
            try:
                self._run(watchlist_id, self._settings)
            except Exception as error:  # such as a fetch that took too long: the others are fetched all the same
                log.error("list_not_fetched", watchlist=watchlist_id, error=type(error).__name__)
            finally:
                with self._lock:
                    self._waiting.remove(watchlist_id)


def with_address(settings: Settings) -> tuple[str, ...]:
    """The known lists, stored or not, that have an address to be fetched from. Raises ListError."""
    return tuple(one for one in catalogue() if addresses(settings, one))
