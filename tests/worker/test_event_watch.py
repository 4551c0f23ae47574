"""What nobody does is told, and told once."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from service.api.app import create_app
from service.watchlists.editions.model import Activation, Attempt
from service.watchlists.editions.store import store_of
from service.watchlists.service import ListStatus
from service.webhooks.feed import read_feed
from service.worker.event_watch import EventWatch, list_events
from tests.conftest import NOW, Client
from tests.webhooks.conftest import MovableClock

BODY = {"reference": "T-7", "parties": [{"id": "buyer", "type": "person", "name": "Sergey Aksyonov"}]}
AGE = timedelta(hours=48)


@pytest.fixture
def runtime(make_runtime):
    return make_runtime()


def told(runtime, *types):
    return [one for one in read_feed(runtime.records.engine, NOW, after=None).events if one.type in types]


def watch(runtime, clock):
    return EventWatch(runtime.records, store_of(runtime.settings), clock, max_list_age=AGE)


def test_an_alert_that_nobody_decides_is_told_once_when_it_is_due(runtime):
    clock = MovableClock()
    alert_id = Client(create_app(runtime)).post("/v1/screenings", json=BODY).json()["parties"][0]["alert_id"]
    watching = watch(runtime, clock)
    watching.look()
    assert told(runtime, "alert.overdue") == []
    clock.forward(hours=73)
    for one in (watching, watching, watch(runtime, clock)):
        one.look()
    (event,) = told(runtime, "alert.overdue")
    assert (event.data["alert_id"], event.data["reference"]) == (alert_id, "T-7")


def test_what_was_decided_is_not_overdue(runtime):
    clock = MovableClock()
    Client(create_app(runtime)).post("/v1/screenings", json=BODY)
    with runtime.records.engine.begin() as connection:
        connection.execute(text("UPDATE alert_states SET status = 'closed_false_positive'"))
    clock.forward(hours=73)
    watch(runtime, clock).look()
    assert told(runtime, "alert.overdue") == []


def status(**given):
    return ListStatus(**{"id": "test", "active": None, "switched": None, "attempt": None, "success": None} | given)


def test_lists_that_change_are_told_with_a_key_of_the_change():
    switched = Activation(NOW, "activate", "b" * 64, "a" * 64, "fetch")
    (event,) = list_events(status(switched=switched), NOW, AGE)
    assert event.type == "watchlist.activated"
    assert event.data["previous_sha256"] == "a" * 64
    (again,) = list_events(status(switched=switched), NOW + timedelta(days=1), AGE)
    assert again.once_key == event.once_key
    assert list(list_events(status(switched=switched), NOW + timedelta(days=8), AGE)) == []


@pytest.mark.parametrize(("outcome", "types"), [("refused", 1), ("failed", 1), ("unchanged", 0), ("activated", 0)])
def test_editions_that_were_not_let_in_are_told(outcome, types):
    found = list(list_events(status(attempt=Attempt(NOW, outcome, messages=("secret",))), NOW, AGE))
    assert [one.type for one in found] == ["watchlist.refused"] * types
    assert "secret" not in str(found)


def test_a_list_that_has_become_too_old_is_told_once():
    old = status(active=object(), success=Attempt(NOW, "unchanged"))
    assert list(list_events(old, NOW + AGE, AGE)) == []
    first, second = (list(list_events(old, NOW + AGE + timedelta(hours=n), AGE)) for n in (1, 9))
    assert [one.type for one in first] == ["watchlist.stale"]
    assert first[0].once_key == second[0].once_key
    assert list(list_events(old, NOW + timedelta(days=60), timedelta(0))) == []
