"""Alerts that may answer for what is found now."""

import pytest

from service.alerts.raising import raise_alerts
from service.alerts.standing_alerts import StandingAlert, last_sequences, read_standing
from service.alerts.statuses import AlertStatus
from service.alerts.transitions import write_event
from tests.alerts.raised import AT, found, raised

CHAIN = ("id:C-1", "default")


def standing(*matches, fingerprint="fingerprint"):
    return StandingAlert("alr_1", AlertStatus.OPEN, 1, None, fingerprint, None, list(matches))


@pytest.mark.parametrize(
    ("matches", "covers", "carried"),
    [
        ([found("test:1", 0.8)], True, True),
        ([found("test:1", 0.89)], True, True),
        ([found("test:1", 0.9)], False, True),
        ([found("test:1", 0.1)], True, True),
        ([found("test:1", entity_sha256="x")], False, True),
        ([found("test:1"), found("test:2")], False, True),
        ([found("test:1"), found("test:2", suppressed_by="sup_1")], True, True),
        ([found("test:2")], False, False),
        ([], True, False),
    ],
)
def test_an_alert_covers_what_it_knew_and_is_carried_by_what_has_its_entities(matches, covers, carried):
    finding = raised(*matches).finding
    alert = standing(found("test:1", 0.8))
    assert (alert.covers(finding), alert.carried_by(finding)) == (covers, carried)
    assert not standing(found("test:1", 0.8), fingerprint="other").covers(finding)


def test_what_was_suppressed_then_is_not_covered_now():
    assert not standing(found("test:1", suppressed_by="sup_1")).covers(raised(found("test:1")).finding)


def test_without_chains_nothing_is_asked(transaction):
    assert last_sequences(transaction, set()) == {}
    assert read_standing(transaction, set()) == {}


def test_the_last_alert_of_each_chain_is_known(transaction):
    first, second = raised(found("test:1")), raised(found("test:1"), found("test:2"))
    other = raised(found("test:1"), subject_id="C-2", profile_id="strict")
    raise_alerts(transaction, [first, second, other])
    wanted = {CHAIN, ("id:C-2", "strict"), ("id:C-9", "default")}
    last = last_sequences(transaction, wanted)
    assert last[CHAIN] == (2, second.finding.alert_id)
    assert last["id:C-2", "strict"] == (1, other.finding.alert_id)
    assert ("id:C-9", "default") not in last


def test_only_undecided_and_true_ones_stand_newest_first(transaction):
    ids = {}
    for number, status in enumerate(AlertStatus):
        one = raised(found(f"test:{number}"))
        raise_alerts(transaction, [one])
        write_event(transaction, one.finding.alert_id, 2, AT, "a", "x", status, {})
        ids[status] = one.finding.alert_id
    found_now = [one.id for one in read_standing(transaction, {CHAIN})[CHAIN]]
    gone = {AlertStatus.CLOSED_FALSE_POSITIVE, AlertStatus.SUPERSEDED}
    assert found_now == [one for status, one in reversed(ids.items()) if status not in gone]
