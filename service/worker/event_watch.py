"""Tells of what nobody does: alerts that become overdue, and lists that were activated, refused, or have grown too old.

What is noticed is written into the outbox with a key, so that of several servers, and after a restart, it is told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from service.alerts.states import UNDECIDED, first_due_id, last_due_id
from service.alerts.tables import STATES
from service.bootstrap.runtime import Runtime
from service.common.background import BackgroundThread
from service.common.clock import Clock, sortable
from service.common.logging import Logger
from service.records.action import Action, Performed
from service.records.records import Records
from service.storage.errors import RecordsUnavailable
from service.watchlists.editions.store import Store, store_of
from service.watchlists.errors import ListError
from service.watchlists.service import ListStatus, list_statuses
from service.webhooks.outbox import OutboxEvent, write_events

log = Logger("sekisho.webhooks")

_LOOK_SECONDS = 5.0
_TOGETHER = 500

NOTICED_WITHIN = timedelta(days=7)
"""What is older is not told: it was told then, or is no news, as where a data folder with old editions is taken over.
Shorter than events are kept, and with them their keys."""

_NOT_LET_IN = frozenset({"refused", "failed"})


class EventWatch(BackgroundThread):
    """Looks now and then. For one process of those on a data folder."""

    def __init__(self, records: Records, store: Store, clock: Clock, *, max_list_age: timedelta) -> None:
        """`max_list_age` is after which time a list is stale; zero for never."""
        super().__init__("sekisho-event-watch")
        self._records, self._store, self._clock, self._max_list_age = records, store, clock, max_list_age
        self._told: set[str] = set()
        self._overdue_since: str | None = None

    def run(self) -> None:
        """Look until it is stopped."""
        while not self.stopped.wait(_LOOK_SECONDS):
            try:
                self.look()
            except (RecordsUnavailable, SQLAlchemyError, ListError, OSError) as error:
                log.error("events_not_noticed", error=type(error).__name__)

    def look(self) -> None:
        """Look once. Raises RecordsUnavailable, ListError and OSError."""
        now = self._clock()
        found = [*self._overdue(now), *self._lists(now)]
        new = [one for one in found if one.once_key not in self._told]
        for start in range(0, len(new), _TOGETHER):
            self._records.perform_now(_writing(new[start : start + _TOGETHER], now))
        self._told |= {one.once_key for one in new if one.once_key is not None}
        self._overdue_since = sortable(now)

    def _overdue(self, now: datetime) -> Sequence[OutboxEvent]:
        """Alerts that have become overdue since the last look, and at the first one within the last days."""
        since = self._overdue_since or sortable(now - NOTICED_WITHIN)
        with self._records.engine.connect() as connection:
            return list(overdue_alerts(connection, since, sortable(now)))

    def _lists(self, now: datetime) -> Iterator[OutboxEvent]:
        for one in list_statuses(self._store):
            yield from list_events(one, now, self._max_list_age)


def overdue_alerts(connection: Connection, since: str, until: str) -> Iterator[OutboxEvent]:
    """Undecided alerts that were due between two moments."""
    undecided = [one.value for one in UNDECIDED]
    wanted = (
        select(STATES.c.alert_id, STATES.c.due_at, STATES.c.reference)
        .where(STATES.c.due_at >= since, STATES.c.due_at < until, STATES.c.status.in_(undecided))
        .where(STATES.c.alert_id > first_due_id(since), STATES.c.alert_id < last_due_id(until))
        .order_by(STATES.c.due_at)
    )
    for row in connection.execute(wanted):
        data = {"alert_id": row.alert_id, "due_at": row.due_at, "reference": row.reference}
        yield OutboxEvent("alert.overdue", data, f"alert.overdue {row.alert_id}")


def list_events(status: ListStatus, now: datetime, max_age: timedelta) -> Iterator[OutboxEvent]:
    """What there is to tell of a stored list as it stands."""
    recent = now - NOTICED_WITHIN
    switched, attempt, age = status.switched, status.attempt, status.age(now)
    if switched is not None and switched.at >= recent:
        at = sortable(switched.at)
        data = {"watchlist": status.id, "edition_sha256": switched.edition, "previous_sha256": switched.previous}
        key = f"watchlist.activated {status.id} {at} {switched.edition}"
        yield OutboxEvent("watchlist.activated", data | {"action": switched.action, "activated_at": at}, key)
    if attempt is not None and attempt.outcome in _NOT_LET_IN and attempt.at >= recent:
        at = sortable(attempt.at)
        data = {"watchlist": status.id, "outcome": attempt.outcome, "attempted_at": at}
        yield OutboxEvent("watchlist.refused", data, f"watchlist.refused {status.id} {at}")
    if max_age and status.active is not None and (age is None or max_age < age < max_age + NOTICED_WITHIN):
        since = None if status.success is None else sortable(status.success.at)
        data = {"watchlist": status.id, "current_at": since}
        yield OutboxEvent("watchlist.stale", data, f"watchlist.stale {status.id} {since}")


def _writing(events: Sequence[OutboxEvent], now: datetime) -> Action[None]:
    def run(connection: Connection) -> Performed[None]:
        write_events(connection, events, now)
        return Performed(None, [])

    return Action(run)


def event_watch_of(runtime: Runtime) -> EventWatch:
    """A watch for a runtime, not yet started."""
    limit = timedelta(hours=runtime.settings.max_list_age_hours)
    return EventWatch(runtime.records, store_of(runtime.settings), runtime.clock, max_list_age=limit)
