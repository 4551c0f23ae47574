"""Ask publishers for new editions of the stored lists, now and then.

Each is fetched in a process of its own, so that requests being answered lose nothing to it, whatever a file does.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.common.background import BackgroundThread
from service.common.logging import Logger
from service.settings import Settings
from service.watchlists.editions.model import Attempt
from service.watchlists.editions.store import Store, store_of
from service.watchlists.errors import ListError
from service.worker.list_commands import run_fetch

log = Logger("sekisho")

_LOOK_SECONDS = 60.0
_FIRST_BACK_OFF = timedelta(minutes=5)
_JITTER = 0.1


@dataclass(frozen=True, slots=True)
class RefreshSchedule:
    """How often to ask a publisher, and a number from 0 to 1 by chance."""

    every: timedelta
    chance: Callable[[], float] = random.random

    def due(self, attempt: Attempt | None, failures: int, now: datetime) -> bool:
        """Whether to ask now. Spread by a tenth either way, so that not all ask at once; more slowly the more often
        it failed, but sooner than after a success."""
        if attempt is None:
            return True
        back_off = min(self.every, _FIRST_BACK_OFF * 2 ** min(failures - 1, 16)) if failures else self.every
        return now >= attempt.at + back_off * (1 + _JITTER * (2 * self.chance() - 1))


class Refresher(BackgroundThread):
    """Asks the publishers of the stored lists for new editions, one after the other."""

    def __init__(
        self,
        store: Store,
        schedule: RefreshSchedule,
        *,
        wanted: Callable[[], Iterable[str]],
        fetch: Callable[[str], None],
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__("sekisho-refresher")
        self._store, self._schedule, self._wanted, self._fetch, self._clock = store, schedule, wanted, fetch, clock
        self._failures: dict[str, int] = {}

    def stop(self) -> None:
        """Ask no more, without waiting: a download at work goes on in its process and harms nothing."""
        self.stopped.set()

    def run(self) -> None:
        """Look every now and then whether a list is due."""
        while not self.stopped.wait(_LOOK_SECONDS):
            self.round()

    def round(self) -> None:
        """Ask for each list that is due."""
        for watchlist_id in self._wanted():
            if self.stopped.is_set():
                return
            try:
                self._ask(watchlist_id)
            except (ListError, OSError, subprocess.SubprocessError) as error:
                log.error("list_not_refreshed", watchlist=watchlist_id, reason=str(error))

    def _ask(self, watchlist_id: str) -> None:
        before = self._store.attempt(watchlist_id)
        if not self._schedule.due(before, self._failures.get(watchlist_id, 0), self._clock()):
            return
        self._fetch(watchlist_id)
        attempt = self._store.attempt(watchlist_id)
        good = attempt is not None and attempt != before and attempt.good
        self._failures[watchlist_id] = 0 if good else self._failures.get(watchlist_id, 0) + 1
        messages = attempt.messages if attempt else ()
        log.info("list_refreshed", watchlist=watchlist_id, outcome=attempt and attempt.outcome, messages=messages)


def refresher_of(settings: Settings, wanted: Callable[[], Iterable[str]], clock: Callable[[], datetime]) -> Refresher:
    """A refresher as the operator set it, not yet started."""
    schedule = RefreshSchedule(timedelta(hours=settings.refresh_hours))
    return Refresher(store_of(settings), schedule, wanted=wanted, fetch=run_fetch, clock=clock)
