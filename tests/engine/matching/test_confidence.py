"""The second number beside a score: what a score is worth, by type and way of writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.learn_confidence import isotonic, share_at
from service.engine.matching.confidence import confidence_of, script_group

SCORES = st.floats(0, 1)
NAMES = st.sampled_from(["Sergey", "Сергей", "セルゲイ", "谢尔盖", "세르게이", "سيرغي", "סרגיי", "სერგეი", ""])


@given(SCORES, SCORES, NAMES, NAMES, st.booleans())
def test_a_better_score_is_never_less_sure(one: float, other: float, left: str, right: str, is_person: bool) -> None:
    low, high = sorted((one, other))
    first, second = (confidence_of(score, left, right, is_person=is_person) for score in (low, high))
    assert 0 <= first <= second <= 1


@given(SCORES, NAMES, NAMES, st.booleans())
def test_sides_do_not_matter(score: float, left: str, right: str, is_person: bool) -> None:
    assert confidence_of(score, left, right, is_person=is_person) == confidence_of(
        score, right, left, is_person=is_person
    )


def test_the_same_score_says_less_of_bodies_than_of_persons() -> None:
    person, body = (confidence_of(0.8, "Alpha Beta", "Alpha Betta", is_person=kind) for kind in (True, False))
    assert body < person


@given(st.lists(st.tuples(SCORES, st.booleans()), min_size=4))
def test_shares_rise_with_the_score(points: list[tuple[float, bool]]) -> None:
    if len({same for _, same in points}) == 2:
        stretches = isotonic(points)
        shares = [share_at(stretches, step / 20) for step in range(21)]
        assert shares == sorted(shares)


def test_a_clean_cut_is_learned() -> None:
    stretches = isotonic([(0.2, False)] * 50 + [(0.9, True)] * 50)
    assert share_at(stretches, 0.2) < 0.05
    assert share_at(stretches, 0.9) > 0.95


@pytest.mark.parametrize(("left", "right", "group"), [("Anna", "Анна", "Cyrl"), ("Anna", "Ana", "same")])
def test_how_names_are_written(left: str, right: str, group: str) -> None:
    assert script_group(left, right) == group
