"""Webhooks and the feed over HTTP: who may do what, and that no secret comes twice."""

import pytest

from service.api import examples
from service.api.app import create_app
from service.auth.api_keys import Wanted, make_key
from service.auth.store import add_key
from service.common.roles import Role
from tests.conftest import NOW, Client
from tests.webhooks.receivers import receiver

BODY = {"reference": "T-7", "parties": [{"id": "buyer", "type": "person", "name": "Sergey Aksyonov"}]}


@pytest.fixture
def runtime(make_runtime):
    return make_runtime(webhook_networks=("127.0.0.0/8",))


@pytest.fixture
def ask(runtime):
    secrets = {}
    for role in Role:
        key, secrets[role.value] = make_key(Wanted(f"a.{role.value}", frozenset({role})), by="local", now=NOW)
        runtime.records.perform_now(add_key(key))
    client = Client(create_app(runtime))

    def ask(who, method, path, body=None):
        return client.request(method, f"/v1{path}", json=body, headers={"Authorization": f"Bearer {secrets[who]}"})

    return ask


@pytest.mark.parametrize("name", sorted(examples.WEBHOOKS))
def test_examples_work_as_they_stand(ask, name):
    assert ask("admin", "POST", "/webhooks", examples.WEBHOOKS[name]["value"]).status_code == 201


def test_a_secret_is_told_once(ask):
    made = ask("admin", "POST", "/webhooks", {"url": "https://receiver.example/hook"}).json()
    assert made["secret"].startswith("whsec_")
    rotated = ask("admin", "POST", f"/webhooks/{made['id']}/rotate").json()
    assert rotated["secret"] not in (None, made["secret"])
    assert rotated["previous_until"] > made["created_at"]
    shown = [ask("auditor", "GET", path) for path in ("/webhooks", f"/webhooks/{made['id']}", "/audit/events")]
    assert [one.status_code for one in shown] == [200] * 3
    text = "".join(one.text for one in shown)
    assert made["id"] in text
    for secret in (made["secret"], rotated["secret"], "whsec_", "whsk_"):
        assert secret not in text
    assert ask("admin", "DELETE", f"/webhooks/{made['id']}").json()["status"] == "deleted"
    assert ask("admin", "GET", f"/webhooks/{made['id']}").status_code == 404
    kinds = {one["kind"] for one in ask("auditor", "GET", f"/audit/events?subject={made['id']}").json()["events"]}
    assert kinds == {"webhook_created", "webhook_rotated", "webhook_deleted"}


def test_only_administrators_change_and_auditors_look(ask):
    made = ask("admin", "POST", "/webhooks", {"url": "https://receiver.example/hook"}).json()
    for who in ("screener", "officer", "supervisor"):
        assert ask(who, "GET", "/webhooks").status_code == 403
    for who in ("screener", "officer", "supervisor", "auditor"):
        assert ask(who, "DELETE", f"/webhooks/{made['id']}").status_code == 403
        assert ask(who, "POST", f"/webhooks/{made['id']}/rotate").status_code == 403
    assert ask("screener", "GET", "/events").status_code == 403


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"url": "ftp://receiver.example/"}, "/url"),
        ({"url": "https://me:word@receiver.example/"}, "/url"),
        ({"url": "https://receiver.example:70000/"}, "/url"),
        ({"event_types": ["alert.eaten"]}, "/event_types/0"),
        ({"secret": "whsec_AAAA"}, "/secret"),
    ],
)
def test_what_cannot_be_is_refused(ask, changed, pointer):
    refused = ask("admin", "POST", "/webhooks", {"url": "https://receiver.example/hook"} | changed)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == pointer


def test_an_endpoint_is_tried(ask):
    with receiver() as told:
        made = ask("admin", "POST", "/webhooks", {"url": told.url}).json()
        answer = ask("admin", "POST", f"/webhooks/{made['id']}/test").json()
    assert (answer["delivered"], answer["status_code"]) == (True, 204)
    assert told.ids == [answer["webhook_id"]]
    again = ask("admin", "POST", f"/webhooks/{made['id']}/test").json()
    assert (again["delivered"], again["error"]) == (False, "no answer: Connection refused")
