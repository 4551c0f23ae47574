"""Events get their places once they are committed, and a delivery to each endpoint that wants them."""

from collections import Counter

from sqlalchemy import select

from service.webhooks import publishing
from service.webhooks.endpoints import delete_endpoint
from service.webhooks.publishing import publish, publish_all
from service.webhooks.tables import DELIVERIES, ENDPOINTS, OUTBOX


def places(records):
    wanted = select(OUTBOX.c.position).order_by(OUTBOX.c.id)
    with records.engine.connect() as connection:
        return list(connection.execute(wanted).scalars())


def deliveries(records):
    with records.engine.connect() as connection:
        found = connection.execute(select(DELIVERIES.c.endpoint_id, DELIVERIES.c.event_type))
        return Counter(tuple(row) for row in found)


def test_places_follow_one_another_over_however_many_transactions(records, tell, clock, monkeypatch):
    monkeypatch.setattr(publishing, "_TOGETHER", 2)
    assert publish(records.engine, clock()) == 0
    tell(*["alert.opened"] * 5)
    assert publish(records.engine, clock()) == 2
    assert publish_all(records.engine, clock()) == 3
    tell("alert.closed")
    assert publish_all(records.engine, clock()) == 1
    assert sorted(places(records)) == [1, 2, 3, 4, 5, 6]


def test_each_endpoint_is_sent_what_it_wants(records, tell, clock, endpoint):
    all_of_them, some = endpoint().endpoint.id, endpoint("https://b.example", "alert.closed").endpoint.id
    tell("alert.opened", "alert.closed")
    publish_all(records.engine, clock())
    assert deliveries(records) == {
        (all_of_them, "alert.opened"): 1,
        (all_of_them, "alert.closed"): 1,
        (some, "alert.closed"): 1,
    }


def test_what_happened_before_an_endpoint_was_made_is_not_sent_to_it(records, tell, clock, endpoint):
    tell("alert.opened")
    publish_all(records.engine, clock())
    endpoint()
    publish_all(records.engine, clock())
    assert deliveries(records) == {}


def test_for_a_disabled_endpoint_events_wait_and_for_a_deleted_one_they_do_not(records, tell, clock, endpoint):
    disabled, deleted = endpoint().endpoint.id, endpoint("https://b.example").endpoint.id
    records.perform_now(delete_endpoint(deleted, "admin", clock()))
    with records.engine.begin() as connection:
        connection.execute(ENDPOINTS.update().where(ENDPOINTS.c.id == disabled).values(status="disabled"))
    tell("alert.opened")
    publish_all(records.engine, clock())
    assert deliveries(records) == {(disabled, "alert.opened"): 1}
