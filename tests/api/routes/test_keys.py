"""Keys over HTTP, where the operator asks for two people."""

from datetime import timedelta

import pytest

from service.api.app import create_app
from service.auth.api_keys import Wanted, make_key
from service.auth.store import add_key
from service.common.roles import Role
from service.records.records import Records
from tests.conftest import NOW, Client


@pytest.fixture
def admins(database, make_runtime):
    """Sends a request with one of the keys of two administrators, or with a given one."""
    runtime = make_runtime(Records(database, timeout=5), keys_need_two=True)
    secrets = {}
    for key_name, name in {"yamada": "yamada", "second": "Yamada", "tanaka": "tanaka"}.items():
        wanted = Wanted(name, frozenset({Role.ADMIN}), NOW + timedelta(days=30))
        key, secrets[key_name] = make_key(wanted, by="local:root", now=NOW - timedelta(days=1))
        runtime.records.perform_now(add_key(key))
    client = Client(create_app(runtime))

    def send(who, method, path, body=None):
        headers = {"Authorization": f"Bearer {secrets.get(who, who)}"}
        return client.request(method, f"/v1/keys{path}", json=body, headers=headers)

    return send


def made(admins, by="yamada", **wanted):
    answer = admins(by, "POST", "", {"name": "desk", "roles": ["admin"]} | wanted)
    assert answer.status_code == 201
    return answer.json()


def test_a_new_key_lets_nobody_in_until_another_has_approved_it(admins):
    key = made(admins)
    assert key["state"] == "proposed"
    refused = admins(key["secret"], "GET", "")
    assert (refused.status_code, refused.json()["detail"]) == (
        401,
        "this key waits for another administrator to approve it",
    )
    approved = admins("tanaka", "POST", f"/{key['id']}/approve").json()
    assert (approved["state"], approved["approved_by"], approved["created_by"]) == ("valid", "tanaka", "yamada")
    assert admins(key["secret"], "GET", "").status_code == 200


@pytest.mark.parametrize("own", ["yamada", "second"])
def test_nobody_approves_a_key_of_their_own_making_by_whatever_key(admins, own):
    key = made(admins)
    refused = admins(own, "POST", f"/{key['id']}/approve")
    assert (refused.status_code, "another person" in refused.json()["detail"]) == (403, True)
    assert admins(key["secret"], "GET", "").status_code == 401


def test_a_key_of_another_name_is_no_second_person_before_it_is_approved(admins):
    dummy = made(admins, name="somebody-else")
    key = made(admins)
    assert admins(dummy["secret"], "POST", f"/{key['id']}/approve").status_code == 401
    assert admins(dummy["secret"], "POST", f"/{dummy['id']}/approve").status_code == 401


def test_what_does_not_wait_is_not_approved(admins):
    key = made(admins)
    assert admins("tanaka", "POST", f"/{key['id']}/approve").status_code == 200
    assert admins("tanaka", "POST", f"/{key['id']}/approve").status_code == 409
    revoked = made(admins)
    assert admins("tanaka", "DELETE", f"/{revoked['id']}").json()["state"] == "revoked"
    assert admins("tanaka", "POST", f"/{revoked['id']}/approve").status_code == 409
    assert admins("tanaka", "POST", "/aaaaaaaa/approve").status_code == 404


def test_only_administrators_approve(admins):
    officer = made(admins, name="officer", roles=["officer", "supervisor"])
    assert admins("tanaka", "POST", f"/{officer['id']}/approve").status_code == 200
    key = made(admins)
    assert admins(officer["secret"], "POST", f"/{key['id']}/approve").status_code == 403
