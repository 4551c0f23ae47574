"""How the database is opened: SQLite in write-ahead mode with full sync, or PostgreSQL if the address names one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from math import ceil
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.storage.checkpoint import LONGEST_LOG
from service.storage.errors import RecordsUnavailable
from service.storage.seals import follow_transactions
from service.storage.sqlite_file import sqlite_file
from service.storage.upgrade import is_current, upgrade

_POSTGRESQL = "postgresql+psycopg"
_ALIASES = {"postgresql": _POSTGRESQL, "postgres": _POSTGRESQL}
_WRITING = "sekisho_writing"
_LEAST_CONNECT_SECONDS = 2
_ROOM_BYTES = 1024 * 1024

_T = TypeVar("_T")


def open_database(address: str, *, timeout: float) -> Engine:
    """An engine with its tables in place, as the newest revision has them. No statement takes longer than `timeout`
    seconds. Raises RecordsUnavailable if that cannot be done."""
    engine = engine_of(address, timeout=timeout)
    shown = engine.url.render_as_string(hide_password=True)
    try:
        with engine.connect() as connection:
            ready = is_current(connection)
        if not ready:
            with begin_writing(engine) as connection:
                upgrade(connection)
    except (SQLAlchemyError, RecordsUnavailable) as error:
        engine.dispose()
        raise RecordsUnavailable(f"the database {shown} cannot be opened: {reason(error)}") from None
    return engine


def engine_of(address: str, *, timeout: float, read_only: bool = False) -> Engine:
    """An engine; nothing is looked at yet. What is `read_only` is never written to, not even to prepare
    it. Raises RecordsUnavailable for an address that cannot be used."""
    try:
        url = _with_driver(make_url(address))
        engine = create_engine(url, pool_pre_ping=url.drivername == _POSTGRESQL, **_options(url, timeout))
    except ImportError:
        raise RecordsUnavailable(
            "SEKISHO_DATABASE_URL: PostgreSQL needs the driver psycopg, which is not installed; "
            "install it (pip install 'sekisho[postgres]')"
        ) from None
    except SQLAlchemyError as error:
        raise RecordsUnavailable(f"the database address cannot be used: {reason(error)}") from None
    follow_transactions(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite(timeout, read_only=read_only))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def begin_writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that will write. In SQLite it takes its turn at once: one that began by reading could find, when
    it comes to write, that another process has written meanwhile, and would fail."""
    return to_write(engine).begin()


@contextmanager
def reading(engine: Engine, what: str) -> Iterator[Connection]:
    """A connection that reads `what`, such as "the bulk jobs". Raises RecordsUnavailable if the database fails."""
    with _translated(f"{what} cannot be read"), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, what: str) -> Iterator[Connection]:
    """A transaction that changes `what`. Raises RecordsUnavailable if the database fails."""
    with _translated(f"{what} cannot be changed"), begin_writing(engine) as connection:
        yield connection


@contextmanager
def _translated(failure: str) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        raise RecordsUnavailable(f"{failure}: {reason(error)}") from None


def connected(action: Callable[[Connection], _T], engine: Engine) -> _T:
    """What an action on a connection gives, on one of its own."""
    with engine.connect() as connection:
        return action(connection)


def require_room(engine: Engine) -> None:
    """Raises RecordsUnavailable if there is no room on the disk for a record with many hits. Looks at SQLite only; of
    another database nobody here knows where it lies."""
    database = sqlite_file(engine.url)
    if database is None:
        return
    try:
        with NamedTemporaryFile(dir=database.parent, prefix=".room-") as file:
            file.write(b"x" * _ROOM_BYTES)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise RecordsUnavailable(f"there is no room for records: {error.strerror}") from None


def to_write(engine: Engine) -> Engine:
    """The engine, all of whose transactions take their turn at once."""
    return engine.execution_options(**{_WRITING: True})


def _with_driver(url: URL) -> URL:
    known = url.set(drivername=_ALIASES.get(url.drivername, url.drivername))
    if known.drivername == _POSTGRESQL or known.get_backend_name() == "sqlite":
        return known
    raise RecordsUnavailable(
        f"the database address cannot be used: expected sqlite or postgresql, got {url.drivername}"
    )


def _options(url: URL, timeout: float) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {}
    milliseconds = ceil(timeout * 1000)
    settings = f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds} -c timezone=UTC"
    given = url.query.get("options")
    return {
        "pool_timeout": timeout,
        "connect_args": {
            "connect_timeout": max(_LEAST_CONNECT_SECONDS, ceil(timeout)),
            # Without this a server that vanished without a word is waited for as long as TCP pleases.
            "tcp_user_timeout": milliseconds,
            "options": f"{given} {settings}" if isinstance(given, str) else settings,
            "application_name": "sekisho",
        },
    }


def _prepare_sqlite(timeout: float, *, read_only: bool) -> Any:
    """Readers never wait for the writer, and a commit is on the disk before it is reported."""

    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where `_begin_sqlite` says
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {ceil(timeout * 800)}")
        if not read_only:
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA wal_autocheckpoint = {LONGEST_LOG}")
        cursor.close()

    return prepare


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def reason(error: Exception) -> str:
    """The driver's own words, without the statement and its parameters, which hold personal data."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]
