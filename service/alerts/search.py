"""Lists of alerts, dispositions and suppressions, page by page, and what a trading system may do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, Select, func, select

from service.alerts.finding_model import Suppression, SuppressionStatus
from service.alerts.model import Alert, Disposition
from service.alerts.reading import ALERTS_WITH_STATE, DISPOSITIONS_WITH_END, alerts_of, disposition_of
from service.alerts.states import last_due_id
from service.alerts.statuses import AlertStatus, DispositionStatus
from service.alerts.suppression_reading import suppression_of, suppression_status
from service.alerts.suppression_tables import CONSIDERED, SUPPRESSION_ENDS, SUPPRESSIONS
from service.alerts.tables import ALERT_SCREENINGS, ALERTS, DISPOSITION_ENDS, DISPOSITIONS, MATCHES, STATES
from service.records.model import Document


@dataclass(frozen=True, slots=True)
class AlertQuery:
    """Which alerts to list. `due_before` is UTC in ISO 8601 of fixed width; `after` an id."""

    status: AlertStatus | None = None
    assignee: str | None = None
    watchlist: str | None = None
    entity: str | None = None
    reference: str | None = None
    due_before: str | None = None
    after: str | None = None
    limit: int = 50
    bulk_job_id: str | None = None
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class AlertPage:
    """Part of a list of alerts, newest first. `next` is the id to ask `after` for more; None on the last page."""

    alerts: tuple[Alert, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class DispositionPage:
    """Part of a list of proposals, oldest first."""

    dispositions: tuple[Disposition, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class ListedSuppression:
    """A suppression with where it stands and how often it was applied."""

    suppression: Suppression
    status: SuppressionStatus
    lapsed_because: str | None
    ended_at: str | None
    ended_by: str | None
    last_applied_at: str | None
    times_applied: int


@dataclass(frozen=True, slots=True)
class SuppressionPage:
    """Part of a list of suppressions, newest first."""

    suppressions: tuple[ListedSuppression, ...]
    next: str | None


class Release(StrEnum):
    """What may become of a trade, payment or customer that was screened."""

    RELEASE = "release"
    HOLD = "hold"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """What may become of one party or line of goods, and the alert that says so."""

    kind: str
    id: str
    status: Release
    alert_id: str | None
    alert_status: AlertStatus | None


_IN_ROW = (
    ALERT_SCREENINGS.c.bulk_row,
    ALERT_SCREENINGS.c.kind.desc(),
    ALERT_SCREENINGS.c.alert_id,
    ALERT_SCREENINGS.c.item_id,
)
"""The order of the alerts of rows: parties before goods, as they were raised."""


@dataclass(frozen=True, slots=True)
class BulkRowAlert:
    """The alert that a row of a bulk job has led to, and what may become of the row. In the place of an alert that was
    superseded stands the one that took it; decision, score and best match are those of the alert when it was raised."""

    row: int
    screening_id: str
    kind: str
    item_id: str
    status: Release
    alert_id: str
    alert_status: AlertStatus
    decision: str
    top_score: float
    top_entity_id: str | None
    top_watchlist: str | None


def find_alerts(connection: Connection, query: AlertQuery) -> AlertPage:
    """A page of alerts. It starts after an id, so that alerts raised meanwhile never shift what comes next."""
    ids = _ids_by_match(query) if _few_matches(connection, query) else _ids_by_state(query)
    found = connection.execute(ids.limit(query.limit + 1)).scalars().all()
    shown = found[: query.limit]
    statement = ALERTS_WITH_STATE.where(ALERTS.c.id.in_(shown)).order_by(ALERTS.c.id.desc())
    alerts = alerts_of(connection, connection.execute(statement).mappings().all())
    return AlertPage(tuple(alerts), shown[-1] if len(found) > query.limit else None)


def find_one(connection: Connection, alert_id: str) -> list[Alert]:
    """The alert of that id, if there is one."""
    rows = connection.execute(ALERTS_WITH_STATE.where(ALERTS.c.id == alert_id)).mappings().all()
    return alerts_of(connection, rows)


def alerts_of_screenings(connection: Connection, screening_ids: Sequence[str]) -> list[Alert]:
    """The alerts that screenings have led to or joined, newest first."""
    ids = select(ALERT_SCREENINGS.c.alert_id).where(ALERT_SCREENINGS.c.screening_id.in_(screening_ids))
    statement = ALERTS_WITH_STATE.where(ALERTS.c.id.in_(ids)).order_by(ALERTS.c.id.desc())
    return alerts_of(connection, connection.execute(statement).mappings().all())


def _state_conditions(query: AlertQuery) -> Iterator[ColumnElement[bool]]:
    if query.status is not None:
        yield STATES.c.status == query.status.value
    if query.undecided:
        yield STATES.c.status.in_(_UNDECIDED)
    if query.assignee is not None:
        yield STATES.c.assignee == query.assignee
    if query.reference is not None:
        yield STATES.c.reference == query.reference
    if query.due_before is not None:
        yield STATES.c.due_at < query.due_before
        # An index leads here at once, where otherwise every alert that is not due would be looked at.
        yield STATES.c.alert_id < last_due_id(query.due_before)
    if query.bulk_job_id is not None:
        yield STATES.c.alert_id.in_(
            select(ALERT_SCREENINGS.c.alert_id).where(ALERT_SCREENINGS.c.bulk_job_id == query.bulk_job_id)
        )


_UNDECIDED = tuple(
    one.value for one in AlertStatus if not one.startswith("closed") and one is not AlertStatus.SUPERSEDED
)
_FEW = 500
"""Alerts of a state that are sooner walked than the matches of a list."""


def _few_matches(connection: Connection, query: AlertQuery) -> bool:
    """Is it faster to walk the matches of a list or entity than the alerts of a state? Measured with 100,000 alerts:
    left to itself the database first collects all matches of a list, which takes 70 ms."""
    named = query.watchlist is not None or query.entity is not None
    if not named or any(one is not None for one in (query.assignee, query.reference, query.bulk_job_id)):
        return False
    if query.status is None:
        return True
    of_status = select(STATES.c.alert_id).where(STATES.c.status == query.status.value)
    nth = of_status.order_by(STATES.c.alert_id).offset(_FEW).limit(1)
    return connection.execute(nth).scalar() is not None


def _ids_by_match(query: AlertQuery) -> Select[Any]:
    """The ids of alerts in the order of an index of their matches."""
    statement = select(MATCHES.c.alert_id).distinct().order_by(MATCHES.c.alert_id.desc())
    for condition in (*_match_conditions(query), *_alert_conditions(query, MATCHES.c.alert_id)):
        statement = statement.where(condition)
    return statement


def _ids_by_state(query: AlertQuery) -> Select[Any]:
    """The ids of alerts in the order of an index of their states."""
    statement = select(STATES.c.alert_id).order_by(STATES.c.alert_id.desc())
    for condition in _state_conditions(query):
        statement = statement.where(condition)
    if query.after is not None:
        statement = statement.where(STATES.c.alert_id < query.after)
    of_match = list(_match_conditions(query))
    if of_match:  # one match that meets all of them, as where matches are walked
        match = select(MATCHES.c.alert_id).where(MATCHES.c.alert_id == STATES.c.alert_id, *of_match)
        statement = statement.where(match.exists())
    return statement


def _alert_conditions(query: AlertQuery, alert_id: ColumnElement[str]) -> Iterator[ColumnElement[bool]]:
    """What holds of the alert with that id."""
    if query.due_before is not None:
        yield alert_id < last_due_id(query.due_before)
    if query.after is not None:
        yield alert_id < query.after
    conditions = list(_state_conditions(query))
    if conditions:
        yield select(STATES.c.alert_id).where(STATES.c.alert_id == alert_id, *conditions).exists()


def _match_conditions(query: AlertQuery) -> Iterator[ColumnElement[bool]]:
    if query.watchlist is not None:
        yield MATCHES.c.watchlist == query.watchlist
    if query.entity is not None:
        yield MATCHES.c.entity_id == query.entity


def find_dispositions(
    connection: Connection, status: DispositionStatus | None, *, after: str | None, limit: int
) -> DispositionPage:
    """A page of proposals, oldest first. Those that wait are found by the alerts that they wait on."""
    statement = DISPOSITIONS_WITH_END.order_by(DISPOSITIONS.c.id).limit(limit + 1)
    if status is DispositionStatus.PROPOSED:
        waiting = select(STATES.c.disposition_id).where(STATES.c.status == AlertStatus.PROPOSED.value)
        statement = statement.where(DISPOSITIONS.c.id.in_(waiting))
    elif status is not None:
        statement = statement.where(DISPOSITION_ENDS.c.status == status.value)
    if after is not None:
        statement = statement.where(DISPOSITIONS.c.id > after)
    found = [disposition_of(row) for row in connection.execute(statement).mappings()]
    shown = found[:limit]
    return DispositionPage(tuple(shown), shown[-1].id if len(found) > limit else None)


@dataclass(frozen=True, slots=True)
class SuppressionQuery:
    """Which suppressions to list. `expires_before` is UTC in ISO 8601 of fixed width; `after` an id."""

    status: SuppressionStatus | None = None
    entity: str | None = None
    subject_id: str | None = None
    expires_before: str | None = None
    ids: tuple[str, ...] | None = None
    after: str | None = None
    limit: int = 50


def find_suppressions(connection: Connection, now: str, query: SuppressionQuery) -> SuppressionPage:
    """A page of suppressions, newest first."""
    ends = ("status", "because", "at", "by")
    statement = (
        select(SUPPRESSIONS, *(SUPPRESSION_ENDS.c[name].label(f"end_{name}") for name in ends))
        .outerjoin(SUPPRESSION_ENDS, SUPPRESSION_ENDS.c.suppression_id == SUPPRESSIONS.c.id)
        .order_by(SUPPRESSIONS.c.id.desc())
        .limit(query.limit + 1)
        .where(*_status_conditions(query.status, now), *_suppression_conditions(query))
    )
    rows = connection.execute(statement).mappings().all()
    applied = _applied(connection, [row["id"] for row in rows])
    found = [
        ListedSuppression(
            suppression_of(row),
            suppression_status(row["expires_at"], row["end_status"], now),
            row["end_because"],
            row["end_at"],
            row["end_by"],
            *applied.get(row["id"], (None, 0)),
        )
        for row in rows
    ]
    shown = found[: query.limit]
    return SuppressionPage(tuple(shown), shown[-1].suppression.id if len(found) > query.limit else None)


def _suppression_conditions(query: SuppressionQuery) -> Iterator[ColumnElement[bool]]:
    if query.entity is not None:
        yield SUPPRESSIONS.c.entity_id == query.entity
    if query.subject_id is not None:
        yield SUPPRESSIONS.c.subject_key == f"id:{query.subject_id}"
    if query.expires_before is not None:
        yield SUPPRESSIONS.c.expires_at < query.expires_before
    if query.ids is not None:
        yield SUPPRESSIONS.c.id.in_(query.ids)
    if query.after is not None:
        yield SUPPRESSIONS.c.id < query.after


def _status_conditions(status: SuppressionStatus | None, now: str) -> Iterator[ColumnElement[bool]]:
    if status is None:
        return
    if status in (SuppressionStatus.ACTIVE, SuppressionStatus.EXPIRED):
        yield SUPPRESSION_ENDS.c.status.is_(None)
        active = status is SuppressionStatus.ACTIVE
        yield SUPPRESSIONS.c.expires_at > now if active else SUPPRESSIONS.c.expires_at <= now
    else:
        yield SUPPRESSION_ENDS.c.status == status.value


def _applied(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str | None, int]]:
    """When suppressions were last applied, and how often."""
    columns = (CONSIDERED.c.suppression_id, func.max(CONSIDERED.c.at), func.count())
    statement = (
        select(*columns)
        .where(CONSIDERED.c.suppression_id.in_(ids), CONSIDERED.c.outcome == "applied")
        .group_by(CONSIDERED.c.suppression_id)
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(statement)}


_RELEASES = {AlertStatus.CLOSED_FALSE_POSITIVE: Release.RELEASE, AlertStatus.CLOSED_TRUE_MATCH: Release.REJECT}


def status_of_screening(connection: Connection, document: Document) -> tuple[Release, list[ItemStatus]]:
    """What may become of what was screened: rejected if anything of it is a true match, held while anything of it
    waits, released otherwise. What asked for a person and has no alert is held."""
    answer = from_json(document.answer)
    alerts = _alerts_of_screening(connection, document.id)
    items = [
        _item_status(kind, item, alerts)
        for kind, several in (("party", answer["parties"]), ("goods", answer["goods"]))
        for item in several
    ]
    found = {item.status for item in items}
    worst = next((one for one in (Release.REJECT, Release.HOLD) if one in found), Release.RELEASE)
    return worst, items


def _item_status(kind: str, item: dict[str, Any], alerts: dict[tuple[str, str], tuple[str, AlertStatus]]) -> ItemStatus:
    alert_id, status = alerts.get((kind, item["id"]), (None, None))
    if status is not None:
        release = _RELEASES.get(status, Release.HOLD)
    else:
        release = Release.RELEASE if item["decision"] == "clear" else Release.HOLD
    return ItemStatus(kind, item["id"], release, alert_id, status)


def _alerts_of_screening(connection: Connection, screening_id: str) -> dict[tuple[str, str], tuple[str, AlertStatus]]:
    """The alerts of a screening by party or line; in the place of one that was superseded, the one that took it."""
    rows = connection.execute(select(ALERT_SCREENINGS).where(ALERT_SCREENINGS.c.screening_id == screening_id)).all()
    return {(row.kind, row.item_id): _latest(connection, row.alert_id) for row in rows}


def _latest(connection: Connection, alert_id: str) -> tuple[str, AlertStatus]:
    following: str | None = alert_id
    status = AlertStatus.SUPERSEDED
    while following is not None:
        alert_id = following
        statement = select(STATES.c.status, STATES.c.superseded_by).where(STATES.c.alert_id == alert_id)
        row = connection.execute(statement).one()
        status, following = AlertStatus(row.status), row.superseded_by
    return alert_id, status


def alerts_of_job(
    connection: Connection, job_id: str, *, after: int, limit: int, decision: str | None = None
) -> list[BulkRowAlert]:
    """The alerts that rows of a bulk job have led to, from below row `after`, of at most `limit` rows; if `decision` is
    given, those that were raised so."""
    mine = [ALERT_SCREENINGS.c.bulk_job_id == job_id, ALERT_SCREENINGS.c.bulk_row > after]
    if decision is not None:
        mine.append(ALERT_SCREENINGS.c.alert_id.in_(select(ALERTS.c.id).where(ALERTS.c.decision == decision)))
    rows = (
        select(ALERT_SCREENINGS.c.bulk_row).where(*mine).distinct().order_by(ALERT_SCREENINGS.c.bulk_row).limit(limit)
    )
    numbers = connection.execute(rows).scalars().all()
    if not numbers:
        return []
    alert_ids = select(ALERT_SCREENINGS.c.alert_id).where(*mine, ALERT_SCREENINGS.c.bulk_row <= numbers[-1])
    alerts = {row.id: row for row in connection.execute(select(ALERTS).where(ALERTS.c.id.in_(alert_ids)))}
    best = {
        row.alert_id: row
        for row in connection.execute(select(MATCHES).where(MATCHES.c.match_id == 1, MATCHES.c.alert_id.in_(alert_ids)))
    }
    statement = select(ALERT_SCREENINGS).where(*mine, ALERT_SCREENINGS.c.bulk_row <= numbers[-1])
    latest = {alert_id: _latest(connection, alert_id) for alert_id in alerts}
    found = []
    for row in connection.execute(statement.order_by(*_IN_ROW)):
        (alert_id, status), alert, match = latest[row.alert_id], alerts[row.alert_id], best.get(row.alert_id)
        found.append(
            BulkRowAlert(
                row=row.bulk_row,
                screening_id=row.screening_id,
                kind=row.kind,
                item_id=row.item_id,
                status=_RELEASES.get(status, Release.HOLD),
                alert_id=alert_id,
                alert_status=status,
                decision=alert.decision,
                top_score=alert.top_score,
                top_entity_id=None if match is None else match.entity_id,
                top_watchlist=None if match is None else match.watchlist,
            )
        )
    return found


def equal_alerts(connection: Connection, alert: Alert, *, limit: int) -> list[str]:
    """Other undecided alerts with a match of the same entities, which the same rationale may fit. Offered to whoever
    decides; none is ever closed unasked."""
    entities = [one.entity_id for one in alert.matches]
    statement = (
        select(STATES.c.alert_id)
        .where(
            STATES.c.alert_id.in_(select(MATCHES.c.alert_id).where(MATCHES.c.entity_id.in_(entities))),
            STATES.c.status.in_(_UNDECIDED),
            STATES.c.alert_id != alert.id,
        )
        .order_by(STATES.c.alert_id)
        .limit(limit)
    )
    return list(connection.execute(statement).scalars())
