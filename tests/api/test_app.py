"""Applications of one process share their routes and nothing else."""

from service.api.app import create_app
from tests.conftest import Client


def test_each_application_answers_from_its_own_runtime(make_runtime):
    narrow, wide = (Client(create_app(make_runtime(max_body_bytes=most))) for most in (1_024, 100_000))
    body = {"pairs": [{"left": "Testa Testova", "right": "Testa"}] * 40}
    assert [one.post("/v1/compare", json=body).status_code for one in (narrow, wide, narrow)] == [413, 200, 413]


def test_the_first_request_does_not_have_to_read_what_routes_take(make_runtime, monkeypatch):
    """FastAPI does that for the first who asks, and all others wait meanwhile."""
    client = Client(create_app(make_runtime()))
    read = []
    monkeypatch.setattr("fastapi.routing.get_dependant", lambda **given: read.append(given))
    paths = ("/v1/watchlists", "/v1/entities", "/yente/catalog", "/nothing")
    statuses = [client.get(path).status_code for path in paths]
    assert statuses == [200, 200, 200, 404]
    assert read == []
