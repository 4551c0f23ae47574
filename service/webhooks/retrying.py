"""When a delivery is tried again, and when an endpoint is given up. Pure: clock and chance come in as arguments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from service.webhooks.model import Attempt, DeliveryStatus

LADDER = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long to wait before each attempt, counted from the one before: the example of Standard Webhooks 1.0.0."""

JITTER = 0.1
"""A tenth either way, so that what failed together is not tried again together."""

MOST_RETRY_AFTER = timedelta(hours=24)
"""A receiver that asks for more is tried again after this."""

_GONE = 410
_ASKS_TO_WAIT = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class NextStep:
    """What follows an attempt. `disable_because` is set if the endpoint is to be disabled; `pause_until` if nothing is
    to be sent to it before that moment."""

    status: DeliveryStatus
    next_attempt_at: datetime | None = None
    disable_because: str | None = None
    pause_until: datetime | None = None


def next_step(number: int, attempt: Attempt, now: datetime, chance: float) -> NextStep:
    """What follows attempt `number` (from 1). `chance` is a number from 0 to 1."""
    if attempt.delivered:
        return NextStep(DeliveryStatus.DELIVERED)
    if attempt.status_code == _GONE:
        return NextStep(DeliveryStatus.FAILED, disable_because="the receiver answered 410: it wants no more events")
    if number >= len(LADDER):
        because = f"an event could not be delivered in {number} attempts: {described(attempt)}"
        return NextStep(DeliveryStatus.FAILED, disable_because=because)
    later = now + LADDER[number] * (1 + JITTER * (2 * chance - 1))
    if attempt.status_code not in _ASKS_TO_WAIT or attempt.retry_after is None:
        return NextStep(DeliveryStatus.PENDING, later)
    pause_until = min(attempt.retry_after, now + MOST_RETRY_AFTER)
    return NextStep(DeliveryStatus.PENDING, max(later, pause_until), pause_until=pause_until)


def described(attempt: Attempt) -> str:
    """How an attempt ended, in words."""
    return attempt.error or f"status {attempt.status_code}"


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """The moment that a `Retry-After` header names, in seconds or as a date (RFC 9110, 10.2.3); None if it cannot be
    read."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return now + min(timedelta(seconds=int(value[:9])), MOST_RETRY_AFTER)
    try:
        found = parsedate_to_datetime(value)
    except ValueError:
        return None
    return None if found.tzinfo is None else found
