"""What administrators do with endpoints: each change is in the audit chain, and no secret is anywhere else."""

import json

import pytest
from sqlalchemy import select

from service.audit.search import EventQuery
from service.webhooks import endpoints
from service.webhooks.endpoints import WantedEndpoint
from service.webhooks.errors import WebhookNotFound, WebhookNotPossible, WebhookRefused
from service.webhooks.model import DeliveryStatus, EndpointStatus
from service.webhooks.publishing import publish_all
from service.webhooks.tables import ENDPOINTS
from tests.conftest import NOW

URL = "https://receiver.example/hook/T0PS3CRET"


def read(records, action, *arguments):
    with records.engine.connect() as connection:
        return action(connection, *arguments)


def test_an_endpoint_is_made_rotated_and_deleted_on_record(records, endpoint):
    made = endpoint(URL, "alert.opened")
    assert read(records, endpoints.read_endpoints) == [made.endpoint]
    rotated = records.perform_now(endpoints.rotate_secret(made.endpoint.id, "admin", NOW))
    assert rotated.secret != made.secret
    assert rotated.endpoint.public_key != made.endpoint.public_key
    _, keys = read(records, endpoints.signing_keys_of, made.endpoint.id)
    assert (keys.secret, keys.previous_secret) == (rotated.secret, made.secret)
    deleted = records.perform_now(endpoints.delete_endpoint(made.endpoint.id, "admin", NOW))
    assert deleted.status is EndpointStatus.DELETED
    assert read(records, endpoints.read_endpoints) == []
    with pytest.raises(WebhookNotFound):
        read(records, endpoints.read_endpoint, made.endpoint.id)
    events = records.events_now(EventQuery(subject=made.endpoint.id)).events
    assert [one.kind for one in events] == ["webhook_deleted", "webhook_rotated", "webhook_created"]
    told = "".join(one.details for one in events)
    assert "T0PS3CRET" not in told
    assert "whs" not in told
    assert json.loads(events[-1].details)["origin"] == "https://receiver.example"
    with records.engine.connect() as connection:
        row = connection.execute(select(ENDPOINTS)).mappings().one()
    assert [row[name] for name in ("url", "secret", "signing_key", "previous_secret")] == ["", "", "", None]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (WantedEndpoint("receiver.example"), "url"),
        (WantedEndpoint(URL, ("alert.eaten",)), "event_types"),
        (WantedEndpoint(URL, description="x" * 501), "description"),
    ],
)
def test_what_cannot_be_is_refused(wanted, field):
    with pytest.raises(WebhookRefused) as refused:
        endpoints.create_endpoint(wanted, "admin", NOW)
    assert refused.value.field == field


def test_there_is_a_limit(records, endpoint, monkeypatch):
    monkeypatch.setattr(endpoints, "MOST_ENDPOINTS", 1)
    first = endpoint()
    with pytest.raises(WebhookNotPossible, match="delete one first"):
        endpoint()
    records.perform_now(endpoints.delete_endpoint(first.endpoint.id, "admin", NOW))
    endpoint()


def test_only_wanted_events_are_on_their_way(records, endpoint, tell):
    everything, some = endpoint(URL).endpoint, endpoint(URL, "alert.closed", "watchlist.stale").endpoint
    tell("alert.opened", "alert.closed")
    publish_all(records.engine, NOW)
    assert len(read(records, endpoints.find_deliveries, everything.id)[0]) == 2
    (one,), following = read(records, endpoints.find_deliveries, some.id)
    assert (one.event_type, one.status, one.attempt, following) == ("alert.closed", DeliveryStatus.PENDING, 0, None)


def test_what_was_before_is_not_sent(records, endpoint, tell):
    tell("alert.opened")
    publish_all(records.engine, NOW)
    made = endpoint()
    assert read(records, endpoints.find_deliveries, made.endpoint.id) == ([], None)


def test_deliveries_come_in_pages(records, endpoint, tell):
    made = endpoint().endpoint
    tell(*["alert.opened"] * 5)
    publish_all(records.engine, NOW)
    with records.engine.connect() as connection:
        first, following = endpoints.find_deliveries(connection, made.id, limit=3)
        second, end = endpoints.find_deliveries(connection, made.id, after=following, limit=3)
        with pytest.raises(WebhookNotFound):
            endpoints.find_deliveries(connection, "whe_1")
    assert (len(first), len(second), end) == (3, 2, None)
    assert len({one.id for one in (*first, *second)}) == 5


def test_an_enabled_endpoint_cannot_be_enabled(records, endpoint):
    with pytest.raises(WebhookNotPossible, match="enabled already"):
        records.perform_now(endpoints.enable_endpoint(endpoint().endpoint.id, "admin", NOW))


def test_what_is_not_there_is_told(records):
    for action in (endpoints.rotate_secret, endpoints.enable_endpoint, endpoints.delete_endpoint):
        with pytest.raises(WebhookNotFound, match="'whe_1'"):
            records.perform_now(action("whe_1", "admin", NOW))
    with pytest.raises(WebhookNotFound, match="'whd_1'"):
        records.perform_now(endpoints.replay_delivery("whd_1", "admin", NOW))
