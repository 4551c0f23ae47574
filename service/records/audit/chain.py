"""One writer's chain: what it has written last, and how it goes on.

Every process that writes has a chain of its own, so that several on one database never fork one. A chain begins with an
event that names the last events of all chains that nobody had gone on from. So the chains hang together as the commits
of a version control system do: a chain that is taken away, or its end, is missed by the one that began after it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from json import loads
from operator import attrgetter

from sqlalchemy import Connection, select, text

from service.records.audit.event import Detail, Event
from service.records.audit.link import BEGINNING, Link, canonical, tie
from service.records.audit.table import RARE, AuditEventRow
from service.records.rows import insert_rows
from service.records.times import Clock, sortable

TABLE = AuditEventRow.__table__  # type: ignore[attr-defined]
FORMAT = 1
"""Of the chain. Stands in its first event."""
PROGRAM = "sekisho"
"""The actor of events that the program writes about its own chains."""

_COLUMNS = tuple(field.name for field in fields(Link))
_VALUES = attrgetter(*_COLUMNS)
_WRITERS = text(
    "WITH RECURSIVE found(writer) AS (SELECT MIN(writer) FROM audit_events UNION ALL "
    "SELECT (SELECT MIN(writer) FROM audit_events WHERE writer > found.writer) FROM found WHERE writer IS NOT NULL) "
    "SELECT writer FROM found WHERE writer IS NOT NULL"
)
"""Every writer once, by leaps through the index: there are few of them and many millions of events."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a chain."""

    writer: str
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An event to write, and when it happened (like `Link.at`)."""

    event: Event
    at: str


def new_writer(at: datetime) -> str:
    """A name for a chain that sorts by time: twelve hex digits of milliseconds, then chance."""
    return f"{int(at.timestamp() * 1000):012x}{secrets.token_hex(6)}"


def extend(head: Head, happened: Iterable[Happened]) -> tuple[list[Link], Head]:
    """Tie events to a chain. Returns them in their places, and the head that the chain has afterwards."""
    links: list[Link] = []
    number, previous = head.number, head.sha256
    for number, one in enumerate(happened, number + 1):  # noqa: B020 - goes on from where the chain ended
        event = one.event
        details = canonical(event.details)
        link = tie(previous, head.writer, number, one.at, event.kind, event.actor, event.subject, details)
        previous = link.sha256
        links.append(link)
    return links, Head(head.writer, number, previous)


class Chain:
    """The chain of this process. Begun with its first event, in the transaction of that event.

    Not safe for several threads: only the one that writes the records may use it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._writer = new_writer(clock())
        self._head: Head | None = None
        self._next: Head | None = None

    def append(self, connection: Connection, happened: Sequence[Happened]) -> None:
        """Write events within the transaction of `connection`. Follow with `committed` or `failed`."""
        head = self._head or head_of(connection, self._writer)
        if head is None:
            head = Head(self._writer, 0, BEGINNING)
            happened = [self._start(connection), *happened]
        links, self._next = extend(head, happened)
        insert_rows(connection, TABLE, _COLUMNS, [_VALUES(link) for link in links])

    def committed(self) -> None:
        """The events of the last `append` are in the database."""
        self._head = self._next or self._head

    def failed(self) -> None:
        """It is not known what is in the database: look before going on. A commit may have come through unseen."""
        self._head = self._next = None

    def _start(self, connection: Connection) -> Happened:
        heads: list[Detail] = [
            {"writer": h.writer, "number": h.number, "sha256": h.sha256} for h in loose_heads(connection)
        ]
        return Happened(
            Event("chain_started", PROGRAM, details={"format": FORMAT, "heads": heads}), sortable(self._clock())
        )


def head_of(connection: Connection, writer: str) -> Head | None:
    """The last event of a chain, if it has one."""
    columns = (TABLE.c.writer, TABLE.c.number, TABLE.c.sha256)
    newest = select(*columns).where(TABLE.c.writer == writer).order_by(TABLE.c.number.desc()).limit(1)
    row = connection.execute(newest).first()
    return None if row is None else Head(*row)


def loose_heads(connection: Connection) -> Iterator[Head]:
    """The last events of all chains, but for those that the beginning of another chain names already."""
    starts = connection.execute(select(TABLE.c.details).where(TABLE.c.kind == "chain_started", RARE))
    named = {(one["writer"], one["number"]) for (details,) in starts for one in loads(details)["heads"]}
    for (writer,) in connection.execute(_WRITERS).all():
        head = head_of(connection, writer)
        if head is not None and (head.writer, head.number) not in named:
            yield head
