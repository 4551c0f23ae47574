"""Proposals, and what a second person does with them."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from service.alerts.decisions import approve, propose, send_back, withdraw
from service.alerts.errors import DispositionChanged, NotPossible, ProposalRefused
from service.alerts.raising import raise_alerts
from service.alerts.reading import read_alert, read_disposition
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome
from service.alerts.steps import By
from service.alerts.suppression_reading import active_suppressions
from service.auth.second_person import SecondPersonNeeded
from service.webhooks.tables import OUTBOX
from tests.alerts.deciding import PROPOSAL, REMEMBERED, Lists, approved
from tests.alerts.raised import AT, found, raised
from tests.conftest import NOW


def test_whoever_proposes_takes_the_alert(transaction, act, alert_id):
    performed = act(propose, alert_id, PROPOSAL)
    alert = read_alert(transaction, alert_id)
    assert (alert.status, alert.assignee) == (AlertStatus.PROPOSED, "a")
    assert [one.kind for one in performed.events] == ["alert_assigned", "disposition_proposed"]
    types = transaction.execute(select(OUTBOX.c.type)).scalars().all()
    assert types == ["alert.opened", "disposition.proposed"]
    with pytest.raises(NotPossible):
        act(propose, alert_id, PROPOSAL, by="c")


@pytest.mark.parametrize("actor", ["a", "A", " a", "local", "local:root", "system"])
def test_a_second_person_approves_and_returns(act, alert_id, actor):
    made = act(propose, alert_id, PROPOSAL).value
    for action in (
        lambda id_, by: approve(id_, made.content_sha256, by, Lists),
        lambda id_, by: send_back(id_, "say more", by),
    ):
        with pytest.raises(SecondPersonNeeded):
            act(action, made.id, by=actor)


def test_only_whoever_proposed_withdraws(transaction, act, alert_id):
    made = act(propose, alert_id, PROPOSAL).value
    with pytest.raises(NotPossible, match="a has proposed this, and nobody else can withdraw it"):
        act(withdraw, made.id, None, by="b")
    assert act(withdraw, made.id, "my mistake").value.alert.status is AlertStatus.IN_REVIEW
    assert read_disposition(transaction, made.id).status is DispositionStatus.WITHDRAWN
    with pytest.raises(NotPossible, match="decided already: withdrawn by a"):
        act(withdraw, made.id, None)


def test_what_is_sent_back_is_proposed_again(transaction, act, alert_id):
    made = act(propose, alert_id, PROPOSAL).value
    returned = act(send_back, made.id, "say more", by="b").value
    assert (returned.alert.status, returned.disposition.comment) == (AlertStatus.RETURNED, "say more")
    again = act(propose, alert_id, PROPOSAL).value
    assert again.id != made.id
    assert read_alert(transaction, alert_id).status is AlertStatus.PROPOSED


def test_nothing_is_remembered_against_a_true_match(transaction, act, alert_id):
    approved(act, replace(PROPOSAL, outcome=Outcome.TRUE_MATCH), alert_id)
    newer = raised(found("test:1", 0.95), found("test:2", 0.95))
    raise_alerts(transaction, [newer])
    with pytest.raises(ProposalRefused, match=f"test:1 was decided to be true in {alert_id}"):
        propose(newer.finding.alert_id, REMEMBERED, By("a", NOW, 1)).run(transaction)


@pytest.mark.parametrize(
    ("now", "fields"),
    [
        (None, ["matches/1/entity_id"]),
        (("changed", "rules"), ["matches/1/entity_sha256"]),
        (("like test:1", "changed"), ["matches/1/rules_sha256"]),
    ],
)
def test_what_changed_on_the_lists_makes_a_proposal_stale(transaction, act, alert_id, now, fields):
    decided = approved(act, REMEMBERED, alert_id, **{"1": now}).value
    assert [one.field for one in decided.changes] == fields
    assert (decided.alert.status, decided.disposition.status) == (AlertStatus.IN_REVIEW, DispositionStatus.STALE)
    assert decided.suppressions == ()
    assert active_suppressions(transaction, AT) == []


def test_a_change_of_another_match_is_none_of_this_proposal(act, alert_id):
    assert approved(act, PROPOSAL, alert_id, **{"2": None}).value.changes == ()


def test_what_is_approved_is_what_was_looked_at(act, alert_id):
    made = act(propose, alert_id, PROPOSAL).value
    with pytest.raises(DispositionChanged) as refused:
        act(lambda id_, by: approve(id_, "0" * 64, by, Lists), made.id, by="b")
    assert refused.value.changes[0].got == made.content_sha256
