"""Calls of the HTTP API: an answer, or an error that says that nothing was decided."""

import asyncio
import json
from collections.abc import Callable

import httpx
import pytest

from service.mcp.service_calls import CallFailedError, ServiceCalls, open_client

Handler = Callable[[httpx.Request], httpx.Response]


def calls(handler: Handler) -> ServiceCalls:
    return ServiceCalls(httpx.AsyncClient(transport=httpx.MockTransport(handler), base_url="http://service"))


def failing(handler: Handler) -> str:
    with pytest.raises(CallFailedError) as caught:
        asyncio.run(calls(handler).get_screening("scr_1"))
    return str(caught.value)


def test_every_screening_has_a_key_of_its_own() -> None:
    """The same question asked twice is two screenings on record."""
    keys = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers["idempotency-key"])
        return httpx.Response(200, json={"body": json.loads(request.content)})

    service = calls(answer)
    for _ in range(2):
        assert asyncio.run(service.screen({"parties": []})) == {"body": {"parties": []}}
    assert len(set(keys)) == 2


@pytest.mark.parametrize(
    ("id_", "path"),
    [
        ("own_list:7", b"/v1/entities/own_list:7"),
        ("a/../b?c", b"/v1/entities/a%2F..%2Fb%3Fc"),
        ("あ", b"/v1/entities/%E3%81%82"),
    ],
)
def test_an_id_stays_one_step_of_the_path(id_: str, path: bytes) -> None:
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.raw_path)
        return httpx.Response(200, json={})

    asyncio.run(calls(answer).get_entity(id_, None))
    asyncio.run(calls(answer).get_entity(id_, "2026-01-02"))
    assert seen == [path, path + b"?as_of=2026-01-02"]


def test_a_problem_is_told_with_its_fields() -> None:
    problem = {"detail": "wrong", "errors": [{"pointer": "/parties/0/name", "detail": "too long"}, "odd"]}
    assert failing(lambda _: httpx.Response(422, json=problem)) == "422: wrong (/parties/0/name: too long)"
    assert failing(lambda _: httpx.Response(503, json={})) == "503: no reason was given"
    assert failing(lambda _: httpx.Response(500, json=[])) == "the service answered 500"


@pytest.mark.parametrize("content", [b"<html>", b"", b"\xff"])
def test_an_answer_that_is_no_json_is_none(content: bytes) -> None:
    assert "nothing was screened" in failing(lambda _: httpx.Response(200, content=content))


def test_json_that_is_no_document_is_no_answer() -> None:
    assert failing(lambda _: httpx.Response(200, json=["clear"])) == "the service answered 200"


def test_no_connection_is_no_answer() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    assert failing(refuse) == "no answer from the service (ConnectError); nothing was screened"


def test_the_key_is_sent_where_there_is_one() -> None:
    assert open_client("http://service", "sk_1", timeout=5).headers["authorization"] == "Bearer sk_1"
    assert "authorization" not in open_client("http://service", None, timeout=5).headers
