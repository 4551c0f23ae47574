"""What can be proposed, and that the hash of it covers all that is decided."""

from dataclasses import replace
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from service.alerts.errors import ProposalRefused
from service.alerts.finding_model import Subject, SubjectKind
from service.alerts.fingerprint import territory_id
from service.alerts.model import Alert, AlertMatch, Evidence, Proposal, WantedSuppression
from service.alerts.proposals import (
    CHECKS,
    LONGEST_RATIONALE,
    MOST_DAYS,
    MOST_DAYS_OF_TERRITORIES,
    check_proposal,
    content_of,
    content_sha256,
    proposal_of,
)
from service.alerts.reason_codes import reason_codes
from service.alerts.statuses import AlertStatus, Outcome
from service.common.clock import sortable
from tests.conftest import NOW

OPEN = AlertMatch(1, "test:1", "test", "e", "r", 0.81, None)
TERRITORY = AlertMatch(2, territory_id("crimea"), None, "t", "t", 1.0, None)
SUPPRESSED = AlertMatch(3, "test:3", "test", "e", "r", 0.9, "sup_1")
DECIDED = AlertMatch(4, "test:4", "test", "e", "r", 0.9, None, "dsp_1", Outcome.FALSE_POSITIVE)
ALERT = Alert(
    id="alr_1",
    status=AlertStatus.IN_REVIEW,
    version=2,
    priority="normal",
    opened_at=sortable(NOW),
    due_at=sortable(NOW),
    assignee="a",
    subject=Subject(SubjectKind.PARTY, "p", "s" * 64, "C-1"),
    reference=None,
    screening_id="scr_1",
    decision="review",
    profile_id="default",
    profile_sha256="p" * 64,
    snapshot_sha256="n" * 64,
    previous_alert_id=None,
    superseded_by=None,
    matches=(OPEN, TERRITORY, SUPPRESSED, DECIDED),
)
GOOD = Proposal((1,), Outcome.FALSE_POSITIVE, "name_only", "Only the family name is alike.")


def checked(**changed):
    return check_proposal(ALERT, replace(GOOD, **changed), NOW)


@pytest.mark.parametrize(
    ("field", "changed", "got"),
    [
        ("match_ids", {"match_ids": ()}, 0),
        ("match_ids", {"match_ids": (1,) * 501}, 501),
        ("match_ids", {"match_ids": (1, 1)}, [1, 1]),
        ("match_ids", {"match_ids": (1, 9)}, 9),
        ("match_ids", {"match_ids": (3,)}, "3 (suppressed)"),
        ("match_ids", {"match_ids": (4,)}, "4 (false_positive)"),
        ("rationale", {"rationale": " " * 30 + "short"}, "5 characters"),
        ("rationale", {"rationale": "x" * (LONGEST_RATIONALE + 1)}, f"{LONGEST_RATIONALE + 1} characters"),
        ("reason_code", {"reason_code": "NAME_ONLY"}, "NAME_ONLY"),
        ("checks", {"checks": (*CHECKS, "intuition")}, "intuition"),
        ("suppress", {"outcome": Outcome.TRUE_MATCH, "suppress": WantedSuppression("")}, "true_match"),
        ("suppress", {"outcome": Outcome.INCONCLUSIVE, "suppress": WantedSuppression("")}, "inconclusive"),
    ],
)
def test_a_refusal_names_the_field_and_what_was_got(field, changed, got):
    with pytest.raises(ProposalRefused) as refused:
        checked(**changed)
    assert (refused.value.field, refused.value.got) == (field, got)
    assert str(refused.value).startswith(f"{field}: expected ")


def test_a_good_proposal_is_taken_as_it_is():
    assert checked(checks=CHECKS, match_ids=(2, 1)) == replace(GOOD, checks=CHECKS, match_ids=(2, 1))


@pytest.mark.parametrize(("match_ids", "days"), [((1,), 365), ((2,), 90), ((1, 2), 90)])
def test_without_an_end_a_suppression_is_given_the_usual_one(match_ids, days):
    found = checked(match_ids=match_ids, suppress=WantedSuppression(""))
    assert found.suppress.expires_at == sortable(NOW + timedelta(days=days))


@pytest.mark.parametrize(("match_ids", "most"), [((1,), MOST_DAYS), ((1, 2), MOST_DAYS_OF_TERRITORIES)])
def test_a_suppression_ends_in_time(match_ids, most):
    latest, instant = NOW + timedelta(days=most), timedelta(microseconds=1)
    for good in (NOW + instant, latest):
        wanted = WantedSuppression(good.isoformat())
        assert checked(match_ids=match_ids, suppress=wanted).suppress.expires_at == sortable(good)
    for bad in (NOW, NOW - instant, latest + instant):
        with pytest.raises(ProposalRefused, match=r"suppress/expires_at: expected a moment to come"):
            checked(match_ids=match_ids, suppress=WantedSuppression(bad.isoformat()))


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PROPOSALS = st.builds(
    Proposal,
    st.lists(st.integers(1, 500), unique=True).map(tuple),
    st.sampled_from(Outcome),
    st.sampled_from(sorted(reason_codes())),
    WORDS,
    st.lists(st.sampled_from(CHECKS)).map(tuple),
    st.lists(st.builds(Evidence, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    st.none() | st.builds(WantedSuppression, WORDS, WORDS),
)


@given(PROPOSALS)
def test_a_proposal_comes_back_from_its_content(proposal):
    assert proposal_of(content_of(proposal)) == proposal


@pytest.mark.parametrize(
    ("alert", "proposal", "by"),
    [
        ({"id": "alr_2"}, {}, "a"),
        ({"version": 3}, {}, "a"),
        ({"subject": replace(ALERT.subject, fingerprint_sha256="t" * 64)}, {}, "a"),
        ({"matches": (replace(OPEN, entity_sha256="f"), TERRITORY)}, {}, "a"),
        ({"matches": (replace(OPEN, rules_sha256="f"), TERRITORY)}, {}, "a"),
        ({"matches": (replace(OPEN, score=0.82), TERRITORY)}, {}, "a"),
        ({}, {"match_ids": (2,)}, "a"),
        ({}, {"outcome": Outcome.TRUE_MATCH}, "a"),
        ({}, {"rationale": GOOD.rationale + " "}, "a"),
        ({}, {"evidence": (Evidence("0" * 64, "passport", "drawer"),)}, "a"),
        ({}, {"suppress": WantedSuppression("")}, "a"),
        ({}, {}, "b"),
    ],
)
def test_the_hash_covers_all_that_is_decided(alert, proposal, by):
    changed = content_sha256(replace(ALERT, **alert), replace(GOOD, **proposal), by)
    assert changed != content_sha256(ALERT, GOOD, "a")


def test_the_hash_leaves_out_what_is_not_decided():
    other = replace(ALERT, assignee="c", matches=(OPEN, replace(TERRITORY, score=0.5)))
    assert content_sha256(other, GOOD, "a") == content_sha256(ALERT, GOOD, "a")
