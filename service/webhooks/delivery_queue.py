"""What senders do with the deliveries: claim some that are due, and write down how the attempt ended.

A claim holds for the time of a lease. Locked rows are skipped in PostgreSQL, and SQLite lets one writer in at a time:
so several servers share the work. If a sender is killed, another one sends the same event under the same id once the
lease is over: it may come twice, and is never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, or_, select, update

from service.audit.chain import PROGRAM
from service.audit.event import RecordedEvent
from service.common.clock import Clock, sortable
from service.records.action import Action, Performed
from service.storage.database import begin_writing
from service.storage.seals import seal_rows
from service.webhooks.endpoints import disabled_event, keys_of
from service.webhooks.feed import event_of
from service.webhooks.model import Attempt, Claim, DeliveryStatus, EndpointStatus
from service.webhooks.retrying import NextStep, next_step
from service.webhooks.tables import DELIVERIES, ENDPOINTS, OUTBOX

LEASE = timedelta(seconds=60)
"""Longer than one attempt and writing down how it ended."""

_PENDING, _ENABLED = DeliveryStatus.PENDING.value, EndpointStatus.ENABLED.value


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """How sending stands: endpoints by status, deliveries that wait for enabled endpoints, and for how many seconds the
    one that should have been tried first has been due."""

    endpoints: Mapping[str, int]
    disabled: tuple[str, ...]
    pending: int
    overdue_seconds: float


def due_endpoints(connection: Connection, now: datetime) -> list[str]:
    """Enabled endpoints to which something may be sent now."""
    at = sortable(now)
    due = select(DELIVERIES.c.id).where(DELIVERIES.c.endpoint_id == ENDPOINTS.c.id, *_due(at))
    wanted = select(ENDPOINTS.c.id).where(ENDPOINTS.c.status == _ENABLED, _not_paused(at), due.exists())
    return list(connection.execute(wanted.order_by(ENDPOINTS.c.id)).scalars())


def claim(engine: Engine, owner: str, places: Callable[[str], int], now: datetime) -> list[Claim]:
    """Claim deliveries that are due, for each endpoint as many as there are `places`, the longest due first. If there
    are none that costs one look."""
    with engine.connect() as connection:
        due = {one: free for one in due_endpoints(connection, now) if (free := places(one)) > 0}
    if not due:
        return []
    with begin_writing(engine) as connection:
        return [one for endpoint, free in due.items() for one in _claim(connection, endpoint, owner, free, now)]


def _claim(connection: Connection, endpoint_id: str, owner: str, free: int, now: datetime) -> Iterator[Claim]:
    at = sortable(now)
    event = (OUTBOX.c.id, OUTBOX.c.type, OUTBOX.c.timestamp, OUTBOX.c.data)
    enabled = select(ENDPOINTS).where(ENDPOINTS.c.id == endpoint_id, ENDPOINTS.c.status == _ENABLED)
    endpoint = connection.execute(enabled).mappings().first()
    if endpoint is None:  # disabled or deleted since the look
        return
    wanted = (
        select(DELIVERIES.c.id.label("delivery_id"), DELIVERIES.c.attempt, *event)
        .join(OUTBOX, OUTBOX.c.id == DELIVERIES.c.event_id)
        .where(DELIVERIES.c.endpoint_id == endpoint_id, *_due(at))
        .order_by(DELIVERIES.c.next_attempt_at, DELIVERIES.c.id)
        .limit(free)
        .with_for_update(skip_locked=True, of=DELIVERIES)
    )
    rows = connection.execute(wanted).mappings().all()
    ids = [row["delivery_id"] for row in rows]
    claimed = {"claimed_by": owner, "claimed_until": sortable(now + LEASE)}
    connection.execute(update(DELIVERIES).where(DELIVERIES.c.id.in_(ids)).values(claimed))
    for row in rows:
        yield Claim(
            delivery_id=row["delivery_id"],
            owner=owner,
            attempt=row["attempt"] + 1,
            endpoint_id=endpoint_id,
            url=endpoint["url"],
            keys=keys_of(endpoint),
            event=event_of(row),
        )


def settle(claimed: Claim, attempt: Attempt, clock: Clock, chance: Callable[[], float]) -> Action[NextStep | None]:
    """Write down how an attempt ended, and what follows. None if the claim was lost meanwhile: then the attempt of
    whoever took it over counts."""
    now = clock()
    step = next_step(claimed.attempt, attempt, now, chance())

    def run(connection: Connection) -> Performed[NextStep | None]:
        values = _ended(claimed, attempt, step, now)
        mine = (DELIVERIES.c.id == claimed.delivery_id) & (DELIVERIES.c.claimed_by == claimed.owner)
        same = DELIVERIES.c.attempt == claimed.attempt - 1
        if not connection.execute(update(DELIVERIES).where(mine, same).values(values)).rowcount:
            return Performed(None, [])
        return Performed(step, list(_endpoint_changed(connection, claimed.endpoint_id, step, now)))

    return Action(run)


def release(engine: Engine, owner: str) -> None:
    """Give back what a sender has claimed. Attempts that it gave up are made again."""
    with begin_writing(engine) as connection:
        mine = DELIVERIES.c.claimed_by == owner
        connection.execute(update(DELIVERIES).where(mine).values(claimed_by=None, claimed_until=None))


def figures(connection: Connection, now: datetime) -> QueueFigures:
    """How sending stands."""
    counted = select(ENDPOINTS.c.status, func.count()).group_by(ENDPOINTS.c.status)
    statuses = {row[0]: row[1] for row in connection.execute(counted)}
    disabled = select(ENDPOINTS.c.id).where(ENDPOINTS.c.status == EndpointStatus.DISABLED.value)
    enabled = select(ENDPOINTS.c.id).where(ENDPOINTS.c.status == _ENABLED, _not_paused(sortable(now)))
    waiting = (DELIVERIES.c.status == _PENDING) & DELIVERIES.c.endpoint_id.in_(enabled)
    pending, first = connection.execute(
        select(func.count(), func.min(DELIVERIES.c.next_attempt_at)).where(waiting)
    ).one()
    overdue = 0.0 if first is None else (now - datetime.fromisoformat(first)).total_seconds()
    shown = {one.value: statuses.get(one.value, 0) for one in (EndpointStatus.ENABLED, EndpointStatus.DISABLED)}
    ids = tuple(connection.execute(disabled.order_by(ENDPOINTS.c.id)).scalars())
    return QueueFigures(shown, ids, pending, max(0.0, overdue))


def _due(at: str) -> tuple[ColumnElement[bool], ...]:
    unclaimed = or_(DELIVERIES.c.claimed_until.is_(None), DELIVERIES.c.claimed_until < at)
    return DELIVERIES.c.status == _PENDING, DELIVERIES.c.next_attempt_at <= at, unclaimed


def _not_paused(at: str) -> ColumnElement[bool]:
    return or_(ENDPOINTS.c.not_before.is_(None), ENDPOINTS.c.not_before <= at)


def _ended(claimed: Claim, attempt: Attempt, step: NextStep, now: datetime) -> dict[str, Any]:
    return {
        "status": step.status.value,
        "attempt": claimed.attempt,
        "next_attempt_at": None if step.next_attempt_at is None else sortable(step.next_attempt_at),
        "attempted_at": sortable(now),
        "status_code": attempt.status_code,
        "latency_ms": attempt.latency_ms,
        "error": attempt.error,
        "claimed_by": None,
        "claimed_until": None,
    }


def _endpoint_changed(
    connection: Connection, endpoint_id: str, step: NextStep, now: datetime
) -> Iterator[RecordedEvent]:
    """Have the endpoint wait, or disable it. Gives the audit event of that."""
    enabled = and_(ENDPOINTS.c.id == endpoint_id, ENDPOINTS.c.status == _ENABLED)
    if step.pause_until is not None:
        connection.execute(update(ENDPOINTS).where(enabled).values(not_before=sortable(step.pause_until)))
    if step.disable_because is None:
        return
    values = {
        "status": EndpointStatus.DISABLED.value,
        "disabled_at": sortable(now),
        "disabled_because": step.disable_because,
    }
    if connection.execute(update(ENDPOINTS).where(enabled).values(values)).rowcount:
        seal_rows(connection, ENDPOINTS, id=endpoint_id)
        yield disabled_event(endpoint_id, PROGRAM, step.disable_because, now)
