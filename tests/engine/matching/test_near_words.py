"""Common words that people put for one another: `near_in_english.csv`."""

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.names import score_names
from service.engine.matching.near_words import are_near
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare


def score(left: str, right: str) -> float:
    names = [prepare(name, is_person=False) for name in (left, right)]
    scores = [score_names(*pair, lexicon(), Weights()).score for pair in (names, names[::-1])]
    assert scores[0] == pytest.approx(scores[1])
    return scores[0]


def test_rows_of_the_table() -> None:
    assert are_near("shipping", "marine")
    assert are_near("exchange", "remittance")
    assert not are_near("bank", "shipping")
    assert not are_near("zelmanko", "zelmanko")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zelmanko Marine Ltd", "Zelmanko Shipping Company"),
        ("Zelmanko Marine and Freight", "Zelmanko Shipping and Logistics"),
        ("Zelmanko Marine Enterprise", "Zelmanko Shipping Company"),
        ("Zelmanko Remittance", "Zelmanko Exchange"),
        ("Zelmanko Industrial Works", "Zelmanko Industrial Complex"),
        ("Zelmanko Solutions", "Zelmanko Services"),
    ],
)
def test_a_near_word_costs_little_beside_a_rare_one(left: str, right: str) -> None:
    assert score(left, right) >= 0.7


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zelmanko Bank", "Zelmanko Shipping"),
        ("Zelmanko Marine Bank", "Zelmanko Shipping Insurance"),
        ("Zelmanka Marine", "Zelmanko Shipping"),  # a slip as well
        ("Star Marine Ltd", "Star Shipping LLC"),  # many are called so
        ("General Marine", "General Shipping"),
        ("Marine Services", "Shipping Agency"),
    ],
)
def test_other_words_tell_bodies_apart(left: str, right: str) -> None:
    assert score(left, right) < 0.7
