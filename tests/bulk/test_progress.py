"""How far jobs are, and how long they still take."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from service.bulk.progress import FIRST_RATE, LONGEST_PAUSE, Progress

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BEGUN = Progress(1_000, 500, worked_seconds=10.0, worked_until=NOW)


def test_the_rate_is_that_of_finished_rows_up_to_now():
    assert (BEGUN.rate(NOW), BEGUN.seconds_left(NOW)) == (50, 10)
    assert BEGUN.rate(NOW + timedelta(seconds=10)) == 25


def test_a_pause_makes_no_job_slower():
    later = NOW + LONGEST_PAUSE + timedelta(hours=1)
    assert (BEGUN.rate(later), BEGUN.seconds_left(later)) == (50, 10)


def test_before_the_first_row_the_rate_of_the_job_before_counts():
    first = Progress(None, 0, rows_expected=8_000)
    assert first.rate(NOW) is None
    assert replace(first, usual_rate=100.0).seconds_left(NOW) == 80
    assert first.seconds_left(NOW) == 8_000 / FIRST_RATE
    assert replace(first, rows=400, usual_rate=100.0).seconds_left(NOW) == 4


def test_where_nobody_knows_how_many_rows_there_are_nothing_is_said():
    assert Progress(None, 0).seconds_left(NOW) is None


def test_more_rows_than_expected_are_not_less_than_none_left():
    more = Progress(None, 500, rows_expected=400, worked_seconds=10.0, worked_until=NOW)
    assert (more.rows_of_all, more.seconds_left(NOW)) == (500, 0)
