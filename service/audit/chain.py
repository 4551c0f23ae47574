"""One writer's chain: what it has written last, and how it goes on.

Every process that writes has a chain of its own, so that several on one database never fork one. A chain begins with an
event that names the last events of all chains that nobody had gone on from. So the chains hang together as the commits
of a version control system do: a chain that is taken away, or its end, is missed by the one that began after it.

The first event and, every so often, another one are anchors: they name the last events of the other chains too, and are
signed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection

from service.audit.event import RecordedEvent
from service.audit.heads import TABLE, ChainHead, head_of, loose_heads
from service.audit.link import BEGINNING, Link, canonical, tie
from service.audit.signing import Anchor, Signer
from service.audit.tables import AuditAnchorRow
from service.common.clock import Clock, sortable
from service.storage.bulk_insert import insert_rows

FORMAT = 1
"""Of the chain. Stands in its first event."""
PROGRAM = "sekisho"
"""The actor of events that the program writes about its own chains."""
STARTED, ANCHORED = "chain_started", "chains_anchored"
SIGNED = frozenset({STARTED, ANCHORED})
"""The kinds of events that are anchors."""

_ANCHORS = AuditAnchorRow.__table__  # type: ignore[attr-defined]
_ANCHOR = tuple(field.name for field in fields(Anchor))
_ANCHOR_VALUES = attrgetter(*_ANCHOR)


def anchoring(at: str) -> RecordedEvent:
    """Asks a chain to write an anchor. The chain knows the details."""
    return RecordedEvent(at, ANCHORED, PROGRAM, None, "")


def extend(head: ChainHead, recorded_event: Iterable[RecordedEvent]) -> list[Link]:
    """Tie events to a chain."""
    links: list[Link] = []
    writer, number, previous = head
    for at, kind, actor, subject, details in recorded_event:
        number += 1
        link = tie(previous, writer, number, at, kind, actor, subject, details)
        previous = link.sha256
        links.append(link)
    return links


class Chain:
    """The chain of this process. Begun with its first event, in the transaction of that event.

    Not safe for several threads: only the one that writes the records may use it.
    """

    def __init__(self, clock: Clock, signer: Signer, publish: Callable[[Sequence[Anchor]], None]) -> None:
        """`publish` is told of anchors once they are in the database."""
        self._clock, self._signer, self._publish = clock, signer, publish
        self._writer = _new_writer(clock())
        self._head: ChainHead | None = None
        self._next: ChainHead | None = None
        self._anchors: list[Anchor] = []
        self._anchored = 0

    def append(self, connection: Connection, recorded_event: Sequence[RecordedEvent]) -> None:
        """Write events within the transaction of `connection`. Follow with `committed` or `failed`."""
        head = self._head or head_of(connection, self._writer)
        if head is None:
            if all(one.kind == ANCHORED for one in recorded_event):
                return  # nothing was written, so there is nothing to sign
            head = ChainHead(self._writer, 0, BEGINNING)
            recorded_event = [self._started(connection), *recorded_event]
        if any(one.kind == ANCHORED for one in recorded_event):
            recorded_event = self._with_details(connection, head, recorded_event)
        links = extend(head, recorded_event)
        if not links:
            return
        self._anchors = [self._signer.sign(link) for link in links if link.kind in SIGNED]
        self._next = ChainHead(self._writer, links[-1].number, links[-1].sha256)
        insert_rows(connection, TABLE, Link._fields, links)
        insert_rows(connection, _ANCHORS, _ANCHOR, [_ANCHOR_VALUES(anchor) for anchor in self._anchors])

    def committed(self) -> None:
        """The events of the last `append` are in the database."""
        self._head = self._next or self._head
        if self._anchors:
            self._anchored = self._anchors[-1].number
            self._publish(self._anchors)
            self._anchors = []

    def failed(self) -> None:
        """It is not known what is in the database: look before going on. A commit may have come through unseen."""
        self._head = self._next = None
        self._anchors = []

    def _started(self, connection: Connection) -> RecordedEvent:
        details = {"format": FORMAT, "heads": _named(loose_heads(connection)), "public_key": self._signer.public_key}
        return RecordedEvent(sortable(self._clock()), STARTED, PROGRAM, None, canonical(details))

    def _with_details(
        self, connection: Connection, head: ChainHead, recorded_event: Sequence[RecordedEvent]
    ) -> list[RecordedEvent]:
        """One anchor at the end instead of those that were asked for, or none if nothing is new since the last."""
        rest = [one for one in recorded_event if one.kind != ANCHORED]
        if not rest and head.number == self._anchored:
            return rest
        others = (one for one in loose_heads(connection) if one.writer != self._writer)
        details = canonical({"heads": _named(others)})
        return [*rest, anchoring(recorded_event[-1].at)._replace(details=details)]


def _named(heads: Iterable[ChainHead]) -> list[dict[str, Any]]:
    return [head._asdict() for head in heads]


def _new_writer(at: datetime) -> str:
    """A name for a chain that sorts by time: twelve hex digits of milliseconds, then chance."""
    return f"{int(at.timestamp() * 1000):012x}{secrets.token_hex(6)}"
