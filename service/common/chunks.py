"""Long series in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in lists of `size`, the last one shorter. They are taken as the lists are. Raises ValueError, when the
    first is taken, for a size below 1."""
    if size < 1:
        raise ValueError(f"lists of how many values: expected at least 1, got {size}")
    iterator = iter(values)
    while some := list(islice(iterator, size)):
        yield some
