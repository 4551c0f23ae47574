"""Looking things up in threads beside an event loop, in few at a time.

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

_POOL = ThreadPoolExecutor(1, "sekisho-lookup")


async def look_up(action: Callable[[], T]) -> T:
    """What an action gives, which mostly computes and takes milliseconds. One after the other in each process; whoever
    is gone when its turn comes is left out."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, copy_context().run, action)
