"""What becomes of subjects that are screened again: only what differs asks for a person, and nothing is forgotten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.alerts.finding_model import EndedSuppression, Suppression
from service.alerts.fingerprint import party_sha256
from service.customers.model import (
    LastScreening,
    Method,
    Rescreen,
    RescreenState,
    Subject,
    SubjectContent,
    SubjectStatus,
    Trigger,
)
from service.customers.screening_again import RescreenContext, SubjectDecisions, screen_again
from service.customers.state import SubjectHit, SubjectScreener, Unscreenable
from service.engine.matching.model import Party
from service.engine.model.entity import Designation, EntityType, Name
from service.engine.snapshot import build_snapshot
from tests.alerts.conftest import IVANOV, PROFILES, watchlist

DAY = date(2026, 11, 23)
AT = "2026-11-23T09:00:00.000000Z"
NOW = "2026-11-24T09:00:00.000000Z"
LATER = "2027-11-24T09:00:00.000000Z"


@pytest.fixture(scope="module")
def snapshot_of(snapshot):
    return lambda *entities: build_snapshot((watchlist(*entities),), snapshot.rules, PROFILES)


@pytest.fixture(scope="module")
def listed(snapshot_of):
    return snapshot_of(IVANOV)


def subject(number=1, name="Pyotr Zavarzin", decision="review", *, last=True, status=SubjectStatus.ACTIVE, **content):
    answered = LastScreening(None, decision, "before", AT, DAY) if last else None
    party = Party(EntityType.PERSON, (name,))
    said = SubjectContent(party, **content)
    return Subject(f"sub_{number}", number, f"C-{number}", 1, "0" * 64, status, said, AT, AT, None, answered)


def context(snapshot, *, from_="before", to="after", delta=None, touched=(), on=DAY):
    rescreen = Rescreen("rsc_1", Trigger.DAILY, Method.FULL, RescreenState.RUNNING, "t", from_, to, DAY, on, AT)
    full = SubjectScreener(snapshot, on=on, max_name_length=500)
    part = None if delta is None else SubjectScreener(delta, on=on, max_name_length=500)
    return RescreenContext(rescreen, full, part, frozenset(touched))


def state_of(snapshot, one):
    (state,) = SubjectScreener(snapshot, on=DAY, max_name_length=500).states([one.content])
    return state


NOTHING = SubjectDecisions(NOW, lambda _: ())


def again(one, hits, around, active=NOTHING.active, ended=()):
    by_key = {f"id:{one.reference}": ended}
    (outcome,) = screen_again([one], {one.number: hits}, around, SubjectDecisions(NOW, active, by_key))
    return outcome


def suppression(one, hit, **changed):
    values = Suppression(
        "sup_1",
        f"id:{one.reference}",
        party_sha256(one.content.party),
        hit.entity_id,
        hit.entity_sha256,
        hit.rules_sha256,
        one.content.profile,
        hit.score,
        "dsp_1",
        "b",
        AT,
        LATER,
    )
    return replace(values, **changed)


def test_a_hit_that_is_new_asks_for_a_person(listed):
    outcome = again(subject(decision="clear"), {}, context(listed))
    assert (outcome.decision, outcome.raised, outcome.change.new) == ("review", True, ("test:1",))
    assert [one.entity_id for one in outcome.matches] == ["test:1"]


def test_a_hit_that_is_what_it_was_asks_for_nobody_again(listed):
    one = subject()
    outcome = again(one, state_of(listed, one), context(listed))
    assert (outcome.decision, outcome.raised, bool(outcome.change), outcome.change.unchanged) == (
        "review",
        False,
        False,
        1,
    )


@pytest.mark.parametrize("changed", [{"gender": "male"}, {"designations": (Designation("Other", "Test authority"),)}])
def test_a_hit_whose_entity_or_rule_has_changed_asks_again(listed, snapshot_of, changed):
    one = subject()
    outcome = again(one, state_of(listed, one), context(snapshot_of(replace(IVANOV, **changed))))
    assert (outcome.raised, outcome.change.changed) == (True, ("test:1",))


def test_a_hit_that_has_ended_asks_for_nobody(listed, snapshot_of):
    one = subject()
    other = replace(IVANOV, names=(Name("Anna Example"),))
    outcome = again(one, state_of(listed, one), context(snapshot_of(other)))
    assert (outcome.decision, outcome.raised, outcome.change.ended) == ("clear", False, ("test:1",))


def test_a_new_hit_that_was_decided_before_stays_silent(listed):
    one = subject(decision="clear")
    (hit,) = state_of(listed, one).values()
    outcome = again(one, {}, context(listed), lambda key: [suppression(one, hit)] if key == "id:C-1" else [])
    assert (outcome.decision, outcome.raised) == ("clear", False)
    assert [match.suppressed_by for match in outcome.matches] == ["sup_1"]


@pytest.mark.parametrize(
    "changed",
    [
        {"profile_id": "another"},
        {"subject_sha256": "0" * 64},
        {"entity_sha256": "0" * 64},
        {"rules_sha256": "0" * 64},
        {"entity_id": "test:2"},
        {"score": 0.5},
        {"expires_at": NOW},
        {"starts_at": LATER},
    ],
)
def test_a_decision_about_something_else_silences_nothing(listed, changed):
    one = subject(decision="clear")
    (hit,) = state_of(listed, one).values()
    outcome = again(one, {}, context(listed), lambda _: [suppression(one, hit, **changed)])
    assert (outcome.decision, outcome.raised) == ("review", True)


def test_a_decision_that_has_expired_or_was_revoked_brings_the_hit_back(listed):
    """The subject was clear as its hit was suppressed. Nothing about lists or subject has changed since."""
    one = subject(decision="clear")
    hits = state_of(listed, one)
    (hit,) = hits.values()
    held = again(one, hits, context(listed), lambda _: [suppression(one, hit)])
    assert (held.decision, held.raised) == ("clear", False)
    outcome = again(one, hits, context(listed))
    assert (outcome.decision, outcome.raised, bool(outcome.change)) == ("review", True, False)
    assert [match.suppressed_by for match in outcome.matches] == [None]


@pytest.mark.parametrize(
    ("entity_id", "profile", "ended_at", "raised"),
    [
        ("test:1", "default", NOW, True),
        ("test:1", "default", AT, True),  # it may have been read just before
        ("test:1", "default", "2026-11-23T08:00:00.000000Z", False),
        ("test:1", "another", NOW, False),
        ("test:2", "default", NOW, False),
    ],
)
def test_one_of_several_hits_comes_back_when_its_decision_ends(
    listed, snapshot_of, entity_id, profile, ended_at, raised
):
    """The subject was not clear: another hit of it is open still, and that alone asks for nobody again."""
    one = subject(decision="review")
    both = snapshot_of(IVANOV, replace(IVANOV, id="test:9", record_id="9"))
    ended = EndedSuppression("id:C-1", entity_id, profile, ended_at)
    outcome = again(one, state_of(both, one), context(both), ended=[ended])
    assert (outcome.decision, outcome.raised, bool(outcome.change)) == ("review", raised, False)


def test_the_decision_is_that_of_the_hits_that_are_open(listed):
    """Between the approval and its end the subject is clear, so that the end is noticed."""
    one = subject(decision="review")
    hits = state_of(listed, one)
    (hit,) = hits.values()
    decided = again(one, hits, context(listed), lambda _: [suppression(one, hit)])
    assert (decided.decision, decided.raised, decided.state) == ("clear", False, hits)


def test_a_delta_searches_what_differs_and_keeps_the_rest(listed, snapshot_of):
    one = subject()
    second = replace(IVANOV, id="test:2", record_id="2", names=(Name("Pyotr Zavarzine"),))
    both, added = snapshot_of(IVANOV, second), snapshot_of(second)
    outcome = again(one, state_of(listed, one), context(both, delta=added, touched=["test:2"]))
    assert outcome.state == state_of(both, one)
    assert (outcome.change.new, outcome.change.unchanged) == (("test:2",), 1)


def test_a_delta_of_nothing_searches_nothing(listed):
    one = subject()
    hits = {"test:9": SubjectHit("test:9", "test", "e", "r", 0.9, "review")}  # what no search would find
    outcome = again(one, hits, context(listed, delta=listed))
    assert outcome.state == hits


@pytest.mark.parametrize("never", [{"last": False}, {"status": SubjectStatus.UNSCREENABLE}])
def test_a_delta_is_not_enough_for_whoever_was_never_answered(listed, snapshot_of, never):
    outcome = again(subject(**never), {}, context(listed, delta=snapshot_of(), touched=["test:2"]))
    assert outcome.change.new == ("test:1",)
    assert outcome.raised


def test_a_subject_that_cannot_be_searched_is_never_clear(listed):
    one = subject(name="...", decision="clear")
    outcome = again(one, {}, context(listed))
    assert (outcome.decision, outcome.raised) == ("review", True)
    assert "searched" in outcome.error
    assert [match.entity_id for match in outcome.matches] == ["unscreenable:subject"]


def test_a_subject_on_which_the_program_fails_costs_the_others_nothing(listed, monkeypatch):
    whole = SubjectScreener.states

    def failing(self, subjects, *, check=True):
        if any(one.party.names == ("Boom",) for one in subjects):
            raise RuntimeError("boom")
        return whole(self, subjects, check=check)

    monkeypatch.setattr(SubjectScreener, "states", failing)
    found = screen_again([subject(1), subject(2, "Boom"), subject(3)], {}, context(listed), NOTHING)
    assert [one.error is None for one in found] == [True, False, True]
    assert found[1].error == "the program failed on this subject with an unexpected RuntimeError"
    assert [one.decision for one in found] == ["review"] * 3


def test_what_a_run_over_the_same_snapshot_finds_was_missed(listed):
    same = {"from_": "before", "to": "before"}
    assert again(subject(decision="clear"), {}, context(listed, **same)).missed == 1
    assert again(subject(decision="clear"), {}, context(listed)).missed == 0
    assert again(subject(last=False), {}, context(listed, **same)).missed == 0


def test_what_begins_or_ends_on_a_day_between_was_not_missed(snapshot_of):
    tomorrow = DAY + timedelta(1)
    begins = replace(IVANOV, designations=(replace(IVANOV.designations[0], listed_on=tomorrow),))
    around = context(snapshot_of(begins), to="before", on=tomorrow)
    outcome = again(subject(decision="clear"), {}, around)
    assert (outcome.change.new, outcome.missed) == (("test:1",), 0)


def test_there_is_a_beat_after_so_many_subjects(listed, monkeypatch):
    monkeypatch.setattr("service.customers.screening_again._TOGETHER", 2)
    beats = []
    screen_again(
        [subject(n, f"Anna {n * 'a'}") for n in range(5)], {}, context(listed), NOTHING, lambda: beats.append(1)
    )
    assert len(beats) == 3


def test_those_of_whom_the_same_is_said_are_searched_once_and_answered_each(listed, monkeypatch):
    whole, asked = SubjectScreener.states, []

    def counting(self, subjects, *, check=True):
        asked.extend(one.party.names[0] for one in subjects)
        return whole(self, subjects, check=check)

    monkeypatch.setattr(SubjectScreener, "states", counting)
    names = ["Pyotr Zavarzin", "Anna Example", "Pyotr Zavarzin", "Anna Example"]
    subjects = [subject(n, name, "clear") for n, name in enumerate(names)]
    subjects.append(subject(5, "Pyotr Zavarzin", "clear", watchlists=("nothing",)))
    found = screen_again(subjects, {}, context(listed), NOTHING)
    assert asked == ["Pyotr Zavarzin", "Anna Example", "Pyotr Zavarzin"]
    assert [one.subject for one in found] == subjects
    assert [one.decision for one in found] == ["review", "clear", "review", "clear", "review"]
    assert [one.error is None for one in found] == [True, True, True, True, False]


def test_a_subject_that_a_delta_cannot_search_is_not_merged(listed, monkeypatch):
    monkeypatch.setattr(SubjectScreener, "states", lambda _, asked, **__: [Unscreenable("why") for _ in asked])
    outcome = again(subject(), {}, context(listed, delta=listed, touched=["test:1"]))
    assert (outcome.error, outcome.decision) == ("why", "review")
