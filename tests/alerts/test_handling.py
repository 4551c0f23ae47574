"""Alerts are taken, passed on and commented."""

from service.alerts.handling import assign, comment_on, escalate
from service.alerts.reading import read_events
from service.alerts.statuses import AlertStatus


def test_an_alert_is_taken_passed_on_and_commented(transaction, act, alert_id):
    assert act(assign, alert_id, "c").value.assignee == "c"
    assert act(escalate, alert_id, "to the lawyers").value.status is AlertStatus.ESCALATED
    performed = act(comment_on, alert_id, "a secret word")
    assert performed.value.version == 4
    assert [one.kind for one in read_events(transaction, alert_id)] == ["opened", "assigned", "escalated", "commented"]
    (event,) = performed.events
    assert "secret" not in event.details
    assert "comment_sha256" in event.details
