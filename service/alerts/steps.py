"""One step of an alert: who takes it, on which version, and what is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from service.alerts.errors import Change, NotPossible, VersionChanged
from service.alerts.model import Alert
from service.alerts.reading import read_alert, read_events
from service.alerts.states import FINAL, Step, after
from service.alerts.transitions import write_event
from service.audit.event import Event, RecordedEvent, recorded_event
from service.common.clock import sortable
from service.records.action import Performed


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, when, and which version of the alert they have looked at."""

    actor: str
    at: datetime
    version: int

    @property
    def time(self) -> str:
        return sortable(self.at)

    def event(self, kind: str, subject: str, details: dict[str, str | int | None] | None = None) -> RecordedEvent:
        """An audit event of what they do."""
        return recorded_event(Event(kind, self.actor, subject, details or {}), self.time)


def expected(connection: Connection, alert_id: str, by: By) -> Alert:
    """The alert that somebody has looked at. Raises NotFound, VersionChanged."""
    alert = read_alert(connection, alert_id)
    refuse_other_version(connection, alert, by)
    return alert


def refuse_other_version(connection: Connection, alert: Alert, by: By) -> None:
    """Raises VersionChanged, with what has happened since, if it is not as they have seen it."""
    if alert.version == by.version:
        return
    since = read_events(connection, alert.id, after=by.version)
    changes = [Change("version", by.version, alert.version)]
    changes += [Change(f"event {one.version}", None, f"{one.kind} by {one.actor} at {one.at}") for one in since]
    raise VersionChanged(f"the alert is at version {alert.version} now; look at it again, then decide", changes)


def refuse_final(alert: Alert) -> None:
    """Raises NotPossible if nothing can be decided about an alert any more."""
    if alert.status in FINAL:
        newer = f"; {alert.superseded_by} has taken its place" if alert.superseded_by else ""
        raise NotPossible(f"the alert is {alert.status}, which is final: new facts open a new alert{newer}")


def take_step(
    connection: Connection,
    alert: Alert,
    step: Step,
    by: By,
    kind: str,
    details: dict[str, str],
    **state: str | None,
) -> Alert:
    """Take a step, and give the alert as it is then. Raises NotPossible."""
    if step is not Step.COMMENT:
        refuse_final(alert)
    status, version = after(step, alert.status), alert.version + 1
    write_event(connection, alert.id, version, by.time, by.actor, kind, status, details, **state)
    return replace(alert, status=status, version=version, assignee=state.get("assignee", alert.assignee))


def performed(connection: Connection, alert_id: str, events: Sequence[RecordedEvent]) -> Performed[Alert]:
    """What a step has come to: the alert as it is now, and the events of it."""
    return Performed(read_alert(connection, alert_id), events)


def hashed(comment: str) -> dict[str, str | int | None]:
    """What people write may name people, which the chain must not: it holds the hash."""
    return {"comment_sha256": hashlib.sha256(comment.encode()).hexdigest()}
