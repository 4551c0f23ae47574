"""The audit chain over HTTP."""

from datetime import timedelta

import pytest

from service.api.app import create_app
from service.audit.event import Event
from service.common.clock import utc_now
from tests.conftest import Client

CLEAN = {"reference": "T-1", "parties": [{"name": "Hanako Yamada"}]}


@pytest.fixture
def runtime(make_runtime):
    return make_runtime()


@pytest.fixture
def client(runtime):
    return Client(create_app(runtime))


def kinds(client, **given):
    return [event["kind"] for event in client.get("/v1/audit/events", params=given).json()["events"]]


def test_a_screening_is_an_event_with_the_hashes_of_its_record(client):
    answer = client.post("/v1/screenings", json=CLEAN).json()
    (event,) = client.get("/v1/audit/events", params={"kind": "screening_performed"}).json()["events"]
    assert event["subject"] == answer["id"]
    assert event["details"]["decision"] == answer["decision"]
    assert {"request_sha256", "answer_sha256", "record_sha256"} < set(event["details"])


def test_events_are_listed_in_pages_that_do_not_shift(client, runtime):
    for number in range(5):
        runtime.records.note_now(Event("record_read", "local", f"key_{number}"))
    seen, after = [], None
    while True:
        given = {"kind": "record_read", "limit": 2} | ({"after": after} if after else {})
        page = client.get("/v1/audit/events", params=given).json()
        seen += [event["subject"] for event in page["events"]]
        runtime.records.note_now(Event("record_read", "local", "later"))
        after = page["next"]
        if after is None:
            break
    assert [one for one in seen if one != "later"] == [f"key_{number}" for number in reversed(range(5))]
    assert seen.count("later") == 0


def test_events_are_found_by_what_they_say(client, runtime):
    runtime.records.note_now(Event("record_read", "root", "key_1"))
    runtime.records.note_now(Event("records_searched", "root", "key_1"))
    runtime.records.note_now(Event("record_read", "other", "key_2"))
    assert kinds(client, subject="key_1") == ["records_searched", "record_read"]
    assert kinds(client, actor="other") == ["record_read"]
    today = utc_now().date()
    assert kinds(client, **{"from": str(today + timedelta(days=1))}) == []
    assert len(kinds(client, to=str(today))) >= 3
    assert client.get("/v1/audit/events", params={"kind": "tea_made"}).status_code == 422
    assert client.get("/v1/audit/events", params={"after": "5"}).status_code == 422
