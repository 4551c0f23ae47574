"""Work in threads beside an event loop, in few at a time.

Each thread that computes takes the interpreter from the event loop for a while, in turns with it: beside six of them
the loop gets a seventh of the time, and everybody waits. Beside one it gets half.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")

_LOOKUPS = ThreadPoolExecutor(1, "sekisho-lookup")
_ASIDE = ThreadPoolExecutor(1, "sekisho-aside")


async def look_up(action: Callable[[], T]) -> T:
    """What an action gives that looks things up, in lists or in the records, and mostly computes. One after the other
    in each process; whoever is gone when its turn comes is left out."""
    return await _in(_LOOKUPS, action)


async def aside(action: Callable[[], T]) -> T:
    """What an action gives that reads or writes a large body, or computes what belongs to it: a body of 51,000 names
    takes 40 ms, in which nobody else would be answered. One after the other like what is looked up, for which, and
    thus for the database, it does not wait."""
    return await _in(_ASIDE, action)


async def _in(pool: ThreadPoolExecutor, action: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(pool, copy_context().run, action)
