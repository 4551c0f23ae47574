"""Writing what happens to an alert: the event and, beside it, the state that it led to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, update

from service.alerts.model import AlertStatus
from service.alerts.tables import AlertEventRow, AlertStateRow, DispositionEndRow
from service.audit.event import Event, RecordedEvent, recorded_event
from service.audit.link import canonical
from service.storage.bulk_insert import insert_rows
from service.storage.seals import seal_rows

_EVENTS = AlertEventRow.__table__  # type: ignore[attr-defined]
_STATES = AlertStateRow.__table__  # type: ignore[attr-defined]
_ENDS = DispositionEndRow.__table__  # type: ignore[attr-defined]


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
    columns = ("alert_id", "version", "at", "actor", "kind", "status", "details")
    insert_rows(connection, _EVENTS, columns, [(alert_id, version, at, actor, kind, status.value, canonical(details))])
    changed = {"status": status.value, "version": version, **state}
    connection.execute(update(_STATES).where(_STATES.c.alert_id == alert_id).values(changed))
    seal_rows(connection, _STATES, alert_id=alert_id)


def close_disposition(
    connection: Connection, disposition_id: str, status: str, by: str, at: str, comment: str | None
) -> Iterator[RecordedEvent]:
    """Write what became of a proposal, and give the event of it. Raises IntegrityError if it has an end already."""
    columns = ("disposition_id", "status", "decided_by", "decided_at", "comment")
    insert_rows(connection, _ENDS, columns, [(disposition_id, status, by, at, comment)])
    yield recorded_event(Event(f"disposition_{status}", by, disposition_id), at)
