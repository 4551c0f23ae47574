"""What every reader gives: headers, and rows of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Cells = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that has no cells to speak of: the column at fault, if it is one, and the reason."""

    column: str
    reason: str


Row = Cells | BadRow


@dataclass(frozen=True, slots=True)
class Table:
    """A file being read: what it was taken for, its headers, and its rows, which are read as they are taken.

    A row has as many cells as there are headers. Taking rows raises TableError if the file turns out to be broken.
    """

    format: str
    details: dict[str, str]
    headers: tuple[str, ...]
    rows: Iterator[Row]


def unique_headers(headers: Sequence[str]) -> tuple[str, ...]:
    """Headers by which columns can be told apart: an empty one is named by its place, a repeated one is numbered."""
    found: dict[str, None] = {}
    for place, header in enumerate(headers, 1):
        plain = header.strip() or unnamed(place - 1)
        name, number = plain, 2
        while name in found:
            name, number = f"{plain} ({number})", number + 1
        found[name] = None
    return tuple(found)


def unnamed(place: int) -> str:
    """What a column without a header is called, by its place from 0."""
    return f"column {place + 1}"
