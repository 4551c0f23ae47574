"""How alerts fare: how many, how many were true, how long they took, by list, band of score, profile, age and time to
close."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import Connection, RowMapping, select

from service.alerts.states import FINAL
from service.alerts.statuses import AlertStatus
from service.alerts.tables import ALERTS, MATCHES, STATES

AGES = ("0-1 d", "1-3 d", "3-7 d", "7-14 d", "14-30 d", "30 d-")
TIMES_TO_CLOSE = ("0-1 h", "1-4 h", "4-24 h", "1-3 d", "3-7 d", "7 d-")
"""Spans from raising to now or to deciding, in order; the end of a span belongs to the next."""
_AGE_HOURS = (24, 72, 168, 336, 720)
_CLOSING_HOURS = (1, 4, 24, 72, 168)
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
    """The figures of all alerts raised in a span of time, of each list, band and profile; of those undecided by age, of
    those decided by the time that took. An alert with matches of several lists counts for each."""
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
        for key in _groups(alert, watchlists[alert["id"]], now):
            groups[key].append(alert)
    return [_figures(*key, groups[key], now) for key in sorted(groups, key=_order)]


def _order(key: tuple[str, str]) -> tuple[str, int, str]:
    by, value = key
    spans = {"age": AGES, "time_to_close": TIMES_TO_CLOSE}.get(by, ())
    return by, spans.index(value) if spans else 0, value


def _groups(alert: RowMapping, watchlists: Sequence[str], now: str) -> Iterator[tuple[str, str]]:
    yield "all", "all"
    yield "profile", alert["profile_id"]
    yield "band", _band(alert["top_score"])
    for watchlist in watchlists:
        yield "watchlist", watchlist
    status = AlertStatus(alert["status"])
    if status in _DECIDED:
        yield "time_to_close", TIMES_TO_CLOSE[bisect_right(_CLOSING_HOURS, _hours(alert, alert["closed_at"]))]
    elif status not in FINAL:
        yield "age", AGES[bisect_right(_AGE_HOURS, _hours(alert, now))]


def _band(score: float) -> str:
    """The tenth in which a score lies; 1 belongs to the highest."""
    tenth = min(int(score * 10 + 1e-9), 9)
    return f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}"


def _figures(by: str, value: str, alerts: Sequence[RowMapping], now: str) -> AlertFigures:
    statuses = [AlertStatus(one["status"]) for one in alerts]
    true, false = (statuses.count(status) for status in _DECIDED)
    hours = sorted(
        _hours(one, one["closed_at"]) for one, status in zip(alerts, statuses, strict=True) if status in _DECIDED
    )
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


def _hours(alert: RowMapping, until: str) -> float:
    return (datetime.fromisoformat(until) - datetime.fromisoformat(alert["opened_at"])).total_seconds() / 3600
