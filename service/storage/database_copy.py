"""A copy of a database as it is at one moment, taken while others write, and such a copy put into an empty database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, text

from service.storage.database import begin_writing
from service.storage.errors import RecordsUnavailable

SQLITE_FILE = "sekisho.db"
_BLOCK = 1 << 20


def copy_out(engine: Engine, tables: Sequence[Table], folder: Path) -> None:
    """Write a copy into a folder: SQLite's as one file, PostgreSQL's as one file a table. Others read and write
    meanwhile, and do not wait for it. Raises OSError, sqlite3.Error and DBAPIError."""
    if engine.dialect.name == "sqlite":
        assert engine.url.database is not None  # nosec B101  # records are never kept in memory
        _copy_sqlite(Path(engine.url.database), folder / SQLITE_FILE)
        return
    isolated = engine.execution_options(isolation_level="REPEATABLE READ")
    with isolated.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        for table in tables:
            _copy_table_out(connection, table, folder / f"{table.name}.copy")


def copy_in(engine: Engine, tables: Sequence[Table], folder: Path) -> None:
    """Put a copy into an empty PostgreSQL database that has its tables. All of it or nothing. Raises RecordsUnavailable
    if it is not empty, OSError and DBAPIError."""
    with begin_writing(engine) as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        for table in tables:
            if connection.execute(table.select().limit(1)).first() is not None:
                raise RecordsUnavailable(f"the database is not empty: {table.name} has rows; give a new database")
            _copy_table_in(connection, table, folder / f"{table.name}.copy")
            _go_on_counting(connection, table)


def _copy_sqlite(source: Path, target: Path) -> None:
    """All pages in one step: one transaction that reads, which in write-ahead mode nobody waits for."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as read, closing(sqlite3.connect(target)) as copy:
        read.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        [(found,)] = copy.execute("PRAGMA quick_check(1)").fetchall()
    if found != "ok":
        raise RecordsUnavailable(f"the copy of the database is damaged: {found}")


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _copy_table_out(connection: Connection, table: Table, path: Path) -> None:
    driver: Any = connection.connection.driver_connection
    statement = f"COPY {table.name} ({_columns(table)}) TO STDOUT"
    with path.open("wb") as file, driver.cursor() as cursor, cursor.copy(statement) as copy:
        for block in copy:
            file.write(block)


def _copy_table_in(connection: Connection, table: Table, path: Path) -> None:
    driver: Any = connection.connection.driver_connection
    statement = f"COPY {table.name} ({_columns(table)}) FROM STDIN"
    with path.open("rb") as file, driver.cursor() as cursor, cursor.copy(statement) as copy:
        for block in _blocks(file):
            copy.write(block)


def _blocks(file: Any) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Have a column that the database numbers by itself go on after the last number."""
    for column in table.primary_key.columns:
        given = {"table": table.name, "column": column.name}
        sequence = connection.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), given).scalar()
        if sequence is not None:
            last = f"SELECT setval(:sequence, MAX({column.name})) FROM {table.name}"  # nosec B608  # our own tables
            connection.execute(text(last), {"sequence": sequence})
