"""Giving events their places in the feed, and a delivery to each endpoint that wants them.

Ids sort by the time at which events were written, but transactions commit in another order. A reader that goes on from
the last id it saw would skip an event whose transaction took longer. So an event is given its place only once it is
committed, by one publisher at a time, each beginning where the one before it ended: whoever has read up to a place has
read all that will ever be before it. The places are ours, and not the database's transaction numbers, so that they
survive a dump and no unrelated transaction holds the feed up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, func, select, update

from service.common.clock import sortable
from service.common.ids import new_id
from service.storage.advisory_lock import take_turn
from service.storage.bulk_insert import insert_rows
from service.storage.database import begin_writing
from service.webhooks.model import DeliveryStatus, EndpointStatus
from service.webhooks.tables import DELIVERIES, ENDPOINTS, OUTBOX

_LOCK = 0x5E_C1_5B_01
"""Number of the lock under which publishers take turns."""

_TOGETHER = 1000
"""Events published in one transaction."""

_UNPUBLISHED = select(OUTBOX.c.id, OUTBOX.c.type).where(OUTBOX.c.position.is_(None)).order_by(OUTBOX.c.id)
_PLACE = update(OUTBOX).where(OUTBOX.c.id == bindparam("event")).values(position=bindparam("place"))


def publish_all(engine: Engine, at: datetime) -> int:
    """Publish whatever is committed and not published. Gives the number of events."""
    total = 0
    while published := publish(engine, at):
        total += published
    return total


def publish(engine: Engine, at: datetime) -> int:
    """Publish up to a thousand events in one transaction. If there are none that costs one look."""
    with engine.connect() as connection:
        if connection.execute(_UNPUBLISHED.limit(1)).first() is None:
            return 0
    with begin_writing(engine) as connection:
        take_turn(connection, _LOCK)
        # Only now, after the wait: this statement sees all that was committed before.
        events = connection.execute(_UNPUBLISHED.limit(_TOGETHER)).all()
        if not events:
            return 0
        last = connection.execute(select(func.max(OUTBOX.c.position))).scalar() or 0
        connection.execute(_PLACE, [{"event": one.id, "place": last + n} for n, one in enumerate(events, 1)])
        _fan_out(connection, [(one.id, one.type) for one in events], at)
    return len(events)


def _fan_out(connection: Connection, events: Sequence[tuple[str, str]], at: datetime) -> None:
    """A delivery for each endpoint that wants an event. For one that is disabled it waits."""
    present = ENDPOINTS.c.status != EndpointStatus.DELETED.value
    found = connection.execute(select(ENDPOINTS.c.id, ENDPOINTS.c.event_types).where(present).order_by(ENDPOINTS.c.id))
    wanted = [(row.id, frozenset(json.loads(row.event_types))) for row in found]
    columns = ("id", "endpoint_id", "event_id", "event_type", "created_at", "status", "attempt", "next_attempt_at")
    insert_rows(connection, DELIVERIES, columns, list(_deliveries(events, wanted, at)))


def _deliveries(
    events: Sequence[tuple[str, str]], wanted: Sequence[tuple[str, frozenset[str]]], at: datetime
) -> Iterator[tuple[str, str, str, str, str, str, int, str]]:
    now = sortable(at)
    for event_id, event_type in events:
        for endpoint_id, types in wanted:
            if not types or event_type in types:
                delivery_id = new_id("whd_", at)
                yield delivery_id, endpoint_id, event_id, event_type, now, DeliveryStatus.PENDING.value, 0, now
