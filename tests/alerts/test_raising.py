"""What was found joins the alert that waits for the same, or is a new one that takes the place of older ones."""

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from service.alerts.drafting import BulkRow
from service.alerts.errors import SuppressionsOutdated
from service.alerts.finding_model import Lapse, LapseReason, Subject, SubjectKind
from service.alerts.raising import AlertWriter, raise_alerts, write_row_findings
from service.alerts.reading import read_alert, read_events
from service.alerts.statuses import AlertStatus, Outcome
from service.alerts.suppression_reading import read_suppressions
from service.alerts.suppression_tables import CONSIDERED, SUPPRESSION_ENDS
from service.alerts.tables import ALERT_SCREENINGS, ALERTS, EVENTS, STATES
from service.alerts.tables import MATCHES as ALERT_MATCHES
from service.alerts.transitions import write_event
from service.records.action import Performed
from service.storage.seals import take_seals
from service.webhooks.tables import OUTBOX
from tests.alerts.raised import AT, decide, end, found, raised, suppress
from tests.examples import examples
from tests.records.test_records import ONE

TABLES = (ALERTS, ALERT_MATCHES, EVENTS, STATES, ALERT_SCREENINGS, CONSIDERED)


def alert_of(connection, one):
    """The id of the alert that stands for a finding: its own, or the one that it joined."""
    raise_alerts(connection, [replace(one, screening_id=f"scr_{one.finding.alert_id}")])
    statement = select(ALERT_SCREENINGS.c.alert_id).where(
        ALERT_SCREENINGS.c.screening_id == f"scr_{one.finding.alert_id}"
    )
    return connection.execute(statement).scalar_one()


def outbox(connection):
    return list(connection.execute(select(OUTBOX.c.type)).scalars())


def test_an_alert_says_where_it_comes_from(transaction):
    one = raised(found("test:1", 0.95), found("test:2", 0.7), reference="T-1", screening_id="scr_1")
    (event,) = raise_alerts(transaction, [one])
    alert = read_alert(transaction, one.finding.alert_id)
    assert (alert.status, alert.version, alert.reference, alert.screening_id) == (AlertStatus.OPEN, 1, "T-1", "scr_1")
    assert (alert.priority, alert.due_at) == ("high", "2026-11-24T09:00:00.123456Z")
    assert [(match.match_id, match.entity_id, match.status) for match in alert.matches] == [
        (1, "test:1", "open"),
        (2, "test:2", "open"),
    ]
    assert (event.kind, event.subject, event.actor) == ("alert_opened", alert.id, "desk")
    assert outbox(transaction) == ["alert.opened"]


@pytest.mark.parametrize(
    "same",
    [
        raised(found("test:1", 0.8), found("test:2", 0.8)),
        raised(found("test:1", 0.85), found("test:2", 0.8)),
        raised(found("test:1", 0.8)),
        raised(found("test:1"), found("test:3", suppressed_by="sup_1")),
    ],
)
def test_what_an_alert_covers_joins_it(transaction, same):
    first = raised(found("test:1", 0.8), found("test:2", 0.8))
    assert alert_of(transaction, first) == first.finding.alert_id
    assert alert_of(transaction, same) == first.finding.alert_id


ANOTHER = Subject(SubjectKind.PARTY, "p", "another fingerprint", "C-1")


@pytest.mark.parametrize(
    ("other", "superseded"),
    [
        (raised(found("test:1"), found("test:2")), True),
        (raised(found("test:1", 0.95)), True),
        (raised(found("test:1", entity_sha256="changed")), True),
        (raised(found("test:1", rules_sha256="changed")), True),
        (raised(found("test:1"), subject=ANOTHER), True),
        (raised(found("test:2")), False),
        (raised(found("test:1"), subject_id="C-2"), False),
        (raised(found("test:1"), profile_id="strict"), False),
    ],
)
def test_what_is_new_is_an_alert_of_its_own(transaction, other, superseded):
    first = raised(found("test:1", 0.8))
    alert_of(transaction, first)
    assert alert_of(transaction, other) == other.finding.alert_id
    former = read_alert(transaction, first.finding.alert_id)
    assert former.superseded_by == (other.finding.alert_id if superseded else None)
    same_chain = (other.finding.subject.subject_id, other.profile_id) == ("C-1", "default")
    newer = read_alert(transaction, other.finding.alert_id)
    assert newer.previous_alert_id == (former.id if same_chain else None)


def test_two_findings_of_one_transaction_meet_as_those_of_two_do(transaction):
    first, second = raised(found("test:1")), raised(found("test:1"), found("test:2"))
    events = raise_alerts(transaction, [first, second, raised(found("test:2"))])
    assert [(one.kind, one.subject) for one in events] == [
        ("alert_opened", first.finding.alert_id),
        ("alert_superseded", first.finding.alert_id),
        ("alert_opened", second.finding.alert_id),
    ]
    assert outbox(transaction).count("alert.closed") == 1


def test_whoever_had_the_former_alert_has_the_new_one_and_a_proposal_about_it_is_stale(transaction):
    first, second = raised(found("test:1")), raised(found("test:1"), found("test:2"))
    old = alert_of(transaction, first)
    disposition = decide(transaction, old, (), Outcome.FALSE_POSITIVE)
    status = AlertStatus.PROPOSED
    write_event(transaction, old, 2, AT, "a", "proposed", status, {}, assignee="a", disposition_id=disposition)
    new = read_alert(transaction, alert_of(transaction, second))
    assert (new.status, new.assignee) == (AlertStatus.IN_REVIEW, "a")
    former = read_alert(transaction, old)
    assert (former.status, former.version, former.closed_at) == (AlertStatus.SUPERSEDED, 3, AT)
    assert read_events(transaction, old)[-1].details == {"by": new.id}
    state = transaction.execute(select(STATES.c.disposition_id).where(STATES.c.alert_id == old)).scalar_one()
    assert state is None


@pytest.mark.parametrize(
    ("closed", "joins"),
    [(AlertStatus.CLOSED_TRUE_MATCH, True), (AlertStatus.CLOSED_FALSE_POSITIVE, False)],
)
def test_only_a_true_match_answers_the_same_finding_for_ever(transaction, closed, joins):
    first = raised(found("test:1"))
    old = alert_of(transaction, first)
    write_event(transaction, old, 2, AT, "b", "approved", closed, {}, closed_at=AT)
    assert (alert_of(transaction, raised(found("test:1"))) == old) is joins
    assert read_alert(transaction, old).status is closed


MATCHES = st.lists(
    st.builds(
        found,
        entity_id=st.sampled_from(["test:1", "test:2", "test:3"]),
        score=st.sampled_from([0.7, 0.75, 0.85, 0.95]),
        rules_sha256=st.sampled_from(["r", "s"]),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one.entity_id,
)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MATCHES, min_size=1, max_size=6))
def test_the_alert_of_a_finding_shows_all_of_it_and_no_two_undecided_ones_say_the_same(transaction, findings):
    with transaction.begin_nested() as undone:
        for matches in findings:
            alert = read_alert(transaction, alert_of(transaction, raised(*matches)))
            shown = {(one.entity_id, one.rules_sha256): one.score for one in alert.matches}
            assert all(one.score < shown[one.entity_id, one.rules_sha256] + 0.1 for one in matches)
            assert alert.status is AlertStatus.OPEN
        undecided = transaction.execute(select(STATES.c.alert_id).where(STATES.c.status == "open")).scalars().all()
        entities = [frozenset(one.entity_id for one in read_alert(transaction, alert).matches) for alert in undecided]
        assert len(set(entities)) == len(entities)
        undone.rollback()


def documents(*findings, answer=b"{}"):
    return [replace(ONE, id=f"scr_{n}", answer=answer, findings=(one.finding,)) for n, one in enumerate(findings)]


def test_an_answer_names_the_alert_that_its_finding_joined(transaction):
    first, second = raised(found("test:1")), raised(found("test:1"))
    answer = b'{"alert_id":"%s"}'
    (one,) = documents(first, answer=answer % first.finding.alert_id.encode())
    (two,) = documents(second, answer=answer % second.finding.alert_id.encode())
    performed = AlertWriter().write(transaction, [one, replace(two, id="scr_1")])
    assert [each.value.answer for each in performed] == [answer % first.finding.alert_id.encode()] * 2
    assert [[event.kind for event in each.events] for each in performed] == [["alert_opened"], []]


def written(transaction, document):
    """What a document writes into all tables, in the audit chain and to other systems, and how it is recorded; all of
    it undone."""
    with transaction.begin_nested() as undone:
        [performed] = AlertWriter().write(transaction, [document])
        rows = [sorted(map(tuple, transaction.execute(select(table)))) for table in TABLES]
        told = sorted(transaction.execute(select(OUTBOX.c.type, OUTBOX.c.timestamp, OUTBOX.c.data)))
        seals = sorted(take_seals(transaction))
        undone.rollback()
    return rows, list(map(tuple, told)), seals, performed.value.answer, performed.events


@pytest.mark.parametrize("known", [False, True])
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(MATCHES, st.sampled_from(["C-1", "C-2", "C-3"])), min_size=1, max_size=6))
def test_what_was_prepared_is_written_as_what_was_not(transaction, known, findings):
    with transaction.begin_nested() as undone:
        if known:
            raise_alerts(transaction, [raised(found("test:1"))])
        take_seals(transaction)
        several = [raised(*matches, subject_id=subject_id).finding for matches, subject_id in findings]
        several = [replace(one, subject=replace(one.subject, item_id=str(n))) for n, one in enumerate(several)]
        answer = " ".join(one.alert_id for one in several).encode()
        document = replace(ONE, findings=tuple(several), answer=answer)
        prepared = AlertWriter().prepare(document)
        assert prepared.prepared is not None
        assert written(transaction, prepared) == written(transaction, document)
        undone.rollback()


def test_what_rests_on_suppressions_is_not_prepared(transaction):
    considered = tuple(read_suppressions(transaction, [suppress(transaction)]).values())
    (document,) = documents(raised(found("test:1"), considered=considered))
    assert AlertWriter().prepare(document) is document


def test_an_answer_that_rests_on_a_suppression_that_has_ended_is_refused_and_no_other(transaction):
    suppression_id = suppress(transaction)
    (remembered,) = read_suppressions(transaction, [suppression_id]).values()
    end(transaction, suppression_id)
    resting = raised(
        found(suppressed_by=suppression_id), alert_id=None, considered=(remembered,), applied=(remembered,)
    )
    refused, written = AlertWriter().write(transaction, documents(resting, raised(found("test:2"))))
    assert isinstance(refused, SuppressionsOutdated)
    assert isinstance(written, Performed)
    with pytest.raises(SuppressionsOutdated):
        write_row_findings(transaction, [replace(resting, screening_id="job:1")])


def test_a_screening_says_which_suppressions_it_has_looked_at_and_ends_those_that_lapsed(transaction):
    ids = [suppress(transaction, entity_id=f"test:{n}") for n in range(3)]
    applied, lapsed, unused = read_suppressions(transaction, ids).values()
    because = Lapse(lapsed, LapseReason.ENTITY_CHANGED)
    finding = raised(
        found("test:1"), considered=(applied, lapsed, unused), applied=(applied,), lapsed=(because,)
    ).finding
    (performed,) = AlertWriter().write(transaction, [replace(ONE, findings=(finding,))])
    assert [one.kind for one in performed.events] == ["alert_opened", "suppression_lapsed"]
    considered = transaction.execute(select(CONSIDERED.c.suppression_id, CONSIDERED.c.outcome)).all()
    assert dict(considered) == {applied.id: "applied", lapsed.id: "lapsed", unused.id: "unused"}
    assert transaction.execute(select(SUPPRESSION_ENDS.c.suppression_id, SUPPRESSION_ENDS.c.because)).all() == [
        (lapsed.id, "entity_changed")
    ]


def test_what_has_lapsed_already_does_not_lapse_again(transaction):
    (one,) = read_suppressions(transaction, [suppress(transaction)]).values()
    because = Lapse(one, LapseReason.RULE_CHANGED)
    for expected in (["alert_opened", "suppression_lapsed"], []):
        finding = raised(found("test:1"), considered=(one,), lapsed=(because,)).finding
        document = replace(ONE, id=f"scr_{len(expected)}", findings=(finding,))
        (performed,) = AlertWriter().write(transaction, [document])
        assert [event.kind for event in performed.events] == expected


def test_rows_of_a_job_that_were_written_before_stay_as_they_are(transaction):
    rows = [replace(raised(found(f"test:{n}")), screening_id=f"job:{n}", bulk_row=BulkRow("job", n)) for n in range(3)]
    assert len(write_row_findings(transaction, rows[:2])) == 2
    again = [replace(one, finding=replace(one.finding, alert_id=f"alr_again{n}")) for n, one in enumerate(rows)]
    assert [one.subject for one in write_row_findings(transaction, again)] == ["alr_again2"]
    statement = select(ALERT_SCREENINGS.c.bulk_job_id, ALERT_SCREENINGS.c.bulk_row).order_by(
        ALERT_SCREENINGS.c.bulk_row
    )
    assert transaction.execute(statement).all() == [("job", 0), ("job", 1), ("job", 2)]
