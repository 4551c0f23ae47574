"""Scores as lines that a person can read and that add up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.matching.alignment import Alignment, AlignmentType, Pair
from service.engine.matching.explain import aligned_words, name_features, rounded, sentence
from service.engine.matching.model import Aligned, Feature
from service.engine.matching.names import NameScore
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.normalise.names import prepare
from tests.examples import examples

EMPTY = Alignment((), (), ())


@pytest.mark.parametrize("reason", PenaltyType)
@pytest.mark.parametrize(("query", "listed"), [("anna", "maria"), ("anna", ""), ("", "maria"), ("", "")])
def test_every_reason_has_a_sentence_whatever_words_it_is_about(reason: PenaltyType, query: str, listed: str) -> None:
    said = sentence(Penalty(reason, 0.1, query, listed))
    assert said
    assert "{" not in said
    assert "“”" not in said


@pytest.mark.parametrize(
    ("penalty", "said"),
    [
        (Penalty(PenaltyType.MISSING, 0.1, "anna"), "“anna” is not in the listed name"),
        (Penalty(PenaltyType.MISSING, 0.1, "", "anna"), "“anna” is not in the asked name"),
        (Penalty(PenaltyType.MISSING, 0.1), "both sides have further words"),
        (Penalty(PenaltyType.NUMBER, 0.1, "1", "2"), "number “1” against “2”"),
        (Penalty(PenaltyType.FORM, 0.1, "ltd", "ao"), "legal form ltd against ao"),
        (Penalty(PenaltyType.PLACE, 0.1, "dubai"), "other place"),
    ],
)
def test_the_words_stand_on_their_side(penalty: Penalty, said: str) -> None:
    assert sentence(penalty) == said


def test_lines_of_a_name_start_at_one_and_end_at_the_score() -> None:
    pairs = (Pair(AlignmentType.EQUAL, 0, 1, 0, 1),)
    penalties = (Penalty(PenaltyType.MISSING, 0.07, "x"), Penalty(PenaltyType.ORDER, 0.0))
    lines = name_features(NameScore(0.93, penalties, Alignment(pairs, (1,), ())))
    assert [(line.name, line.contribution) for line in lines] == [("name", 1.0), ("missing_word", -0.07)]
    assert lines[0].detail == "1 of 2 words agree"


def test_a_score_below_zero_is_told_to_be_held_at_zero() -> None:
    lines = name_features(NameScore(0.0, (Penalty(PenaltyType.NOTHING, 1.3),), EMPTY))
    assert sum(line.contribution for line in lines) == pytest.approx(0.0)
    assert lines[-1].detail == "a score is never below zero"


def test_words_that_met_nothing_stand_beside_an_empty_one() -> None:
    query, listed = prepare("Anna Maria Testova", is_person=True), prepare("Annamaria Ibrin", is_person=True)
    found = Alignment((Pair(AlignmentType.JOIN, 0, 2, 0, 1),), (2,), (1,))
    assert aligned_words(found, query, listed) == (
        Aligned("anna maria", "annamaria", 0.97),
        Aligned("testova", "", 0.0),
        Aligned("", "ibrin", 0.0),
    )


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(st.tuples(st.sampled_from(["name", "order", "country"]), st.floats(-0.5, 0.5)), max_size=6))
def test_rounded_lines_add_up_to_the_rounded_score(parts: list[tuple[str, float]]) -> None:
    features = [Feature(name, 0.5, points, "why") for name, points in parts]
    score = min(1.0, max(0.0, sum(points for _, points in parts)))
    lines = rounded(features, score)
    assert sum(line.contribution for line in lines) == pytest.approx(score, abs=2e-3)
    shown = [name for name, points in parts if abs(points) >= 5e-5 or name in ("name", "country")]
    assert [line.name for line in lines if line.name != "bounds"] == shown
