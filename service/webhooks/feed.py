"""The feed of events, for systems that cannot be called: they ask for what comes after what they have."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, delete, func, select

from service.common.ids import new_id
from service.storage.database import begin_writing
from service.webhooks.errors import CursorUnknown
from service.webhooks.model import PublishedEvent
from service.webhooks.publishing import publish_all
from service.webhooks.tables import DELIVERIES, OUTBOX

KEPT = timedelta(days=90)
"""How long events are kept, and what is known of their deliveries."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Events in the order of the feed. `next` is what to go on from, also where there is nothing now: None only as
    long as nothing has ever happened. `more` if there is more at once."""

    events: tuple[PublishedEvent, ...]
    next: str | None
    more: bool


def read_feed(
    engine: Engine, at: datetime, *, after: str | None, types: Collection[str] = (), limit: int = 100
) -> FeedPage:
    """What comes after an event, of some types or of all; from the oldest that is kept without one. Raises
    CursorUnknown."""
    publish_all(engine, at)
    with engine.connect() as connection:
        return _page(connection, after, types, limit)


def _page(connection: Connection, after: str | None, types: Collection[str], limit: int) -> FeedPage:
    start = 0 if after is None else _position(connection, after)
    # What is published after this look belongs to the next page, also where no event is of the types that are wanted.
    end = connection.execute(select(func.max(OUTBOX.c.position))).scalar() or 0
    wanted = select(OUTBOX).where(OUTBOX.c.position > start, OUTBOX.c.position <= end).order_by(OUTBOX.c.position)
    if types:
        wanted = wanted.where(OUTBOX.c.type.in_(sorted(types)))
    rows = connection.execute(wanted.limit(limit + 1)).mappings().all()
    events = tuple(event_of(row) for row in rows[:limit])
    if len(rows) > limit:
        return FeedPage(events, events[-1].id, True)
    last = connection.execute(select(OUTBOX.c.id).where(OUTBOX.c.position == end)).scalar()
    return FeedPage(events, last or after, False)


def event_of(row: RowMapping) -> PublishedEvent:
    """An event from a row of the outbox."""
    return PublishedEvent(row["id"], row["type"], row["timestamp"], json.loads(row["data"]))


def body_of(event: PublishedEvent) -> bytes:
    """What is sent of an event: `type`, `timestamp` and `data`, as Standard Webhooks has it. Always the same bytes."""
    document: dict[str, Any] = {"type": event.type, "timestamp": event.timestamp, "data": event.data}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _position(connection: Connection, event_id: str) -> int:
    found = connection.execute(select(OUTBOX.c.position).where(OUTBOX.c.id == event_id)).scalar()
    if found is None:
        raise CursorUnknown(
            f"after: expected the id of an event of the last {KEPT.days} days, got {event_id!r}; events may have been "
            "missed: begin without `after`, and look at the alerts themselves"
        )
    return int(found)


def prune(engine: Engine, at: datetime) -> int:
    """Remove events that are no longer kept, with their deliveries. Gives the number of events.

    The last event stays whatever its age: the next one is placed after it, and readers go on from it.
    """
    before = at - KEPT
    last = select(func.max(OUTBOX.c.position)).scalar_subquery()
    with begin_writing(engine) as connection:
        connection.execute(delete(DELIVERIES).where(DELIVERIES.c.id < new_id("whd_", before, "")))
        old = (OUTBOX.c.id < new_id("evt_", before, "")) & OUTBOX.c.position.is_not(None) & (OUTBOX.c.position < last)
        return connection.execute(delete(OUTBOX).where(old)).rowcount
