"""Python's collector of garbage, kept from what it costs here. Nearly everything goes by its reference counts; the
collector only finds what refers to itself, and looks through hundreds of thousands of objects that stay for it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from service.common.background import BackgroundThread

_T = TypeVar("_T")

_YOUNG, _MIDDLE, _NEVER = 2_000, 2, 2**31 - 1
"""New objects after which the youngest are looked through, how often until those that stayed are looked through once
more, and when all others are. To look through 25,000 that stay takes 15 to 20 ms, in which nobody is answered."""
_OLD_SECONDS = 3_600.0


@contextmanager
def without_collection() -> Iterator[None]:
    """Let the collector of garbage rest meanwhile. What nobody refers to goes at once all the same."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def undisturbed(load: Callable[[], _T]) -> _T:
    """Load what stays in a process that answers requests, and leave it out of all later collections: each would walk
    through everything there is, and nobody is answered meanwhile.

    What a later load replaces goes by its reference counts; only cycles in it would stay. They are not looked for
    first, which takes a fifth of a second.
    """
    with without_collection():
        loaded = load()
        gc.freeze()
    return loaded


def leave_old_alone() -> None:
    """From here on look through young objects only, in this process and those it forks. For work that leaves nothing
    behind that refers to itself: screening 8,000 rows of a file leaves none."""
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)


class OldGarbage(BackgroundThread):
    """For a process that answers requests. Left to itself, the collector looks through all remembered words and answers
    every few seconds, and nobody is answered for a tenth of a second or more: that was the slowest hundredth of all
    answers. Here it looks at young objects alone, and at all of them once an hour: what a request leaves behind refers
    to itself only by accident, such as around a connection that ended."""

    def __init__(self, seconds: float = _OLD_SECONDS) -> None:
        super().__init__("sekisho-garbage")
        self._seconds = seconds
        self._before = gc.get_threshold()

    def start(self) -> None:
        """From here on leave old objects alone for most of the time."""
        leave_old_alone()
        super().start()

    def stop(self) -> None:
        """Collect as Python does."""
        super().stop()
        gc.set_threshold(*self._before)

    def run(self) -> None:
        """Collect all garbage once in a while."""
        while not self.stopped.wait(self._seconds):
            gc.collect()
