"""The score of two names: its ceilings and that asking for less changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.matching.lexicon import lexicon
from service.engine.matching.names import NameScore, score_names
from service.engine.matching.penalty import PenaltyType, total
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare
from tests.examples import examples

WEIGHTS = Weights()


def scored(query: str, listed: str, *, is_person: bool = True, **least: float) -> NameScore:
    left, right = prepare(query, is_person=is_person), prepare(listed, is_person=is_person)
    return score_names(left, right, lexicon(), WEIGHTS, **least)


@pytest.mark.parametrize(
    ("query", "listed", "score"),
    [
        ("Zelmanko Qorvatin", "Zelmanko Qorvatin", 1.0),
        ("ZELMANKO QORVATIN", "Zelmanko Qorvatin", WEIGHTS.same_after_folding),
        ("Zelmanko-Qorvatin", "Zelmanko Qorvatin", WEIGHTS.same_after_folding),
        ("Zelman Koqorvatin", "Zelmanko Qorvatin", WEIGHTS.same_letters),
        ("Qorvatin Zelmanko", "Zelmanko Qorvatin", 0.98),
        ("", "Zelmanko Qorvatin", 0.0),
        ("Zelmanko", "...", 0.0),
        ("Nobody Atall", "Zelmanko Qorvatin", 0.0),
    ],
)
def test_the_ceilings_of_a_score(query: str, listed: str, score: float) -> None:
    assert scored(query, listed).score == pytest.approx(score)


def test_a_body_by_its_letters_alone() -> None:
    found = scored("ZMDT", "Zelnia Mining Development Trading", is_person=False)
    assert [one.reason for one in found.penalties] == [PenaltyType.ACRONYM]


WORDS = st.sampled_from(
    ["Zelmanko", "Zelmanka", "Qorvatin", "Ibrin", "Anna", "Maria", "Bank", "Trading", "China", "23", "Ltd", "al", "Z."]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@settings(deadline=None, max_examples=examples(120))
@given(NAMES, NAMES, st.booleans())
def test_points_off_add_up_to_what_is_missing(query: str, listed: str, is_person: bool) -> None:
    found = scored(query, listed, is_person=is_person)
    assert 0 <= found.score <= 1
    assert found.score == pytest.approx(max(0.0, 1.0 - total(found.penalties))) or not found.alignment.pairs
    assert all(one.points >= 0 for one in found.penalties)


@settings(deadline=None, max_examples=examples(120))
@given(NAMES, NAMES, st.booleans(), st.sampled_from([0.5, 0.7, 0.9]))
def test_who_asks_for_high_scores_only_gets_the_same_ones(
    query: str, listed: str, is_person: bool, least: float
) -> None:
    whole = scored(query, listed, is_person=is_person).score
    hasty = scored(query, listed, is_person=is_person, least=least).score
    assert hasty == whole or max(hasty, whole) < least
