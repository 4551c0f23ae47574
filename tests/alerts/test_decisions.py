"""What people do with an alert: who may, on what they have looked at, and what it leads to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.alerts.decisions import approve, propose, send_back, withdraw
from service.alerts.errors import DispositionChanged, NotFound, NotPossible, ProposalRefused, VersionChanged
from service.alerts.handling import assign, comment_on, escalate
from service.alerts.model import AlertStatus, DispositionStatus, Outcome, Proposal, WantedSuppression
from service.alerts.raising import raise_alerts
from service.alerts.reading import active_suppressions, read_alert, read_disposition, read_events, read_suppressions
from service.alerts.revoking import revoke
from service.alerts.steps import By
from service.alerts.tables import SUPPRESSION_ENDS
from service.auth.second_person import SecondPersonNeeded
from service.common.clock import sortable
from service.webhooks.tables import OUTBOX
from tests.alerts.raised import AT, found, raised, suppress
from tests.conftest import NOW

PROPOSAL = Proposal((1,), Outcome.FALSE_POSITIVE, "name_only", "Another person: only the name is alike.")
REMEMBERED = replace(PROPOSAL, suppress=WantedSuppression(""))


class Lists:
    """What is listed now: everything as it was found, but for what is said to be changed."""

    rules_sha256 = "rules"

    def __init__(self, **changed):
        self.changed = changed

    def find(self, entity_id):
        return self.changed.get(entity_id.partition(":")[2], (f"like {entity_id}", "rules"))


@pytest.fixture
def alert_id(transaction):
    one = raised(found("test:1"), found("test:2"))
    raise_alerts(transaction, [one])
    return one.finding.alert_id


@pytest.fixture
def act(transaction, alert_id):
    """Does something in the name of an actor who has just looked at the alert."""

    def do(action, *given, by="a", looked_at=None):
        version = read_alert(transaction, alert_id).version if looked_at is None else looked_at
        return action(*given, By(by, NOW, version)).run(transaction)

    return do


def approved(act, proposal, alert_id, **lists):
    made = act(propose, alert_id, proposal).value
    listed = Lists(**lists)

    def with_lists(disposition_id, by):
        return approve(disposition_id, made.content_sha256, by, lambda: listed)

    return act(with_lists, made.id, by="b")


def test_an_alert_is_taken_passed_on_and_commented(transaction, act, alert_id):
    assert act(assign, alert_id, "c").value.assignee == "c"
    assert act(escalate, alert_id, "to the lawyers").value.status is AlertStatus.ESCALATED
    performed = act(comment_on, alert_id, "a secret word")
    assert performed.value.version == 4
    assert [one.kind for one in read_events(transaction, alert_id)] == ["opened", "assigned", "escalated", "commented"]
    (event,) = performed.events
    assert "secret" not in event.details
    assert "comment_sha256" in event.details


def test_whoever_looked_at_another_version_is_told_what_has_happened_since(act, alert_id):
    act(comment_on, alert_id, "one")
    with pytest.raises(VersionChanged, match="at version 2 now") as refused:
        act(assign, alert_id, "c", looked_at=1)
    assert [one.field for one in refused.value.changes] == ["version", "event 2"]
    assert refused.value.changes[1].got == f"commented by a at {AT}"


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


def test_a_true_match_ends_what_says_the_contrary_under_any_profile(transaction, act, alert_id):
    contrary = [suppress(transaction), suppress(transaction, profile_id="strict")]
    others = [suppress(transaction, "id:C-2"), suppress(transaction, entity_id="test:2")]
    approved(act, replace(PROPOSAL, outcome=Outcome.TRUE_MATCH), alert_id)
    assert set(transaction.execute(select(SUPPRESSION_ENDS.c.suppression_id)).scalars()) == set(contrary)
    assert {one.id for one in active_suppressions(transaction, AT)} == set(others)


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


def test_one_person_ends_a_suppression_once(transaction):
    suppression_id = suppress(transaction)
    revoke(suppression_id, "a mistake", "a", NOW).run(transaction)
    assert active_suppressions(transaction, AT) == []
    with pytest.raises(NotPossible, match="has ended already: it is revoked"):
        revoke(suppression_id, "again", "a", NOW).run(transaction)
    with pytest.raises(NotFound):
        revoke("sup_0", "x", "a", NOW).run(transaction)
