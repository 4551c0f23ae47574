"""The sender beside a server, against receivers on this machine."""

import logging
import time
from datetime import UTC, datetime

import pytest
import structlog
from standardwebhooks import Webhook

from service.common.clock import utc_now
from service.records.records import Records
from service.webhooks import endpoints
from service.webhooks.addresses import read_networks
from service.webhooks.model import DeliveryStatus, EndpointStatus
from service.webhooks.sending import Sender
from service.worker import webhook_delivery
from service.worker.webhook_delivery import DeliveryLimits, WebhookDelivery
from tests.webhooks.conftest import MovableClock, endpoint, tell
from tests.webhooks.receivers import raw_receiver, receiver

__all__ = ["endpoint", "tell"]

LOCAL = read_networks(["127.0.0.0/8"])


@pytest.fixture
def clock():
    return MovableClock(datetime.now(UTC))


@pytest.fixture
def records(database, clock):
    opened = Records(database, timeout=5, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def start(records):
    started = []

    def start(networks=LOCAL, seconds=0.5, clock=utc_now, **given):
        sender = WebhookDelivery(records, Sender(networks, seconds, clock), clock, chance=lambda: 0.5, **given)
        sender.start()
        started.append(sender)
        return sender

    yield start
    for one in started:
        one.stop()


def wait_until(true, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def deliveries(records, made):
    with records.engine.connect() as connection:
        return endpoints.find_deliveries(connection, made.endpoint.id, limit=500)[0]


def statuses(records, made):
    return [one.status for one in deliveries(records, made)]


def attempts(records, made):
    return [one.attempt for one in deliveries(records, made)]


def test_an_event_arrives_signed_within_seconds(records, endpoint, tell, start):
    with receiver() as told:
        made = endpoint(told.url)
        start()
        begun = time.monotonic()
        tell("alert.opened", alert_id="alr_1")
        wait_until(lambda: statuses(records, made) == [DeliveryStatus.DELIVERED])
        assert time.monotonic() - begun < 5
    ((_, headers, body),) = told.requests
    got = Webhook(made.secret).verify(body, headers)
    assert (got["type"], got["data"]) == ("alert.opened", {"alert_id": "alr_1"})
    assert deliveries(records, made)[0].event_id == headers["webhook-id"]


def test_an_event_is_tried_again_under_the_same_id(records, endpoint, tell, start, clock):
    with receiver(lambda number: (500 if number < 3 else 204, {})) as told:
        made = endpoint(told.url)
        start(clock=clock)
        tell("alert.opened")
        wait_until(lambda: len(told.requests) == 1)
        wait_until(lambda: attempts(records, made) == [1])
        clock.forward(seconds=5)
        wait_until(lambda: attempts(records, made) == [2])
        clock.forward(minutes=5)
        wait_until(lambda: statuses(records, made) == [DeliveryStatus.DELIVERED])
    assert len(told.ids) == 3
    assert len(set(told.ids)) == 1
    stamps = [int(headers["webhook-timestamp"]) for _, headers, _ in told.requests]
    assert [later - stamps[0] for later in stamps] == [0, 5, 305]


def test_a_receiver_that_hangs_does_not_hold_up_the_others(records, endpoint, tell, start):
    with raw_receiver([]) as port, receiver() as told:
        slow, fast = endpoint(f"http://127.0.0.1:{port}/"), endpoint(told.url)
        start(seconds=5, limits=DeliveryLimits(one_endpoint=2))
        begun = time.monotonic()
        tell(*["alert.opened"] * 20)
        wait_until(lambda: set(statuses(records, fast)) == {DeliveryStatus.DELIVERED})
        assert time.monotonic() - begun < 4
        assert set(statuses(records, slow)) == {DeliveryStatus.PENDING}


def test_a_private_address_is_never_connected_to(records, endpoint, tell, start):
    with receiver() as told:
        made = endpoint(told.url)
        start(networks=())
        tell("alert.opened")
        wait_until(lambda: attempts(records, made) == [1])
    assert told.requests == []
    assert deliveries(records, made)[0].error.startswith("expected a public address, got 127.0.0.1")


def test_what_it_stops_at_goes_on_at_once_elsewhere(records, endpoint, tell, start):
    with raw_receiver([]) as port:
        made = endpoint(f"http://127.0.0.1:{port}/")
        first = start(seconds=60)
        tell("alert.opened")
        wait_until(lambda: first._at_work.total() == 1)
        first.stop()
        second = start(seconds=60)
        wait_until(lambda: second._at_work.total() == 1)
        assert attempts(records, made) == [0]


def test_a_receiver_that_is_gone_is_disabled(records, endpoint, tell, start):
    with receiver(lambda _: (410, {})) as told:
        made = endpoint(told.url)
        start()
        tell("alert.opened")
        wait_until(lambda: statuses(records, made) == [DeliveryStatus.FAILED])
    with records.engine.connect() as connection:
        assert endpoints.read_endpoint(connection, made.endpoint.id).status is EndpointStatus.DISABLED


def test_no_secret_is_in_the_log(records, endpoint, tell, start, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    logged = structlog.testing.LogCapture()
    everything = structlog.make_filtering_bound_logger(logging.DEBUG)
    log = structlog.wrap_logger(None, processors=[logged], wrapper_class=everything)
    monkeypatch.setattr(webhook_delivery, "log", log)  # whatever the process was configured to log before
    with receiver(lambda _: (500, {})) as told:
        made = endpoint(told.url)
        start()
        tell("alert.opened")
        wait_until(lambda: any(one["event"] == "webhook_not_delivered" for one in logged.entries))
    text = f"{logged.entries} {caplog.text}"
    assert made.endpoint.id in text
    for secret in (made.secret, "s3cr3t", "whsec_", "whsk_"):
        assert secret not in text


def test_two_servers_send_each_event_once(records, database, endpoint, tell, start):
    with receiver() as told:
        made = endpoint(told.url)
        other = Records(database, timeout=5)
        second = WebhookDelivery(other, Sender(LOCAL), utc_now)
        second.start()
        start(seconds=10)
        for _ in range(10):
            tell(*["alert.opened"] * 10)
        try:
            wait_until(lambda: statuses(records, made) == [DeliveryStatus.DELIVERED] * 100, 60)
        finally:
            second.stop()
            other.close()
    assert len(told.ids) == len(set(told.ids)) == 100
