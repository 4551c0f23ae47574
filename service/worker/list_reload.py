"""Beside a server: take over another active edition as soon as there is one, and ask publishers for new ones.

Reloading happens in a thread and ends in one assignment. Indexing new editions and asking publishers happen in
processes of their own, so that they take nothing from the requests being answered, whatever a file does.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

import structlog

from service.bootstrap.runtime import Runtime
from service.common.background import BackgroundThread
from service.common.gc_tuning import undisturbed
from service.settings import Settings
from service.watchlists.editions.model import Attempt
from service.watchlists.editions.store import Store, store_of
from service.watchlists.errors import ListError
from service.worker.index_build import build_index_aside

log = structlog.get_logger("sekisho")

_AFTER_FAILURE_SECONDS = 60.0
_LOOK_SECONDS = 60.0
_FIRST_BACK_OFF = timedelta(minutes=5)
_JITTER = 0.1
_FETCH_SECONDS = 3600.0


def is_stale(runtime: Runtime, store: Store) -> bool:
    """Whether answers do not rest on all active editions, or there are none at all. Raises ListError."""
    switches = [(one, store.active_switch(one)) for one in store.watchlists()]
    wanted = {(one, switch.edition) for one, switch in switches if switch is not None}
    snapshot = runtime.snapshots.loaded
    return snapshot is None or not wanted <= {(one.id, one.sha256) for one in snapshot.watchlists}


class Reloader(BackgroundThread):
    """Looks at the active editions now and then, and loads the lists again when they are not those in use."""

    def __init__(self, load: Callable[[], bool], stale: Callable[[], bool], seconds: float) -> None:
        super().__init__("sekisho-watcher")
        self._load, self._stale, self._seconds = load, stale, seconds
        self._asked = Event()

    def reload(self) -> None:
        """Load the lists again in any case, soon. Safe to call from a signal handler."""
        self._asked.set()

    def stop(self) -> None:
        """Stop looking."""
        self.stopped.set()
        self._asked.set()
        super().stop()

    def run(self) -> None:
        """Look now and then, and whenever asked to."""
        pause = self._seconds
        while not self.stopped.is_set():
            asked = self._asked.wait(pause or None)
            self._asked.clear()
            if not self.stopped.is_set():
                pause = self._seconds if self.check(forced=asked) else max(self._seconds, _AFTER_FAILURE_SECONDS)

    def check(self, *, forced: bool = False) -> bool:
        """Look once. False if lists that have changed could not be loaded: they are tried again later."""
        try:
            return self._load() if forced or self._stale() else True
        except (ListError, OSError) as error:
            log.error("editions_not_readable", reason=str(error))
            return False


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


class Refresher:
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
        self._store, self._rhythm, self._wanted, self._fetch, self._clock = store, schedule, wanted, fetch, clock
        self._failures: dict[str, int] = {}
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="sekisho-refresher", daemon=True)

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def stop(self) -> None:
        """Ask no more. A download at work goes on in its process and harms nothing."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(_LOOK_SECONDS):
            self.round()

    def round(self) -> None:
        """Ask for each list that is due."""
        for watchlist_id in self._wanted():
            if self._stopped.is_set():
                return
            try:
                self._ask(watchlist_id)
            except (ListError, OSError, subprocess.SubprocessError) as error:
                log.error("list_not_refreshed", watchlist=watchlist_id, reason=str(error))

    def _ask(self, watchlist_id: str) -> None:
        before = self._store.attempt(watchlist_id)
        if not self._rhythm.due(before, self._failures.get(watchlist_id, 0), self._clock()):
            return
        self._fetch(watchlist_id)
        attempt = self._store.attempt(watchlist_id)
        good = attempt is not None and attempt != before and attempt.good
        self._failures[watchlist_id] = 0 if good else self._failures.get(watchlist_id, 0) + 1
        messages = attempt.messages if attempt else ()
        log.info("list_refreshed", watchlist=watchlist_id, outcome=attempt and attempt.outcome, messages=messages)


def fetch_command(watchlist_id: str) -> Sequence[str]:
    """The command that fetches one list."""
    return (sys.executable, "-m", "service.cli", "watchlists", "fetch", watchlist_id, "--json")


def run_fetch(watchlist_id: str) -> None:
    """Fetch a list in a process of its own. How it ended stands in the store."""
    nothing = subprocess.DEVNULL
    command = fetch_command(watchlist_id)
    subprocess.run(command, check=False, timeout=_FETCH_SECONDS, stdin=nothing, stdout=nothing, stderr=nothing)  # nosec B603  # our own module, no shell


def reloader_of(runtime: Runtime) -> Reloader:
    """A watcher for a runtime, not yet started."""
    store = store_of(runtime.settings)
    return Reloader(
        lambda: reload_with_index(runtime), lambda: is_stale(runtime, store), runtime.settings.reload_seconds
    )


def reload_with_index(runtime: Runtime) -> bool:
    """Load the lists again, their index built beforehand in another process."""
    build_index_aside(runtime.settings)
    return undisturbed(runtime.snapshots.load)


def refresher_of(settings: Settings, wanted: Callable[[], Iterable[str]], clock: Callable[[], datetime]) -> Refresher:
    """A refresher as the operator set it, not yet started."""
    schedule = RefreshSchedule(timedelta(hours=settings.refresh_hours))
    return Refresher(store_of(settings), schedule, wanted=wanted, fetch=run_fetch, clock=clock)
