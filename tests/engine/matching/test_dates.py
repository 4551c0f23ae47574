from datetime import date

import pytest

from service.engine.matching.dates import compare_birth_dates, in_force
from service.engine.matching.weights import Weights
from service.engine.model.entity import ListedDate, PartialDate

WEIGHTS = Weights()


def listed(text: str, *, circa: bool = False) -> ListedDate:
    first, _, last = text.partition("..")
    return ListedDate(text, PartialDate.parse(first), PartialDate.parse(last or first), circa)


@pytest.mark.parametrize(
    ("asked", "given", "points"),
    [
        ("1972-11-26", "1972-11-26", WEIGHTS.birth_date_same),
        ("1972-05-11", "1972-11-05", WEIGHTS.birth_date_swapped),
        ("1972-11-27", "1972-11-26", WEIGHTS.birth_date_one_part),
        ("1973-11-26", "1972-11-26", WEIGHTS.birth_date_one_part),
        ("1927-11-26", "1972-11-26", WEIGHTS.birth_date_one_part),
        ("1972-11-26", "1972", WEIGHTS.birth_date_year),
        ("1972", "1972-11-26", WEIGHTS.birth_date_year),
        ("1955-01-01", "1954..1956", WEIGHTS.birth_date_year),
        ("1973-01-01", "1972-11-26", WEIGHTS.birth_date_near),
        ("1975-01-01", "1972-11-26", WEIGHTS.birth_date_years_off),
        ("1990-01-01", "1972-11-26", WEIGHTS.birth_date_far),
    ],
)
def test_points(asked: str, given: str, points: float) -> None:
    verdict = compare_birth_dates(PartialDate.parse(asked), [listed(given)], WEIGHTS)
    assert verdict is not None
    assert verdict.points == points


def test_the_best_of_several_dates_counts() -> None:
    dates = [listed("1965-03-29"), listed("1970-01-18")]
    verdict = compare_birth_dates(PartialDate(1970, 1, 18), dates, WEIGHTS)
    assert verdict is not None
    assert verdict.score == 1.0


def test_an_approximate_date_contradicts_less() -> None:
    sure = compare_birth_dates(PartialDate(1990), [listed("1972")], WEIGHTS)
    circa = compare_birth_dates(PartialDate(1990), [listed("1972", circa=True)], WEIGHTS)
    assert sure is not None
    assert circa is not None
    assert circa.points > sure.points


def test_words_that_could_not_be_read_say_nothing() -> None:
    assert compare_birth_dates(PartialDate(1990), [ListedDate("unknown")], WEIGHTS) is None


def test_amended_dates_count_from_their_day() -> None:
    dates = (ListedDate("a", until=date(2022, 5, 27)), ListedDate("b", since=date(2022, 5, 27)))
    assert [item.raw for item in in_force(dates, date(2022, 5, 26))] == ["a"]
    assert [item.raw for item in in_force(dates, date(2022, 5, 27))] == ["b"]


@pytest.mark.parametrize("asked", ["1900-01-01", "1900", "1899-12-30"])
def test_a_day_that_stands_for_none_says_nothing(asked: str) -> None:
    assert (
        compare_birth_dates(
            PartialDate.parse(asked), (ListedDate("1962", PartialDate(1962), PartialDate(1962)),), Weights()
        )
        is None
    )
