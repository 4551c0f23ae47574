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

from service.audit.event import Happened
from service.audit.heads import TABLE, Head, head_of, loose_heads
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


def anchoring(at: str) -> Happened:
    """Asks a chain to write an anchor. The chain knows the details."""
    return Happened(at, ANCHORED, PROGRAM, None, "")


def extend(head: Head, happened: Iterable[Happened]) -> list[Link]:
    """Tie events to a chain."""
    links: list[Link] = []
    writer, number, previous = head
    for at, kind, actor, subject, details in happened:
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
        self._head: Head | None = None
        self._next: Head | None = None
        self._anchors: list[Anchor] = []
        self._anchored = 0

    def append(self, connection: Connection, happened: Sequence[Happened]) -> None:
        """Write events within the transaction of `connection`. Follow with `committed` or `failed`."""
        head = self._head or head_of(connection, self._writer)
        if head is None:
            if all(one.kind == ANCHORED for one in happened):
                return  # nothing was written, so there is nothing to sign
            head = Head(self._writer, 0, BEGINNING)
            happened = [self._started(connection), *happened]
        if any(one.kind == ANCHORED for one in happened):
            happened = self._with_details(connection, head, happened)
        links = extend(head, happened)
        if not links:
            return
        self._anchors = [self._signer.sign(link) for link in links if link.kind in SIGNED]
        self._next = Head(self._writer, links[-1].number, links[-1].sha256)
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

    def _started(self, connection: Connection) -> Happened:
        details = {"format": FORMAT, "heads": _named(loose_heads(connection)), "public_key": self._signer.public_key}
        return Happened(sortable(self._clock()), STARTED, PROGRAM, None, canonical(details))

    def _with_details(self, connection: Connection, head: Head, happened: Sequence[Happened]) -> list[Happened]:
        """One anchor at the end instead of those that were asked for, or none if nothing is new since the last."""
        rest = [one for one in happened if one.kind != ANCHORED]
        if not rest and head.number == self._anchored:
            return rest
        others = (one for one in loose_heads(connection) if one.writer != self._writer)
        details = canonical({"heads": _named(others)})
        return [*rest, anchoring(happened[-1].at)._replace(details=details)]


def _named(heads: Iterable[Head]) -> list[dict[str, Any]]:
    return [head._asdict() for head in heads]


def _new_writer(at: datetime) -> str:
    """A name for a chain that sorts by time: twelve hex digits of milliseconds, then chance."""
    return f"{int(at.timestamp() * 1000):012x}{secrets.token_hex(6)}"
