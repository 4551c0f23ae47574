"""Writing what happens to an alert: the event and, beside it, the state that it led to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, update

from service.alerts.statuses import AlertStatus
from service.alerts.tables import DISPOSITION_ENDS, EVENTS, STATES
from service.audit.chain import PROGRAM
from service.audit.event import Detail, Event, RecordedEvent, recorded_event
from service.audit.link import canonical
from service.storage.bulk_insert import insert_rows
from service.storage.seals import seal_rows

_END_COLUMNS = ("disposition_id", "status", "decided_by", "decided_at", "comment")
_EVENT_COLUMNS = ("alert_id", "version", "at", "actor", "kind", "status", "details")


@dataclass(frozen=True, slots=True)
class Superseded:
    """An alert whose place another one takes. `version` is the number of the event that says so."""

    alert_id: str
    by_alert_id: str
    version: int
    at: str
    actor: str


@dataclass(frozen=True, slots=True)
class StaleProposal:
    """A proposal about an alert whose place another one takes."""

    disposition_id: str
    at: str
    why: str

    @property
    def event(self) -> RecordedEvent:
        """That it is not to be approved any more."""
        return _disposition_event("stale", PROGRAM, self.disposition_id, self.at)


_SUPERSEDE = (
    update(STATES)
    .where(STATES.c.alert_id == bindparam("superseded_id"))
    .values(
        status=AlertStatus.SUPERSEDED.value,
        version=bindparam("next_version"),
        superseded_by=bindparam("by_alert_id"),
        closed_at=bindparam("superseded_at"),
        disposition_id=None,
    )
)
"""Made once: to make it for each alert takes longer than to run it."""


def write_event(
    connection: Connection,
    alert_id: str,
    version: int,
    at: str,
    actor: str,
    kind: str,
    status: AlertStatus,
    details: Mapping[str, Any],
    **state: str | None,
) -> None:
    """Add the event number `version` of an alert. `state` are the columns of its state that change with it. Raises
    IntegrityError if another writer was first."""
    row = (alert_id, version, at, actor, kind, status.value, canonical(details))
    insert_rows(connection, EVENTS, _EVENT_COLUMNS, [row])
    changed = {"status": status.value, "version": version, **state}
    connection.execute(update(STATES).where(STATES.c.alert_id == alert_id).values(changed))
    seal_rows(connection, STATES, alert_id=alert_id)


def supersede_alerts(connection: Connection, several: Sequence[Superseded]) -> None:
    """Write for many alerts at once that others have taken their places. Raises IntegrityError as `write_event`."""
    if not several:
        return
    status = AlertStatus.SUPERSEDED.value
    rows = [
        (one.alert_id, one.version, one.at, one.actor, status, status, canonical({"by": one.by_alert_id}))
        for one in several
    ]
    insert_rows(connection, EVENTS, _EVENT_COLUMNS, rows)
    changed = [
        {
            "superseded_id": one.alert_id,
            "next_version": one.version,
            "by_alert_id": one.by_alert_id,
            "superseded_at": one.at,
        }
        for one in several
    ]
    connection.execute(_SUPERSEDE, changed)
    seal_rows(connection, STATES, alert_id=[one.alert_id for one in several])


def end_stale_proposals(connection: Connection, several: Sequence[StaleProposal]) -> None:
    """Write for many proposals at once that they are stale. Raises IntegrityError if one has an end already."""
    rows = [(one.disposition_id, "stale", PROGRAM, one.at, one.why) for one in several]
    insert_rows(connection, DISPOSITION_ENDS, _END_COLUMNS, rows)


def close_disposition(
    connection: Connection,
    disposition_id: str,
    status: str,
    by: str,
    at: str,
    comment: str | None,
    details: Mapping[str, Detail] | None = None,
) -> RecordedEvent:
    """Write what became of a proposal, and give the event of it, with `details`. Raises IntegrityError if it has an end
    already."""
    insert_rows(connection, DISPOSITION_ENDS, _END_COLUMNS, [(disposition_id, status, by, at, comment)])
    return _disposition_event(status, by, disposition_id, at, details)


def _disposition_event(
    status: str, by: str, disposition_id: str, at: str, details: Mapping[str, Detail] | None = None
) -> RecordedEvent:
    return recorded_event(Event(f"disposition_{status}", by, disposition_id, details or {}), at)
