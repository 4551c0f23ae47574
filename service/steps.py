"""Long work in steps, so that a server can attend to others between them."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[None, None, T]
"""Pauses after each step; what it returns is the result."""


def finish(steps: Steps[T]) -> T:
    """Take all steps in one go."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
