"""Bodies are of one type, of bounded size, of one shape, and say every key once."""

import asyncio
import json
import threading
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st
from pydantic import model_validator

from service.api import request_body
from service.api.problems import INVALID, MALFORMED, NOT_A_FORM, NOT_JSON, TOO_LARGE, Kind, Problem
from service.api.request_body import SMALL, _fields, is_large, read_form, read_json
from service.api.schemas.base import Incoming

JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


class Inner(Incoming):
    word: str = ""


class Body(Incoming):
    name: str
    count: int = 0
    inner: Inner | None = None


def request(*chunks: bytes, headers: dict[str, str], hang_up: bool = False) -> Request:
    """A request whose body comes in these pieces."""
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": chunk, "more_body": hang_up or at < len(chunks) - 1}
        for at, chunk in enumerate(chunks)
    ]
    messages += [{"type": "http.disconnect"}] if hang_up else []
    pieces = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(pieces)

    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    return Request({"type": "http", "headers": raw}, receive)


def read(*chunks: bytes, headers: dict[str, str] = JSON, limit: int = 1000, **options: Any) -> tuple[bytes, Body]:
    given = request(*chunks, headers=headers, hang_up=options.pop("hang_up", False))
    return asyncio.run(read_json(given, Body, limit=limit, **options))


def refused(kind: Kind, *chunks: bytes, **options: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        read(*chunks, **options)
    assert caught.value.kind is kind, caught.value.detail
    return caught.value


def test_a_body_in_pieces_is_whole_and_comes_as_it_was_sent() -> None:
    content, body = read(b'{"name": ', b'"A",', b' "count": 2}')
    assert (content, body) == (b'{"name": "A", "count": 2}', Body(name="A", count=2))


@pytest.mark.parametrize(
    "type_",
    ["application/json", "Application/JSON", "application/json; charset=utf-8", 'application/json;charset="UTF-8"'],
)
def test_json_by_its_types(type_: str) -> None:
    assert read(b'{"name": "A"}', headers={"content-type": type_})[1].name == "A"


@pytest.mark.parametrize("type_", ["text/plain", "", "application/json; charset=latin-1", "application/jsonx"])
def test_other_types_are_refused_and_named(type_: str) -> None:
    problem = refused(NOT_JSON, b'{"name": "A"}', headers={"content-type": type_})
    assert (type_ or "none") in problem.detail
    assert read(b'{"name": "A"}', headers={"content-type": type_}, any_type=True)[1].name == "A"


def test_an_encoded_body_is_refused() -> None:
    refused(NOT_JSON, b"x", headers=JSON | {"content-encoding": "gzip"})


@pytest.mark.parametrize("announced", ["101", "9" * 30])
def test_a_body_that_is_announced_too_large_is_not_read(announced: str) -> None:
    with pytest.raises(Problem) as caught:
        asyncio.run(read_json(request(headers=JSON | {"content-length": announced}), Body, limit=100))
    assert caught.value.kind is TOO_LARGE
    assert "at most 100 bytes" in caught.value.detail


def test_a_body_that_grows_over_the_limit_is_given_up() -> None:
    refused(TOO_LARGE, b"x" * 60, b"x" * 60, limit=100, hang_up=True)
    refused(TOO_LARGE, b'{"name": "' + b"A" * 100, headers=JSON | {"content-length": "5"}, limit=100)


def test_a_connection_that_ends_too_soon_is_no_body() -> None:
    refused(MALFORMED, b'{"name": "A"}', hang_up=True)


@pytest.mark.parametrize("content", [b"", b"{", b'{"name": "A"} x', b"\xff", b"name=A", b"{'name': 'A'}"])
def test_what_is_no_json(content: bytes) -> None:
    assert "cannot be read as JSON" in refused(MALFORMED, content).detail


def test_half_a_character_is_damage_and_not_bad_json() -> None:
    assert "damaged" in refused(INVALID, b'{"name": "\\ud800"}').detail


@pytest.mark.parametrize("size", [0, 70_000])
@pytest.mark.parametrize(
    "content", ['{"name": "A", "name": "B"%s}', '{"name": "A", "inner": {"word": "x", "word": "x"}%s}']
)
def test_a_key_that_stands_twice_is_refused(content: str, size: int) -> None:
    """Also in a large body, which is read in another way."""
    problem = refused(INVALID, (content % (" " * size)).encode(), limit=100_000)
    assert "stands more than once" in problem.errors[0]["detail"]


def test_an_object_with_more_fields_than_any_of_ours_is_refused_at_once() -> None:
    content = json.dumps({f"field{at}": "x" * 300 for at in range(300)}).encode()
    problem = refused(INVALID, content, limit=200_000)
    assert [(one["detail"], one["expected"], one["got"]) for one in problem.errors] == [
        ("an object has too many fields", "at most 200", 300)
    ]


def test_the_fields_that_are_known_are_told() -> None:
    (error,) = refused(INVALID, b'{"name": "A", "inner": {"wrod": "x"}}').errors
    assert (error["pointer"], error["expected"], error["got"]) == ("/inner/wrod", "one of: word", "x")


@given(st.binary(max_size=60))
def test_any_bytes_are_a_body_or_a_problem(content: bytes) -> None:
    with pytest.raises(Problem) as caught:
        read(content)
    assert caught.value.kind in {INVALID, MALFORMED}


def fields(content: bytes, headers: dict[str, str] = FORM) -> dict[str, str]:
    return asyncio.run(read_form(request(content, headers=headers), limit=100))


def test_a_form_keeps_empty_fields_and_the_first_of_two() -> None:
    assert fields(b"a=1&b=&a=2&c=%E3%81%82+x") == {"a": "1", "b": "", "c": "あ x"}


@pytest.mark.parametrize(
    ("content", "headers", "kind"),
    [
        (b"a=1", JSON, NOT_A_FORM),
        (b"a=1", {}, NOT_A_FORM),
        (b"a=%FF", FORM, MALFORMED),
        ("a=é".encode(), FORM, MALFORMED),
        (b"a=" + b"1" * 100, FORM, TOO_LARGE),
    ],
)
def test_what_is_no_form(content: bytes, headers: dict[str, str], kind: Kind) -> None:
    with pytest.raises(Problem) as caught:
        fields(content, headers)
    assert caught.value.kind is kind


class Threads(Incoming):
    word: str
    _seen: ClassVar[list[str]] = []

    @model_validator(mode="after")
    def _note(self) -> "Threads":
        self._seen.append(threading.current_thread().name)
        return self


@pytest.mark.parametrize(("length", "place"), [(10, "MainThread"), (SMALL, "sekisho-aside_0")])
def test_a_large_body_is_read_beside_the_event_loop(length: int, place: str) -> None:
    Threads._seen.clear()
    asyncio.run(read_json(request(b'{"word":"%s"}' % (b"x" * length), headers=JSON), Threads, limit=2 * SMALL))
    assert Threads._seen == [place]


@pytest.mark.parametrize(
    ("content", "large"),
    [(b"{}" * 200, False), (b"{}" * 201, True), (b" " * SMALL, False), (b" " * (SMALL + 1), True)],
)
def test_a_body_is_large_by_its_bytes_or_by_its_objects(content: bytes, large: bool) -> None:
    assert is_large(content) is large


def test_a_large_form_is_read_beside_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    places: list[str] = []

    def read(content: bytes) -> dict[str, str]:
        places.append(threading.current_thread().name)
        return _fields(content)

    monkeypatch.setattr(request_body, "_fields", read)
    for length in (1, SMALL):
        content = b"word=" + b"%41" * length
        found = asyncio.run(read_form(request(content, headers=FORM), limit=4 * SMALL))
        assert found == {"word": "A" * length}
    assert places == ["MainThread", "sekisho-aside_0"]


PIECES = st.lists(
    st.sampled_from(["%41", "%E3%81%82", "%", "%4", "%%", "+", "x", "=", "&", "&&", "a=1", "\n"]), max_size=40
)


@given(PIECES, st.integers(3, 7))
def test_a_form_is_read_as_the_standard_library_reads_it_wherever_it_is_cut(pieces: list[str], at_once: int) -> None:
    text = "".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(request_body, "_UNESCAPED_AT_ONCE", at_once)
        found = _fields(text.encode())
    assert found == {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}


def test_what_is_wrong_with_a_large_body_is_told_as_of_a_small_one() -> None:
    found = refused(INVALID, b'{"name":"%s","count":"many"}' % (b"x" * SMALL), limit=2 * SMALL)
    assert found.errors == refused(INVALID, b'{"name":"x","count":"many"}').errors
