"""Everything about an alert or counterparty up to a moment, in the order of time."""

from datetime import timedelta

import pytest

from service.alerts.errors import NotFound
from service.alerts.raising import raise_alerts
from service.alerts.statuses import AlertStatus, Outcome
from service.alerts.transitions import close_disposition, write_event
from service.common.clock import sortable
from service.customers.model import SubjectContent
from service.customers.writing import Put, put_contents
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.evidence.dossier import ALERT_FORMAT, SUBJECT_FORMAT, alert_dossier, subject_dossier
from service.records.action import Action, Performed
from service.records.records import Records
from service.records.search_keys import SearchKeys
from tests.alerts.raised import decide, end, found, raised, suppress
from tests.conftest import NOW


def at(hours):
    return sortable(NOW + timedelta(hours=hours))


def entries(content):
    return [(one["kind"], one["at"]) for one in content["entries"]]


@pytest.fixture
def alert_id(transaction):
    """An alert that went on from another one, was decided, and whose suppression has ended."""
    first = raised(found("test:1"))
    raise_alerts(transaction, [first])
    second = raised(found("test:1"), found("test:2"), at=at(1))
    raise_alerts(transaction, [second])
    alert = second.finding.alert_id
    disposition = decide(transaction, alert, [1, 2], Outcome.FALSE_POSITIVE)
    write_event(transaction, alert, 2, at(2), "b", "approved", AlertStatus.CLOSED_FALSE_POSITIVE, {}, closed_at=at(2))
    close_disposition(transaction, disposition, "approved", "b", at(2), None)
    end(transaction, suppress(transaction, alert_id=alert, starts_at=at(2), disposition_id=disposition))
    return alert


def test_an_alert_has_those_that_it_goes_on_from(transaction, alert_id):
    content = alert_dossier(transaction, alert_id, at(9))
    assert (content["format"], content["until"], content["about"]["id"]) == (ALERT_FORMAT, at(9), alert_id)
    assert len(content["about"]["alerts"]) == 2
    assert {kind for kind, _ in entries(content)} == {
        "alert_event",
        "disposition_proposed",
        "disposition_approved",
        "suppression_started",
        "suppression_ended",
    }
    times = [time for _, time in entries(content)]
    assert times == sorted(times)


@pytest.mark.parametrize("hours", [0, 1, 1.5, 2])
def test_what_happened_up_to_a_moment_never_changes(transaction, alert_id, hours):
    until = at(hours)
    before = alert_dossier(transaction, alert_id, until)
    write_event(transaction, alert_id, 3, at(3), "c", "commented", AlertStatus.CLOSED_FALSE_POSITIVE, {})
    assert alert_dossier(transaction, alert_id, until) == before
    assert all(one["at"] <= until for one in before["entries"])


def test_what_is_not_there_has_no_dossier(transaction):
    with pytest.raises(NotFound):
        alert_dossier(transaction, "alr_0", at(0))


KEYS = SearchKeys(b"k" * 32)


@pytest.fixture
def records(database):
    opened = Records(database, timeout=20)
    yield opened
    opened.close()


def test_a_counterparty_has_its_versions_and_alerts(records):
    def run(connection):
        content = SubjectContent(Party(EntityType.PERSON, ("Anna Primerova",)))
        put_contents(connection, [Put("C-1", content)], actor="a", at=NOW)
        return Performed(None, raise_alerts(connection, [raised(found("test:1"), at=at(1))]))

    records.perform_now(Action(run))
    content = subject_dossier(records.engine, "C-1", KEYS, at(9))
    assert (content["format"], content["about"]["reference"]) == (SUBJECT_FORMAT, "C-1")
    assert [kind for kind, _ in entries(content)] == ["subject_version", "alert_event"]
    assert "Anna Primerova" in str(content["entries"][0]["content"])
    with pytest.raises(NotFound, match="'C-2'"):
        subject_dossier(records.engine, "C-2", KEYS, at(9))
