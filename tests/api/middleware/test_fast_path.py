"""The fast path gives the same answers as the router."""

import inspect

import pytest
from fastapi.routing import APIRoute

from service.api import app as application
from service.api import examples
from service.api.app import create_app
from service.api.routes import compare, screenings
from tests.conftest import Client

BODIES = {
    "/v1/screenings": [
        *(example["value"] for example in examples.SCREENINGS.values()),
        {"parties": [{"name": "..."}]},
        {"parties": [{"nane": "Hana Test"}]},
        {"parties": [{"name": "Hana Test"}], "options": {"profile": "none such"}},
    ],
    "/v1/compare": [
        {"pairs": [{"left": "Hana Test", "right": "Hanna Test"}]},
        {"pairs": [{"left": "Hana Test", "right": "..."}]},
    ],
}


@pytest.fixture
def long_way(make_runtime, monkeypatch):
    monkeypatch.setattr(application, "_EXPRESS", {})
    monkeypatch.setattr(application, "_EXPRESS_BELOW", {})
    return Client(create_app(make_runtime()))


def shown(response):
    """An answer without what is new each time."""
    content = response.json()
    return response.status_code, {**content, "id": None, "request_id": None}, sorted(response.headers)


@pytest.mark.parametrize("path", sorted(BODIES))
def test_both_ways_give_the_same_answers(client, long_way, path):
    for body in BODIES[path]:
        assert shown(client.post(path, json=body)) == shown(long_way.post(path, json=body))


@pytest.mark.parametrize("query", ["", "?limit=1", "?limit=-1"])
def test_both_ways_to_a_match_give_the_same_answers(client, long_way, query):
    body = {"queries": {"q": {"schema": "Person", "properties": {"name": "Sergey Aksyonov"}}}}
    for dataset in ("default", "nowhere"):
        sent = [one.post(f"/yente/match/{dataset}{query}", json=body) for one in (client, long_way)]
        assert shown(sent[0]) == shown(sent[1])


@pytest.mark.parametrize("headers", [{"content-type": "text/plain"}, {"content-type": "application/json"}])
def test_both_ways_refuse_alike(client, long_way, headers):
    for content in (b"{", b"", b"[]", b'{"parties":[{"name":"Hana Test","name":"Taro"}]}'):
        sent = [one.post("/v1/screenings", content=content, headers=headers) for one in (client, long_way)]
        assert shown(sent[0]) == shown(sent[1])


def test_parameters_are_refused_on_the_long_way(client):
    refused = client.post("/v1/screenings", params={"limit": 3}, json=BODIES["/v1/screenings"][0])
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["location"] == "query"


def test_the_functions_are_those_of_the_routes_and_take_nothing_but_the_request():
    routes = {
        (method, route.path): route.endpoint
        for router in (screenings.router, compare.router)
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods
    }
    for place, endpoint in application._EXPRESS.items():
        assert routes[place] is endpoint
        assert list(inspect.signature(endpoint).parameters) == ["request"]
