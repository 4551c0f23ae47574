"""How the database is opened: SQLite in write-ahead mode with full sync, or whatever the address names."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

from service.records.errors import RecordsUnavailable
from service.records.model import ScreeningRow

_BUSY_MILLISECONDS = 4000


def open_database(address: str) -> Engine:
    """An engine with its tables in place. Raises RecordsUnavailable if that cannot be done."""
    try:
        engine = create_engine(address)
    except (SQLAlchemyError, ImportError) as error:
        raise RecordsUnavailable(f"the database address cannot be used: {reason(error)}") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    try:
        SQLModel.metadata.create_all(engine, tables=[SQLModel.metadata.tables[str(ScreeningRow.__tablename__)]])
    except SQLAlchemyError as error:
        shown = make_url(address).render_as_string(hide_password=True)
        raise RecordsUnavailable(f"the database {shown} cannot be opened: {reason(error)}") from None
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    """Readers never wait for the writer, and a commit is on the disk before it is reported."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def reason(error: Exception) -> str:
    """The driver's own words, without the statement and its parameters, which hold personal data."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]
