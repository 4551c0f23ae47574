"""Days and moments as the records sort them."""

import pytest

from service.api.problems import Problem
from service.api.schemas.base import parse_moment
from service.api.time_range import beginning_of, end_of, range_of
from service.common.clock import sortable


def test_a_day_is_taken_whole() -> None:
    first, last = beginning_of("2026-11-23"), end_of("2026-11-23")
    assert first is not None
    assert last is not None
    assert first == sortable(parse_moment("2026-11-23T00:00:00Z"))
    assert first <= sortable(parse_moment("2026-11-23T23:59:59.999999Z")) <= last
    assert last < sortable(parse_moment("2026-11-24T00:00:00Z"))


@pytest.mark.parametrize(
    ("moment", "utc"),
    [
        ("2026-11-23T12:00:00+09:00", "2026-11-23T03:00:00Z"),
        ("2026-11-23T12:00", "2026-11-23T12:00:00Z"),
        ("2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z"),
    ],
)
def test_a_moment_is_itself_in_utc(moment: str, utc: str) -> None:
    assert beginning_of(moment) == end_of(moment) == sortable(parse_moment(utc))


def test_no_bound_is_no_bound() -> None:
    assert beginning_of(None) is end_of(None) is None


def test_nothing_lies_between_a_later_day_and_an_earlier_one():
    assert range_of("2026-11-23", "2026-11-23") == (beginning_of("2026-11-23"), end_of("2026-11-23"))
    assert range_of(None, "2026-01-01")[0] is None
    with pytest.raises(Problem, match=r"from \(2026-12-01\) is later than to \(2026-01-01\)"):
        range_of("2026-12-01", "2026-01-01")
