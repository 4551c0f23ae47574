"""Claims and what becomes of them, step by step, with a clock that a test moves."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.audit.search import EventQuery
from service.storage.database import open_database
from service.webhooks import endpoints
from service.webhooks.delivery_queue import LEASE, claim, figures, release, settle
from service.webhooks.errors import WebhookNotPossible
from service.webhooks.model import Attempt, DeliveryStatus, EndpointStatus
from service.webhooks.publishing import publish_all
from service.webhooks.retrying import LADDER
from tests.examples import examples

REFUSED = Attempt(500)


@pytest.fixture
def queue(records, clock):
    return Queue(records, clock)


class Queue:
    def __init__(self, records, clock):
        self.records, self.clock = records, clock

    def claim(self, owner="one", places=10):
        publish_all(self.records.engine, self.clock())
        return claim(self.records.engine, owner, lambda _: places, self.clock())

    def settle(self, claimed, attempt):
        return self.records.perform_now(settle(claimed, attempt, self.clock, lambda: 0.5))

    def deliveries(self, made):
        with self.records.engine.connect() as connection:
            return endpoints.find_deliveries(connection, made.endpoint.id)[0]

    def endpoint(self, made):
        with self.records.engine.connect() as connection:
            return endpoints.read_endpoint(connection, made.endpoint.id)

    def figures(self):
        with self.records.engine.connect() as connection:
            return figures(connection, self.clock())


def test_a_receiver_that_is_down_for_the_whole_ladder_is_disabled_and_later_misses_nothing(
    queue, endpoint, tell, clock
):
    made = endpoint()
    tell("alert.opened", alert_id="alr_1")
    ids, begun, waits = set(), clock(), []
    for wait in LADDER:
        if wait:
            clock.forward(seconds=wait.total_seconds() - 1)
            assert queue.claim() == []
            clock.forward(seconds=1)
        (claimed,) = queue.claim()
        ids.add(claimed.event.id)
        waits.append(clock() - begun)
        queue.settle(claimed, REFUSED)
    assert len(ids) == 1
    assert waits[-1] == sum(LADDER, timedelta())
    (delivery,) = queue.deliveries(made)
    assert (delivery.status, delivery.attempt, delivery.status_code) == (DeliveryStatus.FAILED, 10, 500)
    disabled = queue.endpoint(made)
    assert disabled.status is EndpointStatus.DISABLED
    assert "10 attempts: status 500" in disabled.disabled_because
    (event, *_) = queue.records.events_now(EventQuery("webhook_disabled")).events
    assert event.subject == made.endpoint.id
    tell("alert.opened", alert_id="alr_2")
    clock.forward(days=3)
    assert queue.claim() == []
    with pytest.raises(WebhookNotPossible, match="enable it first"):
        queue.records.perform_now(endpoints.replay_delivery(delivery.id, "admin", clock()))
    queue.records.perform_now(endpoints.enable_endpoint(made.endpoint.id, "admin", clock()))
    again = queue.claim()
    assert sorted(one.event.data["alert_id"] for one in again) == ["alr_1", "alr_2"]
    assert ids < {one.event.id for one in again}
    assert {one.attempt for one in again} == {1}


def test_a_receiver_that_is_gone_is_disabled_at_once(queue, endpoint, tell):
    made = endpoint()
    tell("alert.opened", "alert.closed")
    for one in queue.claim():
        queue.settle(one, Attempt(410))
    assert queue.endpoint(made).status is EndpointStatus.DISABLED
    assert len(queue.records.events_now(EventQuery("webhook_disabled")).events) == 1
    assert queue.figures().disabled == (made.endpoint.id,)


def test_a_receiver_that_asks_for_time_gets_nothing_meanwhile(queue, endpoint, tell, clock):
    made = endpoint()
    tell("alert.opened")
    queue.settle(queue.claim()[0], Attempt(429, retry_after=clock() + timedelta(hours=1)))
    tell("alert.closed")
    clock.forward(minutes=59)
    assert queue.claim() == []
    assert queue.figures().overdue_seconds == 0
    clock.forward(minutes=1)
    assert len(queue.claim()) == 2
    assert queue.endpoint(made).status is EndpointStatus.ENABLED


def test_what_is_claimed_is_not_claimed_again_before_the_lease_is_over(queue, endpoint, tell, clock):
    made = endpoint()
    tell("alert.opened")
    (first,) = queue.claim("one")
    assert queue.claim("two") == []
    clock.forward(seconds=LEASE.total_seconds() + 1)
    (second,) = queue.claim("two")
    assert second.event == first.event
    assert queue.settle(first, Attempt(200)) is None
    assert queue.deliveries(made)[0].status is DeliveryStatus.PENDING
    assert queue.settle(second, Attempt(200)).status is DeliveryStatus.DELIVERED
    assert queue.settle(second, Attempt(500)) is None
    assert queue.deliveries(made)[0].status is DeliveryStatus.DELIVERED


def test_what_a_sender_gives_back_can_be_claimed_at_once(queue, endpoint, tell):
    endpoint()
    tell("alert.opened")
    (first,) = queue.claim("one")
    release(queue.records.engine, "one")
    (second,) = queue.claim("two")
    assert (second.delivery_id, second.attempt) == (first.delivery_id, 1)


def test_a_delivery_is_replayed_under_the_same_id(queue, endpoint, tell, clock):
    made = endpoint()
    tell("alert.opened")
    (first,) = queue.claim()
    queue.settle(first, Attempt(200))
    assert queue.claim() == []
    replayed = queue.records.perform_now(endpoints.replay_delivery(first.delivery_id, "admin", clock()))
    assert (replayed.status, replayed.attempt) == (DeliveryStatus.PENDING, 0)
    (second,) = queue.claim()
    assert second.event == first.event
    assert len(queue.deliveries(made)) == 1


def test_nothing_is_sent_to_what_was_deleted(queue, endpoint, tell, clock):
    made = endpoint()
    tell("alert.opened", "alert.closed")
    (claimed,) = queue.claim(places=1)
    queue.records.perform_now(endpoints.delete_endpoint(made.endpoint.id, "admin", clock()))
    assert queue.settle(claimed, REFUSED) is None
    clock.forward(days=1)
    assert queue.claim() == []
    assert {one.status for one in queue.deliveries(made)} == {DeliveryStatus.FAILED}


def test_one_endpoint_gets_no_more_places_than_it_has(queue, endpoint, tell, clock):
    first, second = endpoint(), endpoint()
    tell(*["alert.opened"] * 5)
    publish_all(queue.records.engine, clock())
    places = {first.endpoint.id: 2, second.endpoint.id: 0}
    got = claim(queue.records.engine, "one", places.__getitem__, clock())
    assert [one.endpoint_id for one in got] == [first.endpoint.id] * 2
    assert queue.figures().pending == 10


def test_two_servers_share_the_work(queue, endpoint, tell, database, clock):
    """In turns here; that they can claim at the same moment is what `FOR UPDATE SKIP LOCKED` is for."""
    endpoint()
    tell(*["alert.opened"] * 6)
    other = open_database(database, timeout=5)
    publish_all(other, clock())
    claimed = [
        (one.delivery_id, owner) for owner in ("one", "two", "one") for one in _claim(other, queue, owner, clock)
    ]
    other.dispose()
    assert len({delivery for delivery, _ in claimed}) == len(claimed) == 6
    assert [owner for _, owner in claimed] == ["one"] * 2 + ["two"] * 2 + ["one"] * 2


def _claim(other, queue, owner, clock):
    return claim(other if owner == "two" else queue.records.engine, owner, lambda _: 2, clock())


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["down", "ok", "kill", "slow", "gone", "enable", "wait"]), max_size=25))
def test_no_event_is_lost_whatever_happens(queue, endpoint, tell, clock, steps):
    """At every moment an event is delivered, waits, or stands as failed at an endpoint that says why."""
    made = endpoint()
    tell("alert.opened")
    publish_all(queue.records.engine, clock())
    held, arrived, attempts = [], set(), []
    for step in steps:
        match step:
            case "down" | "ok" | "gone":
                for one in held or [one for one in queue.claim() if one.endpoint_id == made.endpoint.id]:
                    if step == "ok":
                        arrived.add(one.event.id)
                    queue.settle(one, Attempt({"down": 500, "ok": 204, "gone": 410}[step]))
                held = []
            case "slow":
                held = held or [one for one in queue.claim() if one.endpoint_id == made.endpoint.id]
            case "kill":
                held = []
            case "enable" if queue.endpoint(made).status is EndpointStatus.DISABLED:
                queue.records.perform_now(endpoints.enable_endpoint(made.endpoint.id, "admin", clock()))
            case "wait":
                clock.forward(hours=25)
        (delivery,) = queue.deliveries(made)
        attempts.append(delivery.attempt)
        if delivery.status is DeliveryStatus.DELIVERED:
            assert delivery.event_id in arrived
        if delivery.status is DeliveryStatus.PENDING:
            assert delivery.next_attempt_at is not None
        if delivery.status is DeliveryStatus.FAILED:
            assert queue.endpoint(made).status is EndpointStatus.DISABLED
    assert all(later <= earlier + 1 for earlier, later in pairwise(attempts))
    if delivery_open := queue.deliveries(made)[0].status is not DeliveryStatus.DELIVERED:
        if queue.endpoint(made).status is EndpointStatus.DISABLED:
            queue.records.perform_now(endpoints.enable_endpoint(made.endpoint.id, "admin", clock()))
        clock.forward(hours=25)
        assert delivery_open == any(one.endpoint_id == made.endpoint.id for one in queue.claim())
    queue.records.perform_now(endpoints.delete_endpoint(made.endpoint.id, "admin", clock()))
