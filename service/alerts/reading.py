"""Reading alerts and dispositions out of their tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from service.alerts.errors import NotFound
from service.alerts.finding_model import Subject, SubjectKind
from service.alerts.model import Alert, AlertEvent, AlertMatch, Disposition
from service.alerts.proposals import proposal_of
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome
from service.alerts.tables import ALERTS, DECIDED, DISPOSITION_ENDS, DISPOSITIONS, EVENTS, MATCHES, STATES

_STATE = ("status", "version", "assignee", "superseded_by", "closed_at")
ALERTS_WITH_STATE: Select[Any] = select(ALERTS, *(STATES.c[name] for name in _STATE)).join(
    STATES, STATES.c.alert_id == ALERTS.c.id
)
_END = ("status", "decided_by", "decided_at", "comment")
DISPOSITIONS_WITH_END: Select[Any] = select(DISPOSITIONS, *(DISPOSITION_ENDS.c[name] for name in _END)).outerjoin(
    DISPOSITION_ENDS, DISPOSITION_ENDS.c.disposition_id == DISPOSITIONS.c.id
)


def read_alert(connection: Connection, alert_id: str) -> Alert:
    """An alert with its matches. Raises NotFound."""
    row = connection.execute(ALERTS_WITH_STATE.where(ALERTS.c.id == alert_id)).mappings().first()
    if row is None:
        raise NotFound(f"there is no alert {alert_id!r}")
    return alerts_of(connection, [row])[0]


def alerts_of(connection: Connection, rows: Sequence[RowMapping]) -> list[Alert]:
    """Alerts with their matches, from rows of `ALERTS_WITH_STATE`."""
    matches = read_matches(connection, [row["id"] for row in rows])
    return [_alert(row, tuple(matches[row["id"]])) for row in rows]


def read_matches(connection: Connection, alert_ids: Sequence[str]) -> defaultdict[str, list[AlertMatch]]:
    """The matches of alerts, with what was decided about each."""
    found: defaultdict[str, list[AlertMatch]] = defaultdict(list)
    if not alert_ids:
        return found
    same = (DECIDED.c.alert_id == MATCHES.c.alert_id) & (DECIDED.c.match_id == MATCHES.c.match_id)
    statement = (
        select(MATCHES, DECIDED.c.disposition_id, DECIDED.c.outcome)
        .outerjoin(DECIDED, same)
        .where(MATCHES.c.alert_id.in_(alert_ids))
        .order_by(MATCHES.c.alert_id, MATCHES.c.match_id)
    )
    for row in connection.execute(statement).mappings():
        values = {name: row[name] for name in row if name != "alert_id"}
        outcome = None if row["outcome"] is None else Outcome(row["outcome"])
        found[row["alert_id"]].append(AlertMatch(**(values | {"outcome": outcome})))
    return found


def read_events(connection: Connection, alert_id: str, *, after: int = 0) -> list[AlertEvent]:
    """What has happened to an alert, oldest first."""
    statement = select(EVENTS).where(EVENTS.c.alert_id == alert_id, EVENTS.c.version > after).order_by(EVENTS.c.version)
    return [
        AlertEvent(
            row["version"], row["at"], row["actor"], row["kind"], AlertStatus(row["status"]), json.loads(row["details"])
        )
        for row in connection.execute(statement).mappings()
    ]


def read_disposition(connection: Connection, disposition_id: str) -> Disposition:
    """A proposal with what became of it. Raises NotFound."""
    statement = DISPOSITIONS_WITH_END.where(DISPOSITIONS.c.id == disposition_id)
    row = connection.execute(statement).mappings().first()
    if row is None:
        raise NotFound(f"there is no disposition {disposition_id!r}")
    return disposition_of(row)


def dispositions_of_alert(connection: Connection, alert_id: str) -> list[Disposition]:
    """All proposals about an alert, oldest first."""
    statement = DISPOSITIONS_WITH_END.where(DISPOSITIONS.c.alert_id == alert_id).order_by(DISPOSITIONS.c.id)
    return [disposition_of(row) for row in connection.execute(statement).mappings()]


def disposition_of(row: RowMapping) -> Disposition:
    """A proposal from a row of `DISPOSITIONS_WITH_END`."""
    return Disposition(
        id=row["id"],
        alert_id=row["alert_id"],
        alert_version=row["alert_version"],
        proposal=proposal_of(json.loads(row["content"])),
        content_sha256=row["content_sha256"],
        proposed_by=row["proposed_by"],
        proposed_at=row["proposed_at"],
        status=DispositionStatus(row["status"] or DispositionStatus.PROPOSED),
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        comment=row["comment"],
    )


def last_outcomes(
    connection: Connection, subject_key: str, profile_id: str, entity_ids: Sequence[str]
) -> dict[str, tuple[Outcome, str]]:
    """What was last decided about a subject and entities, and in which alert."""
    same = (DECIDED.c.alert_id == MATCHES.c.alert_id) & (DECIDED.c.match_id == MATCHES.c.match_id)
    statement = (
        select(MATCHES.c.entity_id, DECIDED.c.outcome, ALERTS.c.id)
        .join(ALERTS, ALERTS.c.id == MATCHES.c.alert_id)
        .join(DECIDED, same)
        .where(ALERTS.c.subject_key == subject_key, ALERTS.c.profile_id == profile_id)
        .where(MATCHES.c.entity_id.in_(entity_ids))
        .order_by(ALERTS.c.sequence, DECIDED.c.disposition_id)
    )
    return {row[0]: (Outcome(row[1]), row[2]) for row in connection.execute(statement)}


def _alert(row: RowMapping, matches: tuple[AlertMatch, ...]) -> Alert:
    subject = Subject(SubjectKind(row["subject_kind"]), row["item_id"], row["fingerprint_sha256"], row["subject_id"])
    names = (
        "id",
        "version",
        "priority",
        "opened_at",
        "due_at",
        "assignee",
        "reference",
        "screening_id",
        "decision",
        "profile_id",
        "profile_sha256",
        "snapshot_sha256",
        "previous_alert_id",
        "superseded_by",
        "closed_at",
    )
    values = {name: row[name] for name in names}
    return Alert(status=AlertStatus(row["status"]), subject=subject, matches=matches, **values)
