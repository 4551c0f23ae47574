"""Whoever does something has looked at the alert as it is."""

from dataclasses import replace

import pytest

from service.alerts.errors import NotFound, NotPossible, VersionChanged
from service.alerts.handling import assign, comment_on
from service.alerts.raising import raise_alerts
from service.alerts.reading import read_alert
from service.alerts.states import FINAL
from service.alerts.statuses import AlertStatus
from service.alerts.steps import By, expected, hashed, refuse_final
from tests.alerts.raised import AT, found, raised
from tests.conftest import NOW


def test_whoever_looked_at_another_version_is_told_what_has_happened_since(act, alert_id):
    act(comment_on, alert_id, "one")
    with pytest.raises(VersionChanged, match="at version 2 now") as refused:
        act(assign, alert_id, "c", looked_at=1)
    assert [one.field for one in refused.value.changes] == ["version", "event 2"]
    assert refused.value.changes[1].got == f"commented by a at {AT}"


def test_the_alert_that_was_looked_at_is_given(transaction, alert_id):
    by = By("a", NOW, 1)
    assert expected(transaction, alert_id, by) == read_alert(transaction, alert_id)
    with pytest.raises(NotFound):
        expected(transaction, "alr_0", by)


@pytest.mark.parametrize("status", AlertStatus)
def test_of_a_final_alert_nothing_is_decided_any_more(transaction, alert_id, status):
    alert = replace(read_alert(transaction, alert_id), status=status)
    if status not in FINAL:
        refuse_final(alert)
        return
    with pytest.raises(NotPossible, match=f"the alert is {status}, which is final"):
        refuse_final(alert)


def test_whose_place_was_taken_is_told(transaction, alert_id):
    newer = raised(found("test:1"), found("test:2"), found("test:3"))
    raise_alerts(transaction, [newer])
    with pytest.raises(NotPossible, match=f"{newer.finding.alert_id} has taken its place"):
        refuse_final(read_alert(transaction, alert_id))


def test_an_event_is_of_who_did_it_when():
    event = By("a", NOW, 3).event("alert_commented", "alr_1", hashed("words"))
    assert (event.at, event.actor, event.subject) == (AT, "a", "alr_1")
    assert "words" not in event.details
