"""Figures of alerts, all of them and by list, band and profile."""

from datetime import timedelta

import pytest

from service.alerts.raising import raise_alerts
from service.alerts.reports import report_alerts
from service.alerts.statuses import AlertStatus
from service.alerts.transitions import write_event
from service.common.clock import sortable
from tests.alerts.raised import AT, found, raised
from tests.conftest import NOW

LATE = sortable(NOW + timedelta(days=30))


def hours_after(hours):
    return sortable(NOW + timedelta(hours=hours))


@pytest.fixture
def report(transaction):
    """Raises alerts with these scores, each for another subject, closes them, and reports."""

    def make(*alerts, from_=None, until=None, now=AT):
        for number, (matches, closed, hours, changed) in enumerate(alerts):
            one = raised(*matches, subject_id=f"C-{number}", **changed)
            raise_alerts(transaction, [one])
            if closed is not None:
                at = hours_after(hours)
                write_event(transaction, one.finding.alert_id, 2, at, "b", "closed", closed, {}, closed_at=at)
        figures = report_alerts(transaction, from_=from_, until=until, now=now)
        return {(one.by, one.value): one for one in figures}

    return make


TRUE, FALSE = AlertStatus.CLOSED_TRUE_MATCH, AlertStatus.CLOSED_FALSE_POSITIVE


def test_without_alerts_there_is_nothing_to_tell(report):
    assert report() == {}


def test_shares_and_hours_are_of_decided_alerts(report):
    decided = [((found(),), status, hours, {}) for status, hours in ((TRUE, 1), (FALSE, 2), (FALSE, 30))]
    rest = [((found(),), None, 0, {}), ((found(),), AlertStatus.SUPERSEDED, 5, {})]
    figures = report(*decided, *rest, now=LATE)["all", "all"]
    assert (figures.total, figures.undecided, figures.overdue, figures.superseded) == (5, 1, 1, 1)
    assert (figures.true_matches, figures.false_positives, figures.true_share) == (1, 2, 0.3333)
    assert (figures.median_hours, figures.p95_hours) == (2, 30)


def test_an_alert_of_two_lists_counts_for_both_and_once_in_all(report):
    figures = report(((found("un:1"), found("un:2"), found("eu:1"), found("x", watchlist=None)), None, 0, {}))
    assert {value: one.total for (by, value), one in figures.items() if by == "watchlist"} == {
        "eu": 1,
        "territories": 1,
        "un": 1,
    }
    assert figures["all", "all"].total == 1
    assert figures["all", "all"].true_share is figures["all", "all"].median_hours is None


@pytest.mark.parametrize(
    ("score", "band"),
    [(0.0, "0.0-0.1"), (0.699, "0.6-0.7"), (0.7, "0.7-0.8"), (0.3, "0.3-0.4"), (0.999, "0.9-1.0"), (1.0, "0.9-1.0")],
)
def test_the_band_is_the_tenth_of_the_highest_score(report, score, band):
    assert ("band", band) in report(((found(score=score), found("test:2", 0.0)), None, 0, {}))


def test_the_span_is_of_raising(report):
    alerts = [((found(),), None, 0, {"at": hours_after(hours)}) for hours in (0, 1, 2)]
    assert report(*alerts, from_=hours_after(1), until=hours_after(2))["all", "all"].total == 1


def test_profiles_are_told_apart(report):
    figures = report(((found(),), TRUE, 1, {}), ((found(),), FALSE, 3, {"profile_id": "strict"}))
    assert figures["profile", "default"].true_share == 1
    assert figures["profile", "strict"].true_share == 0


def test_of_twenty_hours_the_nineteenth_is_the_95th_percentile(report):
    figures = report(*(((found(),), FALSE, hours, {}) for hours in range(1, 21)))
    assert figures["all", "all"].p95_hours == 19
    assert figures["all", "all"].median_hours == 10.5


def test_those_that_wait_are_counted_by_age_and_those_decided_by_the_time_that_took(report):
    waiting = [((found(),), None, 0, {"at": hours_after(hours)}) for hours in (0, 47, 48.5)]
    decided = [((found(),), status, hours, {}) for status, hours in ((TRUE, 0.5), (FALSE, 1), (FALSE, 200))]
    superseded = ((found(),), AlertStatus.SUPERSEDED, 5, {})
    figures = report(*waiting, *decided, superseded, now=hours_after(72))
    counts = [(*key, one.total) for key, one in figures.items() if key[0] in ("age", "time_to_close")]
    assert counts == [
        ("age", "0-1 d", 1),
        ("age", "1-3 d", 1),
        ("age", "3-7 d", 1),
        ("time_to_close", "0-1 h", 1),
        ("time_to_close", "1-4 h", 1),
        ("time_to_close", "7 d-", 1),
    ]
    assert figures["time_to_close", "0-1 h"].true_matches == 1
