"""Lists of alerts, proposals and suppressions, page by page, and what may become of what was screened."""

from dataclasses import replace
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from pydantic_core import to_json

from service.alerts import search
from service.alerts.drafting import BulkRow
from service.alerts.finding_model import SuppressionStatus
from service.alerts.raising import raise_alerts
from service.alerts.reading import read_alert
from service.alerts.search import (
    AlertQuery,
    Release,
    SuppressionQuery,
    alerts_of_job,
    equal_alerts,
    find_alerts,
    find_dispositions,
    find_suppressions,
    status_of_screening,
)
from service.alerts.states import FINAL
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome
from service.alerts.suppression_tables import CONSIDERED
from service.alerts.transitions import close_disposition, write_event
from service.common.clock import sortable
from service.common.ids import new_id
from service.storage.bulk_insert import insert_rows
from tests.alerts.raised import AT, decide, end, found, raised, suppress
from tests.conftest import NOW
from tests.examples import examples
from tests.records.test_records import ONE

LATER = sortable(NOW + timedelta(days=400))


def write(connection, *matches, status=None, **changed):
    one = raised(*(matches or (found(),)), **changed)
    raise_alerts(connection, [one])
    if status is not None:
        write_event(connection, one.finding.alert_id, 2, AT, "a", "x", status, {}, assignee="a")
    return one.finding.alert_id


def ids(page):
    return [one.id for one in page.alerts]


ALERT_IDS = [f"alr_{n:032}" for n in range(9)]


@pytest.fixture
def nine(transaction):
    """Alerts of two lists and several states, each of another subject."""
    statuses = [None, AlertStatus.IN_REVIEW, AlertStatus.CLOSED_TRUE_MATCH]
    for n, alert_id in enumerate(ALERT_IDS):
        matches = [found("un:1"), found("eu:1")] if n % 4 == 0 else [found(f"un:{n % 2 + 1}")]
        given = {"subject_id": f"C-{n}", "reference": f"T-{n % 2}", "status": statuses[n % 3]}
        write(transaction, *matches, alert_id=alert_id, **given)
    return transaction


CONDITIONS = st.builds(
    AlertQuery,
    status=st.sampled_from([None, AlertStatus.OPEN, AlertStatus.IN_REVIEW, AlertStatus.CLOSED_TRUE_MATCH]),
    assignee=st.sampled_from([None, "a", "b"]),
    watchlist=st.sampled_from([None, "un", "eu", "us"]),
    entity=st.sampled_from([None, "un:1", "eu:1"]),
    reference=st.sampled_from([None, "T-0"]),
    limit=st.integers(1, 4),
    undecided=st.booleans(),
)


def meets(alert, query):
    return (
        query.status in (None, alert.status)
        and query.assignee in (None, alert.assignee)
        and query.reference in (None, alert.reference)
        and any(
            query.watchlist in (None, one.watchlist) and query.entity in (None, one.entity_id) for one in alert.matches
        )
        and not (query.undecided and alert.status in FINAL)
    )


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=CONDITIONS, few=st.sampled_from([0, 500]))
def test_pages_hold_every_alert_that_meets_all_conditions_once_newest_first(nine, query, few):
    """By whichever index it is looked for."""
    expected = [one for one in reversed(ALERT_IDS) if meets(read_alert(nine, one), query)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_FEW", few)
        seen, after = [], None
        while True:
            page = find_alerts(nine, replace(query, after=after))
            assert len(page.alerts) <= query.limit
            seen += ids(page)
            after = page.next
            if after is None:
                break
    assert seen == expected


@pytest.mark.parametrize(
    ("hours", "due"), [(4, []), (4.1, ["urgent"]), (25, ["high", "urgent"]), (73, ["normal", "high", "urgent"])]
)
def test_what_is_due_is_found_by_its_own_time(transaction, hours, due):
    """Ids hold the time of raising, and an id that is too new for anything to be due is not looked at."""
    scores = {"urgent": ("block", 0.8), "high": ("review", 0.95), "normal": ("review", 0.8)}
    for subject, (decision, score) in scores.items():
        alert_id = new_id("alr_", NOW)
        write(transaction, found(score=score), decision=decision, subject_id=subject, alert_id=alert_id)
    page = find_alerts(transaction, AlertQuery(due_before=sortable(NOW + timedelta(hours=hours))))
    assert sorted(one.priority for one in page.alerts) == sorted(due)


def test_proposals_are_listed_oldest_first_by_what_became_of_them(transaction):
    alerts = [write(transaction, subject_id=f"C-{n}") for n in range(3)]
    made = [decide(transaction, one, [], Outcome.FALSE_POSITIVE) for one in alerts]
    for alert_id, disposition_id in list(zip(alerts, made, strict=True))[:2]:
        status = AlertStatus.PROPOSED
        write_event(transaction, alert_id, 2, AT, "a", "proposed", status, {}, disposition_id=disposition_id)
    close_disposition(transaction, made[2], "returned", "b", AT, None)

    def listed(status, **given):
        page = find_dispositions(transaction, status, **({"after": None, "limit": 50} | given))
        return [one.id for one in page.dispositions], page.next

    assert listed(None) == (made, None)
    assert listed(DispositionStatus.PROPOSED) == (made[:2], None)
    assert listed(DispositionStatus.RETURNED) == (made[2:], None)
    assert listed(None, limit=2) == (made[:2], made[1])
    assert listed(None, limit=2, after=made[1]) == (made[2:], None)


@pytest.fixture
def suppressions(transaction):
    """Four by their states, oldest first."""
    made = [suppress(transaction, entity_id=f"test:{n}") for n in range(3)]
    made.append(suppress(transaction, "id:C-2", expires_at=AT))
    end(transaction, made[1])
    end(transaction, made[2], "lapsed")
    return made


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (SuppressionQuery(), [3, 2, 1, 0]),
        (SuppressionQuery(status=SuppressionStatus.ACTIVE), [0]),
        (SuppressionQuery(status=SuppressionStatus.EXPIRED), [3]),
        (SuppressionQuery(status=SuppressionStatus.REVOKED), [1]),
        (SuppressionQuery(status=SuppressionStatus.LAPSED), [2]),
        (SuppressionQuery(entity="test:2"), [2]),
        (SuppressionQuery(subject_id="C-2"), [3]),
        (SuppressionQuery(expires_before=sortable(NOW + timedelta(days=1))), [3]),
        (SuppressionQuery(expires_before=LATER, subject_id="C-1"), [2, 1, 0]),
        (SuppressionQuery(ids=()), []),
    ],
)
def test_suppressions_are_listed_newest_first_by_where_they_stand(transaction, suppressions, query, expected):
    page = find_suppressions(transaction, AT, query)
    assert [one.suppression.id for one in page.suppressions] == [suppressions[n] for n in expected]
    assert page.next is None


def test_pages_of_suppressions_go_on_where_the_one_before_ended(transaction, suppressions):
    seen, after = [], None
    while True:
        page = find_suppressions(transaction, AT, SuppressionQuery(limit=1, after=after))
        seen += [one.suppression.id for one in page.suppressions]
        after = page.next
        if after is None:
            break
    assert seen == suppressions[::-1]


def test_only_what_was_applied_counts_as_applied(transaction, suppressions):
    columns = tuple(column.name for column in CONSIDERED.columns)
    looks = [("scr_1", "applied", AT), ("scr_2", "applied", LATER), ("scr_3", "unused", LATER)]
    rows = [(screening, "party", "p", suppressions[0], outcome, at) for screening, outcome, at in looks]
    insert_rows(transaction, CONSIDERED, columns, rows)
    (one,) = find_suppressions(transaction, AT, SuppressionQuery(ids=(suppressions[0],))).suppressions
    assert (one.times_applied, one.last_applied_at) == (2, LATER)


def screening(*parties, goods=()):
    items = {"parties": parties, "goods": goods}
    shown = {kind: [{"id": id_, "decision": decision} for id_, decision in several] for kind, several in items.items()}
    return replace(ONE, id="scr_1", answer=to_json(shown))


def test_what_asked_for_a_person_and_has_no_alert_is_held(transaction):
    assert status_of_screening(transaction, screening(("p", "clear")))[0] is Release.RELEASE
    assert status_of_screening(transaction, screening(("p", "clear"), ("q", "review")))[0] is Release.HOLD
    assert status_of_screening(transaction, screening(("p", "clear"), goods=[("g", "block")]))[0] is Release.HOLD
    assert status_of_screening(transaction, screening()) == (Release.RELEASE, [])


DECIDED = {AlertStatus.CLOSED_FALSE_POSITIVE: Release.RELEASE, AlertStatus.CLOSED_TRUE_MATCH: Release.REJECT}


@pytest.mark.parametrize(("status", "release"), [(one, DECIDED.get(one, Release.HOLD)) for one in AlertStatus])
def test_nothing_but_a_decision_releases_or_rejects(transaction, status, release):
    alert_id = write(transaction, screening_id="scr_1", status=status)
    worst, (item,) = status_of_screening(transaction, screening(("p", "review")))
    assert (worst, item.alert_id, item.alert_status) == (release, alert_id, status)


def test_one_true_match_rejects_all_of_it(transaction):
    write(transaction, screening_id="scr_1", status=AlertStatus.CLOSED_TRUE_MATCH)
    assert status_of_screening(transaction, screening(("p", "review"), ("q", "review")))[0] is Release.REJECT


def test_the_alert_that_took_the_place_of_another_speaks_for_it(transaction):
    write(transaction, found("test:1"), screening_id="scr_1")
    newest = [write(transaction, *(found(f"test:{n}") for n in range(1, last))) for last in (3, 4)][-1]
    _, (item,) = status_of_screening(transaction, screening(("p", "review")))
    assert (item.alert_id, item.alert_status) == (newest, AlertStatus.OPEN)


def test_rows_of_a_job_are_given_with_the_alert_of_now(transaction):
    for row in (1, 2, 4):
        given = {"subject_id": f"C-{row}", "bulk_row": BulkRow("job_1", row), "screening_id": f"job_1:{row}"}
        write(transaction, found("test:1", 0.9), found("test:2"), **given)
    newer = write(transaction, found("test:1"), found("test:2"), found("test:3"), subject_id="C-2", decision="block")
    rows = alerts_of_job(transaction, "job_1", after=0, limit=2)
    assert [(one.row, one.status, one.decision, one.top_score) for one in rows] == [
        (1, Release.HOLD, "review", 0.9),
        (2, Release.HOLD, "review", 0.9),
    ]
    assert (rows[1].alert_id, rows[1].top_entity_id, rows[1].top_watchlist) == (newer, "test:1", "test")
    assert [one.row for one in alerts_of_job(transaction, "job_1", after=2, limit=2)] == [4]
    assert alerts_of_job(transaction, "job_1", after=4, limit=2) == []
    assert alerts_of_job(transaction, "job_1", after=0, limit=9, decision="block") == []
    assert alerts_of_job(transaction, "job_2", after=0, limit=9) == []


def test_equal_alerts_are_undecided_ones_about_the_same_entities(transaction):
    alert_id = write(transaction, found("test:1"))
    same = write(transaction, found("test:1"), found("test:9"), subject_id="C-2")
    write(transaction, found("test:2"), subject_id="C-3")
    write(transaction, found("test:1"), subject_id="C-4", status=AlertStatus.CLOSED_FALSE_POSITIVE)
    assert equal_alerts(transaction, read_alert(transaction, alert_id), limit=5) == [same]
