"""An event and the state that it led to are written together."""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from service.alerts.raising import raise_alerts
from service.alerts.reading import read_alert, read_disposition, read_events
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome
from service.alerts.tables import STATES
from service.alerts.transitions import Superseded, close_disposition, supersede_alerts, write_event
from service.storage.seals import take_seals
from tests.alerts.raised import AT, decide, found, raised


@pytest.fixture
def alert_id(transaction):
    one = raised(found())
    raise_alerts(transaction, [one])
    take_seals(transaction)
    return one.finding.alert_id


def test_a_state_is_what_its_last_event_says(transaction, alert_id):
    details = {"assignee": "a", "ü": 1}
    write_event(transaction, alert_id, 2, AT, "a", "assigned", AlertStatus.IN_REVIEW, details, assignee="a")
    alert, event = read_alert(transaction, alert_id), read_events(transaction, alert_id)[-1]
    assert (alert.status, alert.version, alert.assignee) == (AlertStatus.IN_REVIEW, 2, "a")
    assert (event.status, event.version, event.details) == (AlertStatus.IN_REVIEW, 2, details)
    write_event(transaction, alert_id, 3, AT, "b", "commented", AlertStatus.IN_REVIEW, {})
    assert read_alert(transaction, alert_id).assignee == "a"


def test_the_same_version_is_written_once(transaction, alert_id):
    with pytest.raises(IntegrityError):
        write_event(transaction, alert_id, 1, AT, "a", "commented", AlertStatus.OPEN, {})


def test_event_and_state_are_sealed(transaction, alert_id):
    write_event(transaction, alert_id, 2, AT, "a", "commented", AlertStatus.OPEN, {})
    assert {one.table for one in take_seals(transaction)} == {"alert_events", "alert_states"}


def test_many_are_superseded_at_once(transaction, alert_id):
    other = raised(found("test:2"), subject_id="C-2")
    raise_alerts(transaction, [other])
    take_seals(transaction)
    ids = [alert_id, other.finding.alert_id]
    supersede_alerts(transaction, [Superseded(one, "alr_new", 2, AT, "desk") for one in ids])
    for one in ids:
        alert = read_alert(transaction, one)
        assert (alert.status, alert.version) == (AlertStatus.SUPERSEDED, 2)
        assert (alert.superseded_by, alert.closed_at) == ("alr_new", AT)
        assert read_events(transaction, one)[-1].details == {"by": "alr_new"}
    assert sum(one.table == "alert_states" for one in take_seals(transaction)) == 2


def test_an_alert_that_is_superseded_has_no_proposal_that_waits(transaction, alert_id):
    write_event(transaction, alert_id, 2, AT, "a", "proposed", AlertStatus.PROPOSED, {}, disposition_id="dsp_1")
    supersede_alerts(transaction, [Superseded(alert_id, "alr_new", 3, AT, "desk")])
    statement = select(STATES.c.disposition_id).where(STATES.c.alert_id == alert_id)
    assert transaction.execute(statement).scalar_one() is None


def test_to_supersede_nothing_writes_nothing(transaction):
    supersede_alerts(transaction, [])
    assert take_seals(transaction) == []


def test_a_proposal_ends_once(transaction, alert_id):
    disposition_id = decide(transaction, alert_id, (), Outcome.FALSE_POSITIVE)
    event = close_disposition(transaction, disposition_id, "returned", "b", AT, "say more", {"sha256": "f"})
    assert (event.kind, event.actor, event.subject) == ("disposition_returned", "b", disposition_id)
    assert json.loads(event.details) == {"sha256": "f"}
    ended = read_disposition(transaction, disposition_id)
    assert (ended.status, ended.decided_by, ended.comment) == (DispositionStatus.RETURNED, "b", "say more")
    with pytest.raises(IntegrityError):
        close_disposition(transaction, disposition_id, "approved", "c", AT, None)
