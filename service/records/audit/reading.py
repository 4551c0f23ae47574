"""Reading chains from a database whose contents nobody may have trusted for years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Engine, event, select

from service.records.audit.heads import TABLE, all_writers, head_of
from service.records.audit.link import Link
from service.records.audit.signing import Anchor
from service.records.audit.table import AuditAnchorRow
from service.records.database import engine_of

ANCHORS = AuditAnchorRow.__table__  # type: ignore[attr-defined]
CHUNK = 5_000
"""Events read with one statement, so that a writer never waits for a reader and memory is bounded."""

_EVENT_COLUMNS = tuple(TABLE.c[name] for name in Link._fields)
_ANCHOR_COLUMNS = tuple(ANCHORS.c[field.name] for field in fields(Anchor))
_PATIENCE_SECONDS = 600.0
_WRITER = re.compile(r"[0-9a-f]{24}\Z", re.ASCII)


def open_for_reading(address: str) -> Engine:
    """A database as it is: not upgraded, and text that is not UTF-8 any more is read nevertheless, so that it can be
    named. Raises RecordsUnavailable."""
    engine = engine_of(address, timeout=_PATIENCE_SECONDS)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _forgiving)
    return engine


def _forgiving(connection: Any, _: object) -> None:
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")


def bounds(engine: Engine) -> Mapping[str, Any]:
    """The last number of every chain at one moment. Up to there no chain names anything that came later.

    None for what no chain can be called: it may not even be text that could be asked for.
    """
    steady = engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")
    with steady.connect() as connection:
        return {writer: _last(connection, writer) for writer in all_writers(connection)}


def _last(connection: Connection, writer: str) -> Any:
    head = head_of(connection, writer) if _WRITER.match(writer) else None
    return None if head is None else head.number


def chain_chunks(engine: Engine, writer: str, last: Any) -> Iterator[tuple[list[Link], dict[int, Anchor]]]:
    """The events of a chain up to number `last`, and the anchors among them by number, some thousand at a time."""
    of_writer = select(*_EVENT_COLUMNS).where(TABLE.c.writer == writer, TABLE.c.number <= last)
    ordered = of_writer.order_by(TABLE.c.number).limit(CHUNK)
    after = None
    while True:
        with engine.connect() as connection:
            statement = ordered if after is None else ordered.where(TABLE.c.number > after)
            links = [Link._make(row) for row in connection.execute(statement).all()]
            if not links:
                return
            after = links[-1].number
            within = (ANCHORS.c.writer == writer, ANCHORS.c.number.between(links[0].number, after))
            found = connection.execute(select(*_ANCHOR_COLUMNS).where(*within))
            anchors = {row.number: Anchor(*row) for row in found}
        yield links, anchors
