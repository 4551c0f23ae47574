"""Long work in steps, so that a server can attend to others between them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[None, None, T]
"""Pauses after each step; what it returns is the result."""
Stages = Generator[str | None, None, T]
"""The same; where another stage of the work begins it yields the name of that."""


def run_to_completion(steps: Stages[T], before: Callable[[], None] = lambda: None) -> T:
    """Take all steps in one go, with something done before each."""
    while True:
        before()
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
