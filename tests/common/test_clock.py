"""Times as they are kept: text that sorts as the times do."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.clock import sortable, utc_now
from tests.examples import examples

TIMES = st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))


@settings(deadline=None, max_examples=examples(60))
@given(TIMES, TIMES)
def test_text_sorts_as_times_do_and_is_read_again(one: datetime, other: datetime) -> None:
    assert (sortable(one) < sortable(other)) == (one < other)
    assert datetime.fromisoformat(sortable(one)) == one
    assert len(sortable(one)) == 27


def test_the_time_of_this_machine_is_utc() -> None:
    assert utc_now().utcoffset() == timedelta(0)
