"""Alerts and proposals come back as what they were written as."""

import pytest

from service.alerts.errors import NotFound
from service.alerts.finding_model import SubjectKind
from service.alerts.raising import raise_alerts
from service.alerts.reading import (
    dispositions_of_alert,
    last_outcomes,
    read_alert,
    read_disposition,
    read_events,
    read_matches,
)
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome
from service.alerts.transitions import write_event
from tests.alerts.raised import AT, decide, found, raised


def write(connection, *matches, **changed):
    one = raised(*matches, **changed)
    raise_alerts(connection, [one])
    return one.finding.alert_id


@pytest.mark.parametrize("look", [read_alert, read_disposition])
def test_what_is_not_there_is_named(transaction, look):
    with pytest.raises(NotFound, match="'x_1'"):
        look(transaction, "x_1")


def test_an_alert_has_its_subject_and_its_matches_in_order(transaction):
    matches = [found(f"test:{n}", score=1 - n / 100, watchlist=None if n else "test") for n in range(12)]
    alert = read_alert(transaction, write(transaction, *matches))
    assert (alert.subject.kind, alert.subject.key) == (SubjectKind.PARTY, "id:C-1")
    assert [(one.match_id, one.entity_id, one.watchlist) for one in alert.matches] == [
        (n, one.entity_id, one.watchlist) for n, one in enumerate(matches, 1)
    ]


def test_a_match_has_what_was_decided_about_it(transaction):
    alert_id = write(transaction, found("test:1"), found("test:2"))
    disposition_id = decide(transaction, alert_id, [2], Outcome.TRUE_MATCH)
    first, second = read_matches(transaction, [alert_id])[alert_id]
    assert (first.outcome, first.disposition_id, first.status) == (None, None, "open")
    assert (second.outcome, second.disposition_id) == (Outcome.TRUE_MATCH, disposition_id)


def test_no_alerts_have_no_matches(transaction):
    assert read_matches(transaction, []) == {}
    assert read_matches(transaction, ["alr_0"])["alr_0"] == []


def test_events_are_read_from_a_version_on(transaction):
    alert_id = write(transaction, found())
    for version in (2, 3):
        write_event(transaction, alert_id, version, AT, "a", "commented", AlertStatus.OPEN, {"comment": str(version)})
    assert [one.version for one in read_events(transaction, alert_id)] == [1, 2, 3]
    (last,) = read_events(transaction, alert_id, after=2)
    assert (last.kind, last.status, last.details) == ("commented", AlertStatus.OPEN, {"comment": "3"})


def test_a_proposal_without_an_end_waits(transaction):
    alert_id = write(transaction, found())
    disposition_id = decide(transaction, alert_id, [], Outcome.INCONCLUSIVE)
    waiting = read_disposition(transaction, disposition_id)
    assert (waiting.status, waiting.decided_by) == (DispositionStatus.PROPOSED, None)
    assert waiting.proposal.outcome is Outcome.INCONCLUSIVE
    second = decide(transaction, alert_id, [], Outcome.INCONCLUSIVE)
    assert [one.id for one in dispositions_of_alert(transaction, alert_id)] == [disposition_id, second]


def test_the_last_decision_about_subject_and_entity_is_the_one_that_counts(transaction):
    first = write(transaction, found("test:1"), found("test:2"))
    decide(transaction, first, [1], Outcome.TRUE_MATCH)
    second = write(transaction, found("test:1", 0.95))
    asked = ("id:C-1", "default", ["test:1", "test:2"])
    assert last_outcomes(transaction, *asked) == {"test:1": (Outcome.TRUE_MATCH, first)}
    decide(transaction, second, [1], Outcome.FALSE_POSITIVE)
    assert last_outcomes(transaction, *asked) == {"test:1": (Outcome.FALSE_POSITIVE, second)}
    assert last_outcomes(transaction, "id:C-2", "default", ["test:1"]) == {}
    assert last_outcomes(transaction, "id:C-1", "strict", ["test:1"]) == {}
