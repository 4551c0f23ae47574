"""What is approved takes effect: matches are decided, alerts closed, decisions remembered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.alerts.decisions import propose
from service.alerts.errors import NotPossible
from service.alerts.handling import assign, comment_on, escalate
from service.alerts.statuses import AlertStatus, Outcome
from service.alerts.suppression_reading import read_suppressions
from service.common.clock import sortable
from tests.alerts.deciding import PROPOSAL, REMEMBERED, approved
from tests.alerts.raised import AT
from tests.conftest import NOW


def test_matches_are_decided_one_after_the_other(transaction, act, alert_id):
    first = approved(act, PROPOSAL, alert_id)
    assert first.value.alert.status is AlertStatus.IN_REVIEW
    second = approved(act, replace(PROPOSAL, match_ids=(2,)), alert_id)
    assert (second.value.alert.status, second.value.alert.closed_at) == (AlertStatus.CLOSED_FALSE_POSITIVE, AT)
    assert [one.kind for one in second.events] == ["disposition_approved", "alert_closed"]
    for action, given in ((propose, PROPOSAL), (assign, "c"), (escalate, "x")):
        with pytest.raises(NotPossible, match="closed_false_positive, which is final"):
            act(action, alert_id, given)
    assert act(comment_on, alert_id, "afterwards").value.status is AlertStatus.CLOSED_FALSE_POSITIVE


def test_one_true_match_makes_it_a_true_alert(act, alert_id):
    approved(act, replace(PROPOSAL, outcome=Outcome.TRUE_MATCH), alert_id)
    last = approved(act, replace(PROPOSAL, match_ids=(2,)), alert_id).value
    assert last.alert.status is AlertStatus.CLOSED_TRUE_MATCH


def test_an_inconclusive_proposal_decides_nothing(act, alert_id):
    proposal = replace(PROPOSAL, match_ids=(1, 2), outcome=Outcome.INCONCLUSIVE)
    alert = approved(act, proposal, alert_id).value.alert
    assert alert.status is AlertStatus.ESCALATED
    assert [one.status for one in alert.matches] == ["open", "open"]


def test_a_suppression_holds_what_was_decided_on(transaction, act, alert_id):
    decided = approved(act, REMEMBERED, alert_id)
    (one,) = read_suppressions(transaction, decided.value.suppressions).values()
    assert (one.subject_key, one.entity_id, one.entity_sha256) == ("id:C-1", "test:1", "like test:1")
    assert (one.profile_id, one.score, one.approved_by, one.starts_at) == ("default", 0.8, "b", AT)
    assert one.expires_at == sortable(NOW + timedelta(days=365))
    assert [event.kind for event in decided.events] == ["disposition_approved", "suppression_started"]
