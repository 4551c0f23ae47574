"""Who is let in, for what, how often and for how long."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from service.api.app import create_app
from service.api.compat.yente.router import ROUTERS as YENTE_ROUTERS
from service.api.permissions import PERMISSIONS
from service.audit.search import EventQuery
from service.auth.api_keys import Wanted, make_key
from service.auth.key_policy import KeyPolicy
from service.auth.store import add_key
from service.common.roles import Role
from tests.conftest import NOW, Client

CLEAN = {"parties": [{"name": "Hanako Yamada"}]}
NOBODY = None


@pytest.fixture
def deploy(make_runtime):
    """An application, its client, and how to get a key for it."""

    class Door:
        def __init__(self, **settings):
            self.runtime = make_runtime(**settings)
            self.app = create_app(self.runtime)
            self.client = Client(self.app)

        def key(self, *roles, name="desk", **wanted):
            key, secret = make_key(Wanted(name, frozenset(roles), **wanted), by="local", now=NOW)
            self.runtime.records.perform_now(add_key(key))
            self.app.state.authenticator.key_cache.read(anyway=True)
            return {"authorization": f"Bearer {secret}"}

    return Door


def operations():
    return sorted(name for name, permission in PERMISSIONS.items() if permission.roles is not None)


def filled(name):
    method, _, path = name.partition(" ")
    for parameter, value in {"{id}": "none", "{goods_id}": "1", "{edition}": "none"}.items():
        path = path.replace(parameter, value)
    return method, path


def test_every_route_is_in_the_table_and_the_table_has_no_others(client):
    described = client.app.openapi()["paths"]
    routes = {f"{method.upper()} {path}" for path, operations in described.items() for method in operations}
    undescribed = {"GET /", "GET /docs", "GET /redoc", "GET /openapi.json", "GET /static/{path:path}"}
    elsewhere = {
        f"{method} /yente{route.path}" for one in YENTE_ROUTERS for route in one.routes for method in route.methods
    }
    assert routes | undescribed | elsewhere == set(PERMISSIONS)


@pytest.mark.parametrize("name", operations())
def test_without_a_key_nobody_is_let_in(deploy, name):
    one = deploy()
    one.key(Role.ADMIN)
    refused = one.client.request(*filled(name))
    problem = refused.json()
    assert (refused.status_code, problem["type"]) == (401, "urn:sekisho:problem:unauthenticated")
    assert refused.headers["www-authenticate"] == 'Bearer realm="sekisho"'
    assert refused.headers["content-type"] == "application/problem+json"
    assert "Authorization: Bearer" in problem["detail"]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", operations())
def test_each_role_may_do_what_the_table_says_and_nothing_else(deploy, name, role):
    one = deploy()
    answer = one.client.request(*filled(name), headers=one.key(role))
    if role in PERMISSIONS[name].roles:
        assert answer.status_code not in {401, 403}
        return
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:sekisho:problem:forbidden")
    assert 'error="insufficient_scope"' in answer.headers["www-authenticate"]
    assert role in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/docs", "/openapi.json", "/static/docs.js"])
def test_what_is_open_to_everybody_needs_no_key(deploy, path):
    one = deploy()
    one.key(Role.ADMIN)
    assert one.client.get(path).status_code in {200, 404}


@pytest.mark.parametrize(
    "path",
    ["/v1/screenings/", "//v1/screenings", "/v1/Screenings", "/static/%2e%2e/v1/screenings", "/v1/keys%2F", "/docs/"],
)
def test_what_is_not_in_the_table_does_not_exist(deploy, path):
    one = deploy()
    assert one.client.get(path, headers=one.key(*Role)).status_code == 404


def test_the_key_may_come_in_either_header_and_under_either_scheme(deploy):
    one = deploy()
    headers = one.key(Role.SCREENER)
    secret = headers["authorization"].removeprefix("Bearer ")
    schemes = [{"authorization": f"{scheme} {secret}"} for scheme in ("bearer ", "ApiKey", "apikey ")]
    for given in (headers, {"x-api-key": secret}, *schemes):
        assert one.client.post("/v1/screenings", json=CLEAN, headers=given).status_code == 200


@pytest.mark.parametrize("shape", ["Bearer {}x", "Basic {}", "{}", "Bearer", "Bearer {} {}", "Bearer \xff{}"])
def test_anything_else_is_refused_without_repeating_it(deploy, shape):
    one = deploy()
    secret = one.key(Role.SCREENER)["authorization"].removeprefix("Bearer ")
    given = {"authorization": shape.format(secret, secret).encode("latin-1")}
    refused = one.client.post("/v1/screenings", json=CLEAN, headers=given)
    assert refused.status_code == 401
    assert secret[12:] not in refused.text


def test_two_keys_in_one_request_are_none(deploy):
    one = deploy()
    headers = one.key(Role.SCREENER)
    twice = [("authorization", headers["authorization"])] * 2
    assert one.client.get("/v1/profiles", headers=twice).status_code == 401


def test_revoked_and_expired_keys_say_so(deploy):
    one = deploy()
    headers = one.key(Role.ADMIN)
    [key] = one.client.get("/v1/keys", headers=headers).json()["keys"]
    assert one.client.request("DELETE", f"/v1/keys/{key['id']}", headers=headers).json()["state"] == "revoked"
    refused = one.client.get("/v1/keys", headers=headers)
    assert (refused.status_code, refused.json()["detail"]) == (401, "this key is revoked")
    assert 'error="invalid_token"' in refused.headers["www-authenticate"]
    expired = one.key(Role.ADMIN, expires_at=NOW + timedelta(seconds=1))
    one.runtime.clock = one.app.state.authenticator.key_cache._clock = lambda: NOW + timedelta(seconds=1)
    assert one.client.get("/v1/keys", headers=expired).json()["detail"] == "this key is expired"


def ask_from(app, peer, **headers):
    async def ask():
        transport = httpx.ASGITransport(app=app, client=(peer, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/v1/keys", headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {"host": "[::1]:8000"}, 200),
        ("127.8.9.1", {"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"}, 200),
        ("192.0.2.7", {}, 401),
        ("127.0.0.1", {"host": "sekisho.example.org"}, 401),
        ("127.0.0.1", {"host": "localhost.example.org:8000"}, 401),
        ("127.0.0.1", {"origin": "https://example.org"}, 401),
        ("127.0.0.1", {"origin": "null"}, 401),
        ("127.0.0.1", {"host": "localhost:8000", "origin": "http://localhost:9000"}, 401),
        ("127.0.0.1", {"x-forwarded-for": "192.0.2.7"}, 401),
        ("127.0.0.1", {"x-forwarded-proto": "https"}, 401),
        ("127.0.0.1", {"forwarded": "for=192.0.2.7"}, 401),
        ("127.0.0.1", {"via": "1.1 proxy"}, 401),
        ("127.0.0.1", {"sec-fetch-site": "cross-site"}, 401),
        ("127.0.0.1", {"sec-fetch-site": "same-site"}, 401),
        ("127.0.0.1", {"sec-fetch-site": "same-origin"}, 200),
        ("127.0.0.1", {"sec-fetch-site": "none"}, 200),
    ],
)
def test_without_keys_only_this_machine_is_served(deploy, peer, headers, status):
    assert ask_from(deploy().app, peer, **headers).status_code == status


def test_once_there_was_a_key_this_machine_needs_one_too(deploy):
    one = deploy()
    headers = one.key(Role.ADMIN)
    [key] = one.client.get("/v1/keys", headers=headers).json()["keys"]
    one.client.request("DELETE", f"/v1/keys/{key['id']}", headers=headers)
    assert one.client.get("/v1/profiles").status_code == 401


def test_behind_something_that_guards_it_nobody_changes_keys(deploy):
    app = deploy(allow_unauthenticated=True).app
    assert ask_from(app, "192.0.2.7").status_code == 200
    client = Client(app)
    refused = client.post("/v1/keys", json={"name": "me", "roles": ["admin"]})
    assert (refused.status_code, refused.json()["title"]) == (403, "Whoever asks may not do this")


def test_the_actor_is_on_record_and_sees_only_its_own(deploy):
    one = deploy()
    mine, other = one.key(Role.SCREENER, name="desk"), one.key(Role.SCREENER, name="other")
    auditor = one.key(Role.AUDITOR, name="auditor")
    identifier = one.client.post("/v1/screenings", json=CLEAN, headers=mine).json()["id"]
    assert asyncio.run(one.runtime.records.get(identifier)).actor == "desk"
    path = f"/v1/screenings/{identifier}"
    answered = [one.client.get(path, headers=who).status_code for who in (mine, auditor, other)]
    assert answered == [200, 200, 404]
    assert one.client.get(f"{path}/request", headers=other).status_code == 404


def test_a_screener_finds_its_own_by_reference(deploy):
    one = deploy()
    mine, other = one.key(Role.SCREENER, name="desk"), one.key(Role.SCREENER, name="other")
    auditor = one.key(Role.AUDITOR, name="auditor")
    for who in (mine, other):
        one.client.post("/v1/screenings", json=CLEAN | {"reference": "T-9"}, headers=who)
    found = [
        len(one.client.get("/v1/screenings?reference=T-9", headers=who).json()["screenings"])
        for who in (mine, other, auditor)
    ]
    assert found == [1, 1, 2]


@pytest.mark.parametrize(
    ("options", "status", "pointer"),
    [
        ({}, 200, None),
        ({"threshold": 0.75}, 200, None),
        ({"threshold": 1.0}, 403, "/options/threshold"),
        ({"as_of": "1990-01-01"}, 403, "/options/as_of"),
        ({"profile": "strict"}, 403, "/options/profile"),
    ],
)
def test_a_key_with_a_policy_asks_within_it(deploy, options, status, pointer):
    one = deploy()
    policy = KeyPolicy(profiles=("default",), max_threshold=0.8, watchlists=("jp_crimea_2014",), as_of=False)
    headers = one.key(Role.SCREENER, policy=policy)
    answer = one.client.post("/v1/screenings", json=CLEAN | {"options": options}, headers=headers)
    assert answer.status_code == status
    if pointer:
        assert answer.json()["errors"][0]["pointer"] == pointer
        assert "this key allows" in answer.json()["detail"]


def test_a_policy_counts_in_comparisons_and_files_too(deploy):
    one = deploy()
    headers = one.key(Role.SCREENER, policy=KeyPolicy(profiles=("default",)))
    pair = {"pairs": [{"left": "Hanako", "right": "Hanako"}], "profile": "strict"}
    assert one.client.post("/v1/compare", json=pair, headers=headers).status_code == 403
    sent = {"files": {"file": ("a.csv", "name\nHanako Yamada\n")}}
    assert one.client.post("/v1/bulk-jobs?profile=strict", headers=headers, **sent).status_code == 403


def test_a_key_that_has_to_search_a_missing_list_gets_no_answer(deploy):
    one = deploy()
    headers = one.key(Role.SCREENER, policy=KeyPolicy(watchlists=("us_ofac_sdn",)))
    refused = one.client.post("/v1/screenings", json=CLEAN, headers=headers)
    assert (refused.status_code, "us_ofac_sdn" in refused.text) == (503, True)


def test_idempotency_keys_belong_to_their_actor_whichever_of_its_keys_it_uses(deploy):
    one = deploy()
    old, new = one.key(Role.SCREENER, name="desk"), one.key(Role.SCREENER, name="desk")
    other = one.key(Role.SCREENER, name="other")
    ids = [
        one.client.post("/v1/screenings", json=CLEAN, headers=who | {"idempotency-key": "T-1"}).json()["id"]
        for who in (old, new, other)
    ]
    assert ids[0] == ids[1] != ids[2]


def test_a_key_has_so_many_requests_and_is_told(deploy):
    one = deploy(requests_per_second=2)
    headers, other = one.key(Role.SCREENER), one.key(Role.SCREENER, name="other")

    async def ask(who):
        return await one.client.send("GET", "/v1/profiles", headers=who)

    async def several():
        return [await ask(who) for who in (headers, headers, headers, other)]

    answers = asyncio.run(several())
    assert [answer.status_code for answer in answers] == [200, 200, 429, 200]
    assert [answer.headers["ratelimit-remaining"] for answer in answers[:3]] == ["1", "0", "0"]
    assert answers[0].headers["ratelimit-limit"] == "2"
    assert answers[0].headers["ratelimit-policy"] == "2;w=1"
    assert (answers[2].headers["retry-after"], answers[2].json()["status"]) == ("1", 429)


def test_wrong_keys_from_one_address_are_limited_and_right_ones_are_not(deploy):
    one = deploy(failed_keys_per_minute=3)
    right, wrong = one.key(Role.ADMIN)["authorization"], "Bearer sk_none"
    asked = [ask_from(one.app, "192.0.2.7", authorization=wrong) for _ in range(5)]
    assert [answer.status_code for answer in asked] == [401, 401, 401, 429, 429]
    assert asked[3].headers["retry-after"] == "20"
    assert "from this address" in asked[3].json()["detail"]
    assert ask_from(one.app, "192.0.2.8", authorization=wrong).status_code == 401
    assert ask_from(one.app, "192.0.2.7", authorization=right).status_code == 200
    assert ask_from(one.app, "192.0.2.7").status_code == 401


def test_a_request_that_takes_too_long_is_an_error_and_no_decision(deploy, monkeypatch):
    one = deploy(request_seconds=0.05)

    async def never(document):
        await asyncio.sleep(60)

    monkeypatch.setattr(one.runtime.records, "append", never)
    refused = one.client.post("/v1/screenings", json=CLEAN)
    assert (refused.status_code, refused.json()["type"]) == (503, "urn:sekisho:problem:over-time")
    assert "decision" not in refused.json()
    assert refused.headers["retry-after"]


def test_a_body_that_trickles_in_runs_out_of_time(deploy):
    one = deploy(request_seconds=0.05)

    async def trickle():
        yield b"{"
        await asyncio.sleep(60)

    refused = one.client.post("/v1/screenings", content=trickle(), headers={"content-type": "application/json"})
    assert refused.json()["type"] == "urn:sekisho:problem:over-time"


def test_keys_are_made_listed_and_withdrawn_and_the_secret_is_told_once(deploy):
    one = deploy()
    made = one.client.post("/v1/keys", json={"name": "desk", "roles": ["admin", "screener"], "requests_per_second": 5})
    body = made.json()
    assert (made.status_code, body["roles"], body["prefix"]) == (201, ["admin", "screener"], body["secret"][:11])
    headers = {"x-api-key": body["secret"]}
    listed = one.client.get("/v1/keys", headers=headers)
    assert body["secret"] not in listed.text
    assert [key["id"] for key in listed.json()["keys"]] == [body["id"]]
    assert one.client.request("DELETE", "/v1/keys/none", headers=headers).status_code == 404


def test_a_policy_is_made_and_shown(deploy):
    one = deploy()
    wanted = {"name": "desk", "roles": ["admin"], "policy": {"max_threshold": 0.8, "watchlists": ["jp_crimea_2014"]}}
    body = one.client.post("/v1/keys", json=wanted).json()
    shown = one.client.get("/v1/keys", headers={"x-api-key": body["secret"]}).json()["keys"][0]["policy"]
    assert shown == body["policy"]
    assert (shown["max_threshold"], shown["watchlists"], shown["as_of"]) == (0.8, ["jp_crimea_2014"], True)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "local", "roles": ["admin"]}, "/name"),
        ({"name": "a b", "roles": ["admin"]}, "/name"),
        ({"name": "desk", "roles": []}, "/roles"),
        ({"name": "desk", "roles": ["king"]}, "/roles/0"),
        ({"name": "desk", "roles": ["admin"], "expires_at": "2020-01-01"}, "/expires_at"),
        ({"name": "desk", "roles": ["admin"], "requests_per_second": -1}, "/requests_per_second"),
        ({"name": "desk", "roles": ["admin"], "policy": {"max_threshold": 2}}, "/policy/max_threshold"),
        (
            {"name": "desk", "roles": ["admin"], "policy": {"max_threshold": 0.5, "min_threshold": 0.6}},
            "/policy/max_threshold",
        ),
    ],
)
def test_a_key_that_cannot_be_made_says_why(deploy, body, pointer):
    refused = deploy().client.post("/v1/keys", json=body)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == pointer


def test_what_is_done_to_keys_is_an_event(deploy):
    one = deploy()
    body = one.client.post("/v1/keys", json={"name": "desk", "roles": ["admin"]}).json()
    headers = {"x-api-key": body["secret"]}
    for _ in range(2):
        one.client.request("DELETE", f"/v1/keys/{body['id']}", headers=headers)
    found = one.runtime.records.events_now(EventQuery(subject=body["id"])).events
    noted = [event for event in reversed(found) if event.kind != "rows_written"]
    assert [(event.kind, event.actor, event.subject) for event in noted] == [
        ("key_created", "local", body["id"]),
        ("key_revoked", "desk", body["id"]),
    ]
    assert body["secret"][12:] not in "".join(event.details for event in found)


def test_metrics_are_open_only_if_that_was_asked_for(deploy):
    for settings, status in (({}, 401), ({"metrics_open": True}, 200)):
        one = deploy(**settings)
        one.key(Role.ADMIN)
        assert one.client.get("/metrics").status_code == status


def test_other_origins_are_let_in_only_if_that_was_asked_for(deploy):
    job_service = "https://desk.example.org"
    one = deploy(cors_origins=[job_service])
    preflight = {
        "origin": job_service,
        "access-control-request-method": "POST",
        "access-control-request-headers": "x-api-key",
    }
    allowed = one.client.request("OPTIONS", "/v1/screenings", headers=preflight)
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, job_service)
    headers = one.key(Role.SCREENER)
    answer = one.client.post("/v1/screenings", json=CLEAN, headers=headers | {"origin": job_service})
    assert answer.headers["access-control-allow-origin"] == job_service
    assert "access-control-allow-credentials" not in answer.headers
    other = one.client.request("OPTIONS", "/v1/screenings", headers=preflight | {"origin": "https://example.com"})
    assert "access-control-allow-origin" not in other.headers
    assert deploy().client.request("OPTIONS", "/v1/screenings", headers=preflight).status_code == 405


def test_browsers_are_told_to_insist_on_tls_only_behind_it(deploy):
    assert "strict-transport-security" not in deploy().client.get("/livez").headers
    assert deploy(tls=True).client.get("/livez").headers["strict-transport-security"].startswith("max-age=")
