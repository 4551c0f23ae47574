"""Which decisions one person may make alone, by the profile."""

from dataclasses import replace

import pytest

from service.alerts.four_eyes import DecidedAlone
from service.alerts.search import Release
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome
from service.auth.second_person import SecondPersonNeeded
from service.engine.matching.profile import FourEyes
from tests.alerts.conftest import IVANOV, PROFILES
from tests.alerts.test_service import alert_id, status

LOW = FourEyes(above_score=1.0)
"""Nothing has a higher score."""


@pytest.fixture
def alone(office):
    """An office whose profile can be given rules."""
    default = PROFILES["default"]
    snapshots = office.runtime.snapshots

    def rules(four_eyes):
        changed = {**PROFILES, "default": replace(default, four_eyes=four_eyes)}
        snapshots.current().profiles.clear()
        snapshots.current().profiles.update(changed)
        return office

    return rules


def test_one_person_decides_what_the_profile_lets_one_decide(alone):
    office = alone(LOW)
    answer = office.screen()
    made = office.propose(alert_id(answer), suppress=None, by="hanako")
    assert (made.status, made.decided_by) == (DispositionStatus.APPROVED, "hanako")
    assert "two above a score of 1" in made.comment
    assert office.alert(alert_id(answer)).status is AlertStatus.CLOSED_FALSE_POSITIVE
    assert status(office, answer) is Release.RELEASE


@pytest.mark.parametrize("four_eyes", [FourEyes(), FourEyes(above_score=0.5), FourEyes(sample_percent=100)])
def test_the_others_wait_for_a_second_person(alone, four_eyes):
    office = alone(four_eyes)
    answer = office.screen()
    made = office.propose(alert_id(answer), suppress=None, by="hanako")
    assert made.status is DispositionStatus.PROPOSED
    with pytest.raises(SecondPersonNeeded):
        office.approve(made, by="hanako")
    assert status(office, answer) is Release.HOLD


@pytest.mark.parametrize("outcome", [Outcome.TRUE_MATCH, Outcome.INCONCLUSIVE])
def test_nothing_but_a_false_positive_is_decided_alone(alone, outcome):
    office = alone(LOW)
    made = office.propose(alert_id(office.screen()), outcome, by="hanako")
    assert made.status is DispositionStatus.PROPOSED


def test_what_is_remembered_needs_two(alone):
    office = alone(LOW)
    assert office.propose(alert_id(office.screen()), by="hanako").status is DispositionStatus.PROPOSED


@pytest.mark.parametrize("actor", ["local", "Local:hanako", "unauthenticated", "sekisho"])
def test_nobody_in_particular_decides_alone(alone, actor):
    office = alone(LOW)
    assert office.propose(alert_id(office.screen()), suppress=None, by=actor).status is DispositionStatus.PROPOSED


def test_a_changed_entity_is_not_decided_alone(alone):
    office = alone(LOW)
    found = alert_id(office.screen())
    office.list(replace(IVANOV, gender="male"))
    office = alone(LOW)
    assert office.propose(found, suppress=None, by="hanako").status is DispositionStatus.PROPOSED


def test_to_propose_again_is_no_new_draw_of_the_sample(alone):
    office = alone(FourEyes())
    found = alert_id(office.screen())
    first = office.propose(found, suppress=None, by="hanako")
    office.withdraw(first, by="hanako")
    office = alone(LOW)
    assert office.propose(found, suppress=None, by="hanako").status is DispositionStatus.PROPOSED


@pytest.mark.parametrize(("drawn", "needs_two"), [(0.0, True), (0.0999, True), (0.1, False), (0.99, False)])
def test_a_sample_is_drawn_by_chance(office, drawn, needs_two):
    made = office.propose(alert_id(office.screen()), suppress=None)
    rule = DecidedAlone(FourEyes(sample_percent=10), lambda: drawn)
    why = rule.reason(made.proposal, office.alert(made.alert_id).matches, "hanako", proposed_before=False)
    assert (why == "") is needs_two


def test_what_people_do_with_an_answer_is_no_part_of_its_profile():
    default = PROFILES["default"]
    assert replace(default, four_eyes=LOW).sha256 == default.sha256
