"""Take over another active edition of a list as soon as there is one.

Reloading happens in a thread and ends in one assignment. The index of new editions is built in a process of its own, so
that nothing is taken from the requests being answered.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from service.bootstrap.runtime import Runtime
from service.common.background import BackgroundThread
from service.common.gc_tuning import undisturbed
from service.common.logging import Logger
from service.engine.snapshot import Snapshot
from service.watchlists.editions.store import Store, store_of
from service.watchlists.errors import ListError
from service.worker.index_build import build_index_aside

log = Logger("sekisho")

_AFTER_FAILURE_SECONDS = 60.0


def is_stale(runtime: Runtime, store: Store) -> bool:
    """Whether answers do not rest on all active editions, or there are none at all. Raises ListError."""
    snapshot = runtime.snapshots.loaded
    return snapshot is None or not rests_on(snapshot, active_editions(store))


def active_editions(store: Store) -> frozenset[tuple[str, str]]:
    """The active edition of each list, as its id and its hash. Raises ListError."""
    switches = [(one, store.active_switch(one)) for one in store.watchlists()]
    return frozenset((one, switch.edition) for one, switch in switches if switch is not None)


def rests_on(snapshot: Snapshot, editions: frozenset[tuple[str, str]]) -> bool:
    """Whether a snapshot has all of these editions."""
    return editions <= {(one.id, one.sha256) for one in snapshot.watchlists}


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
