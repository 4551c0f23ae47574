"""Which anchor is stamped next, and since when something waits for it."""

from datetime import timedelta

from service.audit.timestamp_state import stamp_state
from service.common.clock import sortable
from tests.audit.authority import NOW
from tests.audit.test_timestamp_check import stamped

__all__ = ["stamped"]


def state(stamped):
    with stamped.records.engine.connect() as connection:
        return stamp_state(connection)


def test_what_was_never_stamped_waits_from_its_first_event_on(stamped):
    found = state(stamped)
    assert (found.stamped_at, found.anchor.number) == (None, 3)
    assert sortable(NOW) < found.unstamped < sortable(NOW + timedelta(seconds=1))


def test_the_newest_anchor_is_stamped_and_covers_what_was_recorded_before_it(stamped):
    stamped.record(hours=1)
    assert state(stamped).anchor.number == 5
    stamped.stamp()
    stamped.now += timedelta(minutes=1)
    stamped.records._anchor()
    again = state(stamped)
    assert again.anchor.number == 7, "another process may have been writing when the first was made"
    stamped.stamp()
    stamped.records._anchor()
    found = state(stamped)
    assert (found.unstamped, found.anchor) == (None, None)
    assert found.stamped_at > again.stamped_at


def test_what_comes_after_waits_from_then_on(stamped):
    stamped.stamp()
    stamped.now += timedelta(minutes=1)
    stamped.records._anchor()
    stamped.stamp()
    before = sortable(stamped.now)
    stamped.note()
    found = state(stamped)
    assert found.unstamped > before
    assert found.anchor is None, "it is not signed yet"
