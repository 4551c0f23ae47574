"""How alerts fare: how many, how many were true, how long they took, by list, band of score and profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import Connection, RowMapping, select

from service.alerts.model import AlertStatus
from service.alerts.states import FINAL
from service.alerts.tables import ALERTS, MATCHES, STATES

_DECIDED = (AlertStatus.CLOSED_TRUE_MATCH, AlertStatus.CLOSED_FALSE_POSITIVE)


@dataclass(frozen=True, slots=True)
class AlertFigures:
    """The figures of some alerts. Times to close are hours from raising to deciding; None where none was decided."""

    by: str
    value: str
    total: int
    undecided: int
    overdue: int
    true_matches: int
    false_positives: int
    superseded: int
    true_share: float | None
    median_hours: float | None
    p95_hours: float | None


def report_alerts(connection: Connection, *, from_: str | None, until: str | None, now: str) -> list[AlertFigures]:
    """The figures of all alerts raised in a span of time, and of each list, band and profile. An alert with matches of
    several lists counts for each."""
    statement = select(
        ALERTS.c.id,
        ALERTS.c.opened_at,
        ALERTS.c.due_at,
        ALERTS.c.top_score,
        ALERTS.c.profile_id,
        STATES.c.status,
        STATES.c.closed_at,
    ).join(STATES, STATES.c.alert_id == ALERTS.c.id)
    lists = select(MATCHES.c.alert_id, MATCHES.c.watchlist).distinct().join(ALERTS, ALERTS.c.id == MATCHES.c.alert_id)
    if from_ is not None:
        statement, lists = statement.where(ALERTS.c.opened_at >= from_), lists.where(ALERTS.c.opened_at >= from_)
    if until is not None:
        statement, lists = statement.where(ALERTS.c.opened_at < until), lists.where(ALERTS.c.opened_at < until)
    watchlists: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(lists):
        watchlists[row.alert_id].append(row.watchlist or "territories")
    groups: defaultdict[tuple[str, str], list[RowMapping]] = defaultdict(list)
    for alert in connection.execute(statement).mappings():
        for key in _groups(alert, watchlists[alert["id"]]):
            groups[key].append(alert)
    return [_figures(by, value, alerts, now) for (by, value), alerts in sorted(groups.items())]


def _groups(alert: RowMapping, watchlists: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield "all", "all"
    yield "profile", alert["profile_id"]
    yield "band", _band(alert["top_score"])
    for watchlist in watchlists:
        yield "watchlist", watchlist


def _band(score: float) -> str:
    """The tenth in which a score lies; 1 belongs to the highest."""
    tenth = min(int(score * 10 + 1e-9), 9)
    return f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}"


def _figures(by: str, value: str, alerts: Sequence[RowMapping], now: str) -> AlertFigures:
    statuses = [AlertStatus(one["status"]) for one in alerts]
    true, false = (statuses.count(status) for status in _DECIDED)
    hours = sorted(_hours(one) for one, status in zip(alerts, statuses, strict=True) if status in _DECIDED)
    undecided = [one for one, status in zip(alerts, statuses, strict=True) if status not in FINAL]
    return AlertFigures(
        by=by,
        value=value,
        total=len(alerts),
        undecided=len(undecided),
        overdue=sum(one["due_at"] < now for one in undecided),
        true_matches=true,
        false_positives=false,
        superseded=statuses.count(AlertStatus.SUPERSEDED),
        true_share=round(true / (true + false), 4) if true + false else None,
        median_hours=round(median(hours), 3) if hours else None,
        p95_hours=round(hours[max(0, -(-95 * len(hours) // 100) - 1)], 3) if hours else None,
    )


def _hours(alert: RowMapping) -> float:
    opened, closed = datetime.fromisoformat(alert["opened_at"]), datetime.fromisoformat(alert["closed_at"])
    return (closed - opened).total_seconds() / 3600
