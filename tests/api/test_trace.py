"""Trace context: strictly read, answered with a place below, told in logs and spans, never with names."""

import asyncio
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.api import tracing
from service.api.app import create_app
from service.api.trace import Trace, parse_traceparent
from service.api.tracing import provider_of
from service.engine.screening.errors import NotReady
from service.settings import Settings
from tests.conftest import Client

TRACE, PLACE = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
GIVEN = f"00-{TRACE}-{PLACE}-01"


@pytest.fixture
def spans():
    """Where spans are kept, and what makes them."""
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    return kept, provider


def test_a_valid_header_is_read():
    assert parse_traceparent(GIVEN.encode()) == Trace(TRACE, PLACE, sampled=True)
    assert parse_traceparent(f"00-{TRACE}-{PLACE}-00".encode()) == Trace(TRACE, PLACE, sampled=False)
    assert parse_traceparent(f"cc-{TRACE}-{PLACE}-03-what-comes-later".encode()) == Trace(TRACE, PLACE, sampled=True)


@pytest.mark.parametrize(
    "value",
    [
        "",
        f"ff-{TRACE}-{PLACE}-01",
        f"00-{'0' * 32}-{PLACE}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{PLACE}-01",
        f"00-{TRACE}-{PLACE}-01-more",
        f"00-{TRACE}-{PLACE}-1",
        f"00-{TRACE[1:]}-{PLACE}-01",
        f" {GIVEN}",
        f"{GIVEN}\n",
        f"cc-{TRACE}-{PLACE}-01.more",
        f"cc-{TRACE}-{PLACE}-01-" + "x" * 1000,
    ],
)
def test_anything_else_is_as_if_it_were_not_there(value):
    assert parse_traceparent(value.encode()) is None


@given(st.binary(max_size=80))
def test_no_header_is_too_odd(value):
    found = parse_traceparent(value)
    assert found is None or len(found.trace_id) == 32


def test_the_answer_has_a_place_below_that_of_the_caller(client):
    told = parse_traceparent(client.get("/livez", headers={"traceparent": GIVEN}).headers["traceparent"].encode())
    assert (told.trace_id, told.sampled) == (TRACE, True)
    assert told.parent_id != PLACE


def test_without_a_trace_or_with_two_there_is_none(client):
    for headers in ([], [("traceparent", GIVEN), ("traceparent", GIVEN)], [("traceparent", "00-x")]):
        assert "traceparent" not in client.get("/livez", headers=headers).headers


def test_requests_are_spans_without_names(make_runtime, spans):
    kept, provider = spans
    client = Client(create_app(make_runtime(), spans=provider))
    body = {"reference": "R-Yamada", "parties": [{"name": "Hanako Yamada"}]}
    answer = client.post("/v1/screenings", json=body, headers={"traceparent": GIVEN})
    client.get("/v1/screenings", params={"reference": "R-Yamada"})
    *stages, asked, listed = kept.get_finished_spans()
    assert (asked.name, asked.parent.span_id) == ("POST /v1/screenings", int(PLACE, 16))
    assert asked.attributes["http.response.status_code"] == 200
    assert answer.headers["traceparent"] == f"00-{TRACE}-{asked.get_span_context().span_id:016x}-01"
    assert listed.parent is None
    assert [stage.name for stage in stages] == ["check", "search", "write", "record"]
    assert {stage.parent.span_id for stage in stages} == {asked.get_span_context().span_id}
    assert "Yamada" not in "".join(span.to_json() for span in kept.get_finished_spans())


def test_requests_at_the_same_time_have_their_own_stages(make_runtime, spans):
    kept, provider = spans
    client = Client(create_app(make_runtime(), spans=provider))
    body = {"parties": [{"name": "Hanako Yamada"}], "goods": [{"description": "wine", "origin": {"country": "FR"}}]}

    async def several():
        return await asyncio.gather(*(client.send("POST", "/v1/screenings", json=body) for _ in range(5)))

    assert {answer.status_code for answer in asyncio.run(several())} == {200}
    names = defaultdict(list)
    for span in kept.get_finished_spans():
        names[span.parent and span.parent.span_id].append(span.name)
    assert names.pop(None) == ["POST /v1/screenings"] * 5
    assert list(names.values()) == [["check", "search", "goods", "write", "record"]] * 5


def test_a_stage_that_fails_ends_with_its_request(make_runtime, spans):
    kept, provider = spans
    client = Client(create_app(make_runtime(), spans=provider))
    assert client.post("/v1/screenings", json={"parties": [{"name": "..."}]}).status_code == 422
    assert client.post("/v1/compare", json={"pairs": []}).status_code == 422
    stage, *requests = kept.get_finished_spans()
    assert (stage.name, stage.parent.span_id) == ("check", requests[0].get_span_context().span_id)
    assert [span.name for span in requests] == ["POST /v1/screenings", "POST /v1/compare"]
    assert {span.attributes["http.response.status_code"] for span in requests} == {422}


def test_failures_are_told_without_what_was_asked(make_runtime, spans, monkeypatch):
    kept, provider = spans
    runtime = make_runtime()

    async def broken(*_, **__):
        raise ZeroDivisionError("Hanako Yamada")

    monkeypatch.setattr(runtime.screenings, "screen", broken)
    client = Client(create_app(runtime, spans=provider))
    assert client.post("/v1/screenings", json={"parties": [{"name": "Hanako Yamada"}]}).status_code == 500
    [span] = kept.get_finished_spans()
    assert "Yamada" not in span.to_json()


def test_without_the_library_the_operator_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(tracing, "_installed", lambda name: False)
    assert provider_of(Settings()) is None
    with pytest.raises(NotReady, match=r"pip install 'sekisho\[tracing\]'"):
        provider_of(Settings(trace_address="http://localhost:4318/v1/traces"))
