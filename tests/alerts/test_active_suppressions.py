"""The suppressions in memory are those of the database, as of a moment ago."""

import pytest

from service.alerts import active_suppressions
from service.alerts.active_suppressions import ActiveSuppressions
from service.records.action import Action, Performed
from service.records.records import Records
from tests.alerts.raised import AT, end, suppress
from tests.conftest import NOW


@pytest.fixture
def records(database):
    opened = Records(database, timeout=20)
    yield opened
    opened.close()


@pytest.fixture
def ticks():
    return [0.0]


@pytest.fixture
def held(records, ticks):
    return ActiveSuppressions(records.engine, lambda: NOW, monotonic=lambda: ticks[0])


def write(records, act):
    return records.perform_now(Action(lambda connection: Performed(act(connection), [])))


def test_they_are_found_by_the_key_of_their_subject(records, held):
    ids = [write(records, suppress), write(records, suppress)]
    other = write(records, lambda connection: suppress(connection, "id:C-2"))
    assert held.empty
    held.refresh()
    assert {one.id for one in held.of("id:C-1")} == set(ids)
    assert {one.id for one in held.all()} == {*ids, other}
    assert held.of("id:C-3") == ()
    assert not held.empty


def test_they_are_fresh_for_a_second(held, ticks):
    assert not held.fresh
    held.refresh()
    assert held.fresh
    ticks[0] = 1.0
    assert held.fresh
    ticks[0] = 1.1
    assert not held.fresh


def test_what_has_ended_or_expired_is_none_of_them(records, held):
    suppression_id = write(records, suppress)
    write(records, lambda connection: suppress(connection, expires_at=AT))
    held.refresh()
    assert [one.id for one in held.all()] == [suppression_id]
    write(records, lambda connection: end(connection, suppression_id))
    assert [one.id for one in held.all()] == [suppression_id]
    held.refresh()
    assert held.empty


def test_they_are_read_again_only_if_something_has_happened(records, held, monkeypatch):
    write(records, suppress)
    held.refresh()
    monkeypatch.setattr(active_suppressions, "active_suppressions", lambda *_: pytest.fail("read again"))
    held.refresh()
    assert len(held.all()) == 1
