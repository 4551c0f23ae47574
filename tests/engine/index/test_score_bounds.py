"""Bounds of what words left over may cost: never below the price of the scorer, and tight at the edges."""

import numpy as np
import pytest

from service.engine.index.score_bounds import (
    MayBeInside,
    OverlapBounds,
    ScoreBudget,
    contains,
    distinctive_words,
    one_word_may_do,
    possible,
)
from service.engine.matching.lexicon import lexicon
from service.engine.matching.weights import Weights
from service.engine.normalise.names import PreparedName, prepare

WEIGHTS = Weights()


def budget(name: PreparedName, least: float) -> ScoreBudget:
    return ScoreBudget.of([name], np.array([0]), np.array([least]), WEIGHTS, lexicon())


def seen(**counts: int) -> OverlapBounds:
    return OverlapBounds(*[np.array([counts.get(field, 0)], dtype=np.int16) for field in OverlapBounds._fields])


def person(text: str) -> PreparedName:
    return prepare(text, is_person=True)


def body(text: str) -> PreparedName:
    return prepare(text, is_person=False)


@pytest.mark.parametrize(
    ("counts", "least", "expected"),
    [
        ({"met": 2, "lengths": 2}, 1.0, True),
        ({"met": 1, "lengths": 2}, 0.7, False),
        ({"met": 1, "lengths": 2}, 0.5, True),
        ({"met": 0, "lengths": 2}, 0.5, False),
        ({"met": 2, "lengths": 5}, 0.7, True),
        ({"met": 2, "lengths": 6}, 1.0, False),
        ({"met": 1, "lengths": 1}, 0.7, False),
        ({"met": 1, "lengths": 1}, 0.6, True),
        ({"met": 1, "lengths": 1, "titled": 1}, 0.7, True),
        ({"met": 1, "lengths": 2, "initials": 1}, 0.9, True),
        ({"met": 1, "lengths": 2, "idle": 1}, 0.6, True),
        ({"met": 1, "lengths": 2, "more": 1}, 0.9, True),
    ],
)
def test_persons_of_two_rare_words(counts: dict[str, int], least: float, expected: bool) -> None:
    name = person("Zelmanko Qorvatin")
    assert possible(seen(**counts), budget(name, least), WEIGHTS, persons=True).tolist() == [expected]


@pytest.mark.parametrize(
    ("counts", "least", "expected"),
    [
        ({"met": 2, "distinctive": 2, "named": 2, "names": 2, "lengths": 2}, 1.0, True),
        ({"met": 1, "distinctive": 1, "named": 1, "names": 2, "lengths": 2}, 0.6, False),
        ({"met": 1, "distinctive": 1, "named": 1, "names": 2, "lengths": 2}, 0.55, True),
        ({"met": 1, "distinctive": 0, "names": 2, "lengths": 2}, 0.6, False),
        ({"met": 2, "distinctive": 2, "named": 2, "names": 4, "lengths": 4}, 0.8, False),
        ({"met": 2, "distinctive": 2, "named": 2, "names": 4, "lengths": 4}, 0.75, True),
        ({"met": 1, "distinctive": 1, "named": 1, "names": 2, "lengths": 2, "initials": 1}, 1.0, True),
    ],
)
def test_bodies_of_two_distinctive_words(counts: dict[str, int], least: float, expected: bool) -> None:
    name = body("Zelmanko Qorvatin")
    assert possible(seen(**counts), budget(name, least), WEIGHTS, persons=False).tolist() == [expected]


def test_words_that_cannot_be_paired_after_all_leave_initials_idle() -> None:
    bounds = seen(met=3, initials=1, idle=1)
    fewer = bounds.without(np.array([1], dtype=np.int16))
    assert (fewer.met.tolist(), fewer.idle.tolist()) == ([2], [2])
    same = bounds.without(np.array([0], dtype=np.int16))
    assert (same.met.tolist(), same.idle.tolist()) == ([3], [1])


def test_a_budget_says_a_word_once_and_is_that_of_the_row_of_each_pair() -> None:
    names = [person("Bill Zelmanko Bill"), person("Li"), person("李伟")]
    found = ScoreBudget.of(names, np.array([0, 2, 0]), np.array([0.5, 0.9, 1.0]), WEIGHTS, lexicon())
    assert found.tokens.tolist() == [2, 2, 2]
    assert found.syllabic.tolist() == [0, 1, 0]
    assert np.allclose(found.points, [0.5, 0.1, 0.0])
    assert found.part(np.array([1])).syllabic.tolist() == [1]


@pytest.mark.parametrize(
    ("counts", "may", "least", "expected"),
    [
        ({"met": 2, "lengths": 2}, True, 0.8, True),
        ({"met": 1, "lengths": 2}, True, 0.8, False),
        ({"met": 1, "more": 1, "lengths": 2}, True, 0.8, True),
        ({"met": 2, "lengths": 2}, False, 0.8, False),
        ({"met": 2, "lengths": 2}, True, 0.9, False),
    ],
)
def test_a_listed_name_inside_a_longer_one(counts: dict[str, int], may: bool, least: float, expected: bool) -> None:
    found = contains(
        seen(**counts), np.array([4.0]), MayBeInside(np.array([False]), np.array([may])), np.array([least]), WEIGHTS
    )
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (person("Zelmanko"), True),
        (person("Zelmanko Qorvatin"), False),
        (person("President Zelmanko Qorvatin"), True),
        (person("Z. Qorvatin"), True),
        (person("李伟"), True),
    ],
)
def test_whether_one_word_may_be_enough(name: PreparedName, expected: bool) -> None:
    assert one_word_may_do(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Zelmanko Trading Ltd", 1), ("Zelmanko TRDG", 1), ("Qorvatin Zelmanko", 2), ("Bank", 0)]
)
def test_words_of_a_body_that_stand_for_nothing_common(name: str, expected: int) -> None:
    assert distinctive_words(body(name)) == expected
