"""Long work in steps: taken in one go, or in turns with everything else that an event loop has to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[None, None, T]
"""Pauses after each step; what it returns is the result."""
Stages = Generator[str | None, None, T]
"""The same; where another stage of the work begins it yields the name of that."""

_TURN_SECONDS = 0.005
"""How long one request may hold the event loop before others get a turn. A step that has begun is finished first."""

Stage = Callable[[str | None], None]
"""Told the name of each stage of a question as it begins, which ends the one before; None where the last ends."""


def run_to_completion(steps: Stages[T], before: Callable[[], None] = lambda: None) -> T:
    """Take all steps in one go, calling `before` ahead of each."""
    while True:
        before()
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def ignore_stage(_: str | None) -> None:
    """The stage observer that does nothing."""


async def run_cooperatively(steps: Stages[T], stage: Stage = ignore_stage) -> T:
    """Take all steps, yielding to the event loop whenever this work has held it for 5 ms."""
    since = perf_counter()
    while True:
        try:
            begun = next(steps)
            if begun is not None:
                stage(begun)
        except StopIteration as end:
            result: T = end.value
            return result
        if perf_counter() - since >= _TURN_SECONDS:
            await asyncio.sleep(0)
            since = perf_counter()
