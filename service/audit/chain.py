"""One writer's chain: what it has written last, and how it goes on.

Every process that writes has a chain of its own, so that several on one database never fork one. A chain begins with an
event that names the last events of all chains that nobody had gone on from. So the chains hang together as the commits
of a version control system do: a chain that is taken away, or its end, is missed by the one that began after it.

The first event and, every so often, another one are anchors: they name the last events of the other chains too, and are
signed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, func, select

from service.audit.event import ROWS_ADOPTED, ROWS_WRITTEN, RecordedEvent
from service.audit.heads import ChainHead, head_of, loose_heads
from service.audit.link import BEGINNING, Link, canonical, tie
from service.audit.signing import Anchor, Signer
from service.audit.tables import AUDIT_ANCHORS, AUDIT_EVENTS, RARE
from service.common.chunks import chunks
from service.common.clock import Clock, sortable
from service.storage.bulk_insert import insert_rows
from service.storage.errors import RecordsUnavailable
from service.storage.seals import Seal, read_seals, sealed_tables, take_seals

SEALED_FORMAT = 2
"""The first format in which chains hold the hashes of rows of other tables (`service.storage.seals`)."""
FORMAT = SEALED_FORMAT
"""Of the chain. Stands in its first event."""
PROGRAM = "sekisho"
"""The actor of events that the program writes about its own chains."""
STARTED, ANCHORED = "chain_started", "chains_anchored"
SIGNED = frozenset({STARTED, ANCHORED})
"""The kinds of events that are anchors."""

_SEALS_AT_ONCE = 5_000
"""Named by one event."""
_NEWEST = select(func.max(AUDIT_EVENTS.c.at))
_STARTS = select(AUDIT_EVENTS.c.number).where(AUDIT_EVENTS.c.kind == STARTED, RARE).limit(1)
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

    def __init__(
        self,
        clock: Clock,
        signer: Signer,
        publish: Callable[[Sequence[Anchor]], None],
        *,
        behind: timedelta = timedelta(minutes=10),
    ) -> None:
        """`publish` is told of anchors once they are in the database. `behind` is how far the clock may be behind the
        newest event: by an older one what is listed now would be clear, so then nothing is written or answered."""
        self._clock, self._signer, self._publish, self._behind = clock, signer, publish, behind
        self._newest: str | None = None
        self._written: str | None = None
        self._writer = _new_writer(clock())
        self._head: ChainHead | None = None
        self._next: ChainHead | None = None
        self._anchors: list[Anchor] = []
        self._anchored = 0

    def append(self, connection: Connection, recorded_event: Sequence[RecordedEvent]) -> None:
        """Write events within the transaction of `connection`. Follow with `committed` or `failed`. Raises
        RecordsUnavailable if the clock is behind."""
        at = recorded_event[-1].at if recorded_event else sortable(self._clock())
        recorded_event = [*recorded_event, *_seal_events(take_seals(connection), at)]
        head = self._head or head_of(connection, self._writer)
        if head is None:
            if all(one.kind == ANCHORED for one in recorded_event):
                return  # nothing was written, so there is nothing to sign
            head = ChainHead(self._writer, 0, BEGINNING)
            self._newest = connection.execute(_NEWEST).scalar()
            recorded_event = [self._started(connection), *recorded_event]
        if any(one.kind == ANCHORED for one in recorded_event):
            recorded_event = self._with_details(connection, head, recorded_event)
        links = extend(head, recorded_event)
        if not links:
            return
        now = sortable(self._clock())
        self._refuse_old_clock(now)
        self._anchors = [self._signer.sign(link) for link in links if link.kind in SIGNED]
        self._next = ChainHead(self._writer, links[-1].number, links[-1].sha256)
        self._written = max(now, self._newest or "")
        insert_rows(connection, AUDIT_EVENTS, Link._fields, links)
        insert_rows(connection, AUDIT_ANCHORS, _ANCHOR, [_ANCHOR_VALUES(anchor) for anchor in self._anchors])

    def adopt(self, connection: Connection) -> None:
        """Seal all rows as they are, that an earlier program has written before rows were sealed: it says so in the
        chain. Follow as `append`."""
        seals = [seal for table in sealed_tables().values() for seal, _ in read_seals(connection, table)]
        at = sortable(self._clock())
        adopted = RecordedEvent(at, ROWS_ADOPTED, PROGRAM, None, canonical({"rows": len(seals)}))
        self.append(connection, [adopted, *_seal_events(seals, at)])

    def committed(self) -> None:
        """The events of the last `append` are in the database."""
        self._head = self._next or self._head
        self._newest = self._written or self._newest
        if self._anchors:
            self._anchored = self._anchors[-1].number
            self._publish(self._anchors)
            self._anchors = []

    def failed(self) -> None:
        """It is not known what is in the database: look before going on. A commit may have come through unseen."""
        self._head = self._next = None
        self._anchors = []

    def _refuse_old_clock(self, at: str) -> None:
        if self._newest is None or self._newest <= at:
            return
        newest = datetime.fromisoformat(self._newest)
        if newest - datetime.fromisoformat(at) > self._behind:
            raise RecordsUnavailable(
                f"the clock says {at}, but something was recorded at {self._newest} already: set the clock, or allow "
                "for the difference (SEKISHO_CLOCK_BEHIND_SECONDS)"
            )

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


def _seal_events(seals: Iterable[Seal], at: str) -> Iterator[RecordedEvent]:
    """Events of the rows that were written in the transaction: those that are to be found by their key are each one."""
    together = []
    for seal in seals:
        if sealed_tables()[seal.table].each:
            yield _rows_written([seal], at, seal.key)
        else:
            together.append(seal)
    for some in chunks(together, _SEALS_AT_ONCE):
        yield _rows_written(some, at, None)


def _rows_written(seals: Sequence[Seal], at: str, subject: str | None) -> RecordedEvent:
    return RecordedEvent(at, ROWS_WRITTEN, PROGRAM, subject, canonical({"rows": [list(one) for one in seals]}))


def is_unsealed(connection: Connection) -> bool:
    """Were the chains written by programs that did not seal rows yet?"""
    sealed = _STARTS.where(AUDIT_EVENTS.c.details.startswith(f'{{"format":{SEALED_FORMAT},'))
    return connection.execute(_STARTS).first() is not None and connection.execute(sealed).first() is None


def _named(heads: Iterable[ChainHead]) -> list[dict[str, Any]]:
    return [head._asdict() for head in heads]


def _new_writer(at: datetime) -> str:
    """A name for a chain that sorts by time: twelve hex digits of milliseconds, then chance."""
    return f"{int(at.timestamp() * 1000):012x}{secrets.token_hex(6)}"
