"""Adding rows, many with one statement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table

_MARKS = {"sqlite": "?", "postgresql": "%s"}
"""How each driver marks the place of a value."""
_MOST_VALUES = 30_000
"""In one statement: SQLite takes 32,766, PostgreSQL 65,535."""


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows, their values in the order of the columns.

    They are handed to the driver as they are, in one statement: there is nothing to convert, and this is the hot path.
    SQLite's driver lets go of the interpreter for each statement it runs, and under load gets it back only after the
    event loop's next pause: row by row, a batch would wait as many times as it has rows. PostgreSQL's would send as
    many messages.
    """
    most = _MOST_VALUES // len(columns)
    for start in range(0, len(rows), most):
        _insert(connection, table, columns, rows[start : start + most])


def _insert(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    statement = _statement(connection.dialect.name, table.name, tuple(columns), len(rows))
    connection.exec_driver_sql(statement, tuple(chain.from_iterable(rows)))


@lru_cache(maxsize=1024)
def _statement(dialect: str, table: str, columns: tuple[str, ...], number: int) -> str:
    """One for so many rows. Groups are mostly small, so that the same ones are written again and again."""
    row = f"({', '.join([_MARKS[dialect]] * len(columns))})"
    head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # nosec  # B608: names of our own tables
    return head + ", ".join([row] * number)
