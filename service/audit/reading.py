"""Reading chains from a database whose contents nobody may have trusted for years."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Select, event, make_url, select
from sqlalchemy.exc import OperationalError

from service.audit.heads import all_writers, head_of
from service.audit.link import Link
from service.audit.signing import Anchor
from service.audit.tables import AUDIT_ANCHORS, AUDIT_EVENTS
from service.storage.database import engine_of
from service.storage.errors import RecordsUnavailable
from service.storage.sqlite_file import sqlite_file

_T = TypeVar("_T")

CHUNK = 2_000
"""Events read with one statement, so that a writer never waits for a reader and memory is bounded."""
_AT_HAND = 50
"""Rows taken from the driver together. With few their memory is used again before the processor's cache forgets it:
thousands of screenings at once take up to twice as long each."""

_EVENT_COLUMNS = tuple(AUDIT_EVENTS.c[name] for name in Link._fields)
_ANCHOR_COLUMNS = tuple(AUDIT_ANCHORS.c[field.name] for field in fields(Anchor))
_PATIENCE_SECONDS = 600.0
_WRITER = re.compile(r"[0-9a-f]{24}\Z", re.ASCII)


def open_for_reading(address: str) -> Engine:
    """A database as it is, not upgraded. What is read with one connection is of one moment, whatever is written
    meanwhile. Raises RecordsUnavailable."""
    address, read_only = _unwritable(address)
    engine = engine_of(address, timeout=_PATIENCE_SECONDS, read_only=read_only)
    if engine.dialect.name == "sqlite":
        return engine
    event.listen(engine, "before_cursor_execute", _in_binary)
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _unwritable(address: str) -> tuple[str, bool]:
    """The address by which a SQLite file is read that may not be written to, or that lies where nothing may: SQLite
    would make files beside it. Nobody else writes there either, so it is read as one that never changes."""
    url = make_url(address)
    database = sqlite_file(url)
    if database is None:
        return address, False
    file = database.absolute()
    if not file.is_file() or (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        return address, False
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        raise RecordsUnavailable(
            f"{file} cannot be read where nothing may be written: {log.name} holds what is not in it yet. Copy both to "
            "where you may write, or take a copy with sekisho backup"
        )
    return f"sqlite:///file:{quote(str(file))}?mode=ro&immutable=1&uri=true", True


def _in_binary(_: Connection, cursor: Any, *rest: object) -> None:
    """Results as bytes: in psycopg's usual text every byte of a request or an answer is two digits."""
    cursor.format = 1  # pq.Format.BINARY


def read(engine: Engine, action: Callable[[Connection], _T]) -> _T:
    """Read something with a connection. Text that is not UTF-8 any more (SQLite does not mind) is read nevertheless, so
    that it can be named."""
    with engine.connect() as connection:
        try:
            return action(connection)
        except OperationalError as error:
            if "decode" not in str(error.orig):
                raise
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.text_factory = _forgiving
        try:
            return action(connection)
        finally:
            driver.text_factory = str


def rows(connection: Connection, statement: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """What a statement finds, as the driver gives it: there is nothing to convert, and this is the hot path."""
    cursor: Any = connection.execute(statement).cursor
    try:
        while some := cursor.fetchmany(_AT_HAND):
            yield from some
    except connection.dialect.loaded_dbapi.Error as error:
        raise OperationalError(str(statement), None, error) from error


def _forgiving(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def bounds(connection: Connection) -> Mapping[str, Any]:
    """The last number of every chain at one moment. Up to there no chain names anything that came later.

    None for what no chain can be called: it may not even be text that could be asked for.
    """
    return {one: _last(connection, one) for one in all_writers(connection)}


def _last(connection: Connection, writer: str) -> Any:
    head = head_of(connection, writer) if _WRITER.match(writer) else None
    return None if head is None else head.number


def chain_chunks(engine: Engine, writer: str, last: Any) -> Iterator[tuple[list[Link], dict[int, Anchor]]]:
    """The events of a chain up to number `last`, and the anchors among them by number, some thousand at a time."""
    of_writer = select(*_EVENT_COLUMNS).where(AUDIT_EVENTS.c.writer == writer, AUDIT_EVENTS.c.number <= last)
    ordered = of_writer.order_by(AUDIT_EVENTS.c.number).limit(CHUNK)
    after = None
    while True:
        piece = ordered if after is None else ordered.where(AUDIT_EVENTS.c.number > after)
        links, anchors = read(engine, partial(_piece, writer, piece))
        if not links:
            return
        after = links[-1].number
        yield links, anchors


def _piece(writer: str, piece: Select[Any], connection: Connection) -> tuple[list[Link], dict[int, Anchor]]:
    links = list(map(Link._make, rows(connection, piece)))
    if not links:
        return links, {}
    within = (AUDIT_ANCHORS.c.writer == writer, AUDIT_ANCHORS.c.number.between(links[0].number, links[-1].number))
    found = connection.execute(select(*_ANCHOR_COLUMNS).where(*within))
    return links, {row.number: Anchor(*row) for row in found}
