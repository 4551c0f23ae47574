"""Ids sort by time and cannot be guessed."""

import re
from datetime import UTC, datetime, timedelta
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.ids import new_id, random_parts
from tests.examples import examples

TIMES = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))


@settings(deadline=None, max_examples=examples(60))
@given(TIMES, TIMES)
def test_ids_sort_by_time(one: datetime, other: datetime) -> None:
    first, second = new_id("scr_", one), new_id("scr_", other)
    assert re.fullmatch("scr_[0-9a-f]{28}", first)
    if abs(one - other) >= timedelta(milliseconds=2):
        assert (first < second) == (one < other)


def test_two_ids_of_one_moment_differ_and_a_part_may_be_given() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert new_id("a_", at) != new_id("a_", at)
    assert new_id("a_", at, "0" * 16) == new_id("a_", at, "0" * 16)


def test_random_parts_do_not_repeat_beyond_one_draw_from_the_system() -> None:
    parts = list(islice(random_parts(), 1200))
    assert len(set(parts)) == 1200
    assert all(re.fullmatch("[0-9a-f]{16}", part) for part in parts)
