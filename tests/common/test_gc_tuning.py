"""The collector of garbage, while requests are answered and afterwards."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from service.common.gc_tuning import OldGarbage, undisturbed, without_collection


class Cycle:
    """Refers to itself, so that only the collector finds it."""

    def __init__(self) -> None:
        self.itself = self


@contextmanager
def at_work(seconds: float) -> Iterator[None]:
    collecting = OldGarbage(seconds)
    collecting.start()
    try:
        yield
    finally:
        collecting.stop()


def test_old_objects_are_left_alone_until_the_end() -> None:
    before = gc.get_threshold()
    with at_work(seconds=3600.0):
        assert gc.get_threshold()[2] > 1_000_000
    assert gc.get_threshold() == before


def test_old_garbage_goes_in_the_end() -> None:
    kept = Cycle()
    gc.collect(1)  # what is in use now counts as old
    old = weakref.ref(kept)
    del kept
    with at_work(seconds=0.01):
        deadline = monotonic() + 10
        while old() is not None and monotonic() < deadline:
            sleep(0.01)
    assert old() is None


def test_what_is_loaded_stays_out_of_collections() -> None:
    before = gc.get_freeze_count()
    loaded = undisturbed(lambda: [[number] for number in range(1_000)])
    assert gc.get_freeze_count() - before >= 1_000
    gc.unfreeze()
    assert len(loaded) == 1_000


def test_the_collector_goes_on_afterwards() -> None:
    with without_collection():
        assert not gc.isenabled()
    assert gc.isenabled()
