"""Adding rows, many at once. This is the hot path: they are handed to the driver as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, TableClause
from sqlalchemy.exc import DBAPIError

from service.storage.seals import Seal, note_inserted, seals_of_inserted

_Rows = Sequence[tuple[Any, ...]]

_MOST_VALUES = 30_000
"""In one statement: SQLite takes 32,766."""


def insert_rows(
    connection: Connection, table: TableClause, columns: Sequence[str], rows: _Rows, seals: Iterable[Seal] | None = None
) -> None:
    """Add rows, their values in the order of the columns. `seals` are those of the rows (`seals_of_inserted`) if they
    were made before. Raises DBAPIError."""
    if rows:
        note_inserted(connection, seals_of_inserted(table.name, columns, rows) if seals is None else seals)
        _WAYS[connection.dialect.name](connection, table, tuple(columns), rows)


def _in_statements(connection: Connection, table: TableClause, columns: tuple[str, ...], rows: _Rows) -> None:
    """SQLite: in as few statements as can be. Its driver lets go of the interpreter for each one it runs, and under
    load gets it back only after the event loop's next pause. Row by row, a batch would wait as often as it has rows."""
    most = _MOST_VALUES // len(columns)
    for start in range(0, len(rows), most):
        part = rows[start : start + most]
        connection.exec_driver_sql(_statement(table.name, columns, len(part)), tuple(chain.from_iterable(part)))


@lru_cache(maxsize=1024)
def _statement(table: str, columns: tuple[str, ...], number: int) -> str:
    """One for so many rows. Groups are mostly small, so that the same ones are written again and again."""
    row = f"({', '.join('?' * len(columns))})"
    head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # nosec  # B608: our own tables
    return head + ", ".join([row] * number)


def _as_a_copy(connection: Connection, table: TableClause, columns: tuple[str, ...], rows: _Rows) -> None:
    """PostgreSQL: as COPY, which takes the driver an eighth of the time of a statement with as many values."""
    driver: Any = connection.connection.driver_connection
    statement = f"COPY {table.name} ({', '.join(columns)}) FROM STDIN"
    dialect = connection.dialect
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except dialect.loaded_dbapi.Error as error:  # as SQLAlchemy would have said it
        base = dialect.loaded_dbapi.Error
        raise DBAPIError.instance(statement, None, error, base, hide_parameters=True, dialect=dialect) from error


_WAYS: Mapping[str, Callable[[Connection, TableClause, tuple[str, ...], _Rows], None]] = {
    "sqlite": _in_statements,
    "postgresql": _as_a_copy,
}
