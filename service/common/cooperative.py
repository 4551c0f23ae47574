"""Long work on an event loop, in turns with everything else there is to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

from service.common.steps import Stages

_TURN_SECONDS = 0.005
"""How long one question may hold the event loop before others get a turn. A step that has begun is finished first."""

Stage = Callable[[str | None], None]
"""Told the name of each stage of a question as it begins, which ends the one before; None where the last ends."""

_T = TypeVar("_T")


def ignore_stage(_: str | None) -> None:
    """Nobody wants to know of stages."""


async def run_cooperatively(steps: Stages[_T], stage: Stage = ignore_stage) -> _T:
    """Take all steps, letting others have a turn whenever this work has held the event loop for 5 ms."""
    since = perf_counter()
    while True:
        try:
            begun = next(steps)
            if begun is not None:
                stage(begun)
        except StopIteration as end:
            result: _T = end.value
            return result
        if perf_counter() - since >= _TURN_SECONDS:
            await asyncio.sleep(0)
            since = perf_counter()
