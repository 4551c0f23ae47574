"""What every reader gives: headers, and rows of texts."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from service.tabular.errors import TableError

_R = TypeVar("_R", bound=Sequence[Any])
_TITLE_ROWS, _SHOWN = 10, 200

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


def with_header_first(header: _R, rows: Iterator[_R], known: Callable[[_R], int]) -> Iterator[_R]:
    """The rows of a table whose header is the first one. Raises TableError if one of the next names columns that are
    known, and more of them: then a title, or the name of a report, stands above the header."""
    first = list(itertools.islice(rows, _TITLE_ROWS))
    best = max(first, key=known, default=None)
    if best is not None and known(best) > max(1, known(header)):
        seen, names = (", ".join(str(cell) for cell in some if cell)[:_SHOWN] for some in (header, best))
        got = f"{seen!r} there, and {names!r} {first.index(best) + 1} rows below"
        raise TableError("the row that names the columns to be the first", got, advice="remove the rows above it")
    return itertools.chain(first, rows)


def unnamed(place: int) -> str:
    """What a column without a header is called, by its place from 0."""
    return f"column {place + 1}"
