"""Work that makes hundreds of thousands of objects that all stay: looking for garbage among them doubles its time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")


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

    What a later load replaces goes by its reference counts; only cycles in it would stay.
    """
    with without_collection():
        loaded = load()
    gc.freeze()
    return loaded
