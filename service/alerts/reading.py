"""Reading alerts, dispositions and suppressions out of their tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from service.alerts.errors import NotFound
from service.alerts.model import (
    Alert,
    AlertEvent,
    AlertMatch,
    AlertStatus,
    Disposition,
    DispositionStatus,
    EndedSuppression,
    Outcome,
    Subject,
    SubjectKind,
    Suppression,
    SuppressionStatus,
)
from service.alerts.proposals import proposal_of
from service.alerts.tables import (
    ALERTS,
    DECIDED,
    DISPOSITION_ENDS,
    DISPOSITIONS,
    EVENTS,
    MATCHES,
    STATES,
    SUPPRESSION_ENDS,
    SUPPRESSIONS,
)

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


def read_suppressions(connection: Connection, ids: Iterable[str]) -> dict[str, Suppression]:
    """Suppressions by id, whether they have ended or not."""
    rows = connection.execute(select(SUPPRESSIONS).where(SUPPRESSIONS.c.id.in_(list(ids)))).mappings()
    return {row["id"]: suppression_of(row) for row in rows}


def active_suppressions(connection: Connection, now: str) -> list[Suppression]:
    """All suppressions that have neither ended nor expired."""
    ended = select(SUPPRESSION_ENDS.c.suppression_id)
    statement = select(SUPPRESSIONS).where(SUPPRESSIONS.c.expires_at > now, SUPPRESSIONS.c.id.not_in(ended))
    return [suppression_of(row) for row in connection.execute(statement).mappings()]


def suppressions_ended_between(connection: Connection, since: str, until: str) -> list[EndedSuppression]:
    """Those that have expired or were revoked after one moment, and not after another. Lapsed ones have led to an alert
    where they lapsed."""
    ended_at = func.coalesce(SUPPRESSION_ENDS.c.at, SUPPRESSIONS.c.expires_at)
    columns = (SUPPRESSIONS.c.subject_key, SUPPRESSIONS.c.entity_id, SUPPRESSIONS.c.profile_id, ended_at)
    no_lapse = func.coalesce(SUPPRESSION_ENDS.c.status, "") != SuppressionStatus.LAPSED.value
    statement = (
        select(*columns)
        .outerjoin(SUPPRESSION_ENDS, SUPPRESSION_ENDS.c.suppression_id == SUPPRESSIONS.c.id)
        .where(no_lapse, ended_at > since, ended_at <= until)
    )
    return [EndedSuppression(*row) for row in connection.execute(statement)]


def count_suppressions(connection: Connection) -> tuple[int, int]:
    """How many suppressions there are, and how many have ended. Rows are only added, so that equal numbers mean that
    nothing has happened."""
    tables = (SUPPRESSIONS, SUPPRESSION_ENDS)
    first, second = (connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables)
    return first, second


def suppression_of(row: RowMapping) -> Suppression:
    """A suppression from a row of its table."""
    return Suppression(**{name: row[name] for name in Suppression.__dataclass_fields__})


def suppression_status(expires_at: str, end: str | None, now: str) -> SuppressionStatus:
    """Where a suppression stands: how it ended, or else whether its time is over."""
    if end is not None:
        return SuppressionStatus(end)
    return SuppressionStatus.EXPIRED if expires_at <= now else SuppressionStatus.ACTIVE


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
