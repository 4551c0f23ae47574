"""What is loaded, whether it can answer, and who may ask."""

import re

import pytest

from service.api.app import create_app
from service.auth.api_keys import Wanted, make_key
from service.auth.store import add_key
from service.common.roles import Role
from service.engine.screening.errors import NotReady
from tests.api.compat.yente.conftest import YenteClient
from tests.conftest import NOW


def test_healthy_and_ready(yente):
    assert yente.get("/yente/healthz").json() == {"status": "ok"}
    assert yente.get("/yente/readyz").json() == {"status": "ok"}


def test_without_lists_it_is_alive_and_not_ready(make_runtime):
    def unreadable():
        raise NotReady("there is no watchlist")

    client = YenteClient(create_app(make_runtime(load=unreadable)))
    assert client.get("/yente/healthz").status_code == 200
    assert client.get("/yente/readyz").status_code == client.get("/yente/catalog").status_code == 503


@pytest.mark.parametrize("path", ["/yente/catalog", "/yente/manifest"])
def test_the_catalogue_has_lists_and_collections(yente, path):
    document = yente.get(path).json()
    datasets = {one["name"]: one for one in document["datasets"]}
    assert set(datasets) == {"default", "sanctions", "jp_crimea_2014"}
    assert datasets["default"]["children"] == datasets["sanctions"]["children"] == ["jp_crimea_2014"]
    assert datasets["jp_crimea_2014"]["entity_count"] == 42
    assert re.fullmatch(r"\d{14}-[a-z]{3}", datasets["jp_crimea_2014"]["index_version"])
    assert document["current"] == ["default", "jp_crimea_2014"]
    assert (document["outdated"], document["index_stale"]) == ([], False)


def test_the_catalogue_need_not_be_fetched_twice(yente):
    first = yente.get("/yente/catalog")
    again = yente.get("/yente/catalog", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_algorithm_is_described(yente):
    document = yente.get("/yente/algorithms").json()
    assert {document["best"], document["default"]} <= {"best", *(one["name"] for one in document["algorithms"])}
    assert all(one["docs"].keys() == {"features", "config"} for one in document["algorithms"])


def test_there_are_no_statements(yente):
    assert yente.get("/yente/statements").status_code == 404


def test_an_update_is_not_read(yente):
    assert yente.get("/yente/updatez").status_code == 405


def with_key(make_runtime, *roles, **settings):
    """A client of an application with one key, and the key."""
    app = create_app(make_runtime(**settings))
    key, secret = make_key(Wanted("caller", frozenset(roles)), by="local", now=NOW)
    app.state.runtime.records.perform_now(add_key(key))
    app.state.authenticator.key_cache.read(anyway=True)
    return YenteClient(app), secret


LISTED = {"name": ["Sergey Aksyonov"]}


@pytest.mark.parametrize(
    "header", ["Authorization: ApiKey ", "Authorization: Bearer ", "Authorization: Token ", "X-API-Key: "]
)
def test_a_key_is_taken_as_each_client_sends_it(make_runtime, header):
    client, secret = with_key(make_runtime, Role.SCREENER)
    name, _, value = (header + secret).partition(": ")
    assert client.match(LISTED, headers={name: value}).status_code == 200
    assert client.match(LISTED, headers={name: value + "x"}).status_code == 401


def test_a_key_stands_in_the_address_only_where_that_is_set(make_runtime):
    client, secret = with_key(make_runtime, Role.SCREENER, yente_keys_in_addresses=True)
    assert client.match(LISTED, api_key=secret).status_code == 200
    assert client.get("/v1/watchlists", params={"api_key": secret}).status_code == 401


def test_a_key_in_the_address_is_not_taken_otherwise(make_runtime):
    client, secret = with_key(make_runtime, Role.SCREENER)
    assert client.match(LISTED, api_key=secret).status_code == 401


@pytest.mark.parametrize(
    ("role", "match", "update"),
    [(Role.SCREENER, 200, 403), (Role.OFFICER, 200, 403), (Role.AUDITOR, 403, 403), (Role.ADMIN, 403, 200)],
)
def test_roles_hold(make_runtime, role, match, update):
    client, secret = with_key(make_runtime, role)
    headers = {"Authorization": f"ApiKey {secret}"}
    assert client.match(LISTED, headers=headers).status_code == match
    assert client.post("/yente/updatez", headers=headers).status_code == update


def test_the_catalogue_is_open_only_where_that_is_set(make_runtime):
    client, _ = with_key(make_runtime, Role.SCREENER)
    assert client.get("/yente/catalog").status_code == 401
    assert client.get("/yente/readyz").status_code == 200
    assert client.match(LISTED).status_code == 401


def test_an_open_catalogue(make_runtime):
    client, _ = with_key(make_runtime, Role.SCREENER, yente_open=True)
    assert client.get("/yente/catalog").status_code == client.get("/yente/algorithms").status_code == 200
    assert client.match(LISTED).status_code == 401


def test_limits_of_rate_hold(make_runtime):
    client, secret = with_key(make_runtime, Role.SCREENER, requests_per_second=1)
    headers = {"Authorization": f"ApiKey {secret}"}
    answers = [client.match(LISTED, headers=headers) for _ in range(3)]
    assert answers[-1].status_code == 429
    assert answers[-1].headers["retry-after"]
