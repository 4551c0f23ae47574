"""The last events of chains, and which of them nobody has gone on from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import loads
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from service.audit.tables import AUDIT_EVENTS, RARE

_WRITERS = text(
    "WITH RECURSIVE found(writer) AS (SELECT MIN(writer) FROM audit_events UNION ALL "
    "SELECT (SELECT MIN(writer) FROM audit_events WHERE writer > found.writer) FROM found WHERE writer IS NOT NULL) "
    "SELECT writer FROM found WHERE writer IS NOT NULL"
)
"""Every writer once, by leaps through the index: there are few of them and many millions of events."""


class ChainHead(NamedTuple):
    """The last event of a chain."""

    writer: str
    number: int
    sha256: str


def head_of(connection: Connection, writer: str) -> ChainHead | None:
    """The last event of a chain, if it has one."""
    columns = (AUDIT_EVENTS.c.writer, AUDIT_EVENTS.c.number, AUDIT_EVENTS.c.sha256)
    newest = select(*columns).where(AUDIT_EVENTS.c.writer == writer).order_by(AUDIT_EVENTS.c.number.desc()).limit(1)
    row = connection.execute(newest).first()
    return None if row is None else ChainHead(*row)


def all_writers(connection: Connection) -> Sequence[str]:
    """The names of all chains."""
    return connection.execute(_WRITERS).scalars().all()


def all_heads(connection: Connection) -> Iterator[ChainHead]:
    """The last events of all chains."""
    for writer in all_writers(connection):
        head = head_of(connection, writer)
        if head is not None:
            yield head


def loose_heads(connection: Connection) -> Iterator[ChainHead]:
    """The last events of all chains, but for those that the beginning of another chain names already."""
    starts = connection.execute(select(AUDIT_EVENTS.c.details).where(AUDIT_EVENTS.c.kind == "chain_started", RARE))
    named = {(one["writer"], one["number"]) for (details,) in starts for one in loads(details)["heads"]}
    return (head for head in all_heads(connection) if (head.writer, head.number) not in named)
