"""What held the event loop, from what the server notes."""

from __future__ import annotations

import sys

from benchmarks.holds import longest
from benchmarks.holds_server import place_of


def test_the_longest_by_processor_time_are_shown_of_one_attack() -> None:
    holds = [{"at": at, "processor": used} for at, used in ((1.0, 9.0), (2.0, 0.1), (3.0, 0.3), (4.0, 0.2), (9.0, 5.0))]
    assert [one["at"] for one in longest(holds, since=2.0, until=5.0, rows=2)] == [3.0, 4.0]


def test_a_place_outside_the_service_is_named_by_where_it_stands() -> None:
    assert place_of(sys._getframe()) == "test_holds:test_a_place_outside_the_service_is_named_by_where_it_stands"
    assert place_of(None) == ""
