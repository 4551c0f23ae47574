"""Reading a JSON body: its type, its size, its shape. pydantic reads the bytes themselves, once."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.types import Receive

from service.api.parameters import refuse_many
from service.api.problems import MALFORMED, NOT_A_FORM, NOT_JSON, TOO_LARGE, Problem, from_faults, from_validation
from service.common.lookups import aside
from service.engine.screening.errors import Fault, InvalidRequest

_PLAIN_JSON = b"application/json"
_FORM = b"application/x-www-form-urlencoded"
_LONGEST_NUMBER = 18
SMALL = 64 * 1024
_FEW_OBJECTS = 200
"""Bytes, and objects of JSON, up to which a body is read at once: to read a larger one takes milliseconds. 500 lines of
goods fit into 25 kB, and took 17 ms."""
_UNESCAPED_AT_ONCE = 16 * 1024
_MOST_KEYS = 200
_MOST_COLONS = 100_000
"""A body of 1,000 parties and 1,000 lines of goods, with all their fields, has 60,000. Nobody else is attended to while
JSON is taken apart: a tenth of a second for so many keys."""
_Body = TypeVar("_Body", bound=BaseModel)
_T = TypeVar("_T")


async def read_json(request: Request, model: type[_Body], *, limit: int, any_type: bool = False) -> tuple[bytes, _Body]:
    """The body as it came and as a model. Raises Problem if it is too large, not JSON, or not of that shape. With
    `any_type` it need not be declared as JSON."""
    headers = dict(reversed(request.scope["headers"]))  # of those that come twice, the first counts
    _check_type(headers, any_type=any_type)
    content = await _read(headers, request.receive, limit)
    large = is_large(content)
    if large and (colons := content.count(b":")) > _MOST_COLONS:
        fault = Fault("", "the body has too many fields", f"at most {_MOST_COLONS} colons", colons)
        raise from_faults(InvalidRequest([fault]))
    return content, await aside(lambda: _large(content, model)) if large else _small(content, model)


def is_large(content: bytes) -> bool:
    """Whether what is done with all of a body of JSON takes so long that others should not wait for it."""
    return len(content) > SMALL or content.count(b"{") > _FEW_OBJECTS


def _small(content: bytes, model: type[_Body]) -> _Body:
    body = _read_as(content, model)
    _refuse_repeated(_repeated_keys(content))
    return body


def _large(content: bytes, model: type[_Body]) -> _Body:
    repeated = _repeated_in_large(content)
    body = _read_as(content, model)
    _refuse_repeated(repeated)
    return body


def _read_as(content: bytes, model: type[_Body]) -> _Body:
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise from_validation(error, model) from None


async def read_form(request: Request, *, limit: int) -> dict[str, str]:
    """The fields of a form that is written like the query of an address; of one that comes twice, the first. Raises
    Problem if it is too large or written otherwise."""
    headers = dict(reversed(request.scope["headers"]))
    given = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    if given != _FORM:
        raise Problem(
            NOT_A_FORM, f"send a form as {_FORM.decode()}; this request has {given[:100].decode('latin-1')!r}"
        )
    content = await _read(headers, request.receive, limit)
    refuse_many(content, "a form")
    return await aside(lambda: _fields(content)) if len(content) > SMALL else _fields(content)


def _fields(content: bytes) -> dict[str, str]:
    """As `urllib.parse.parse_qs` takes a form apart."""
    found: dict[str, str] = {}
    try:
        content.decode("ascii")
        for field in filter(None, content.split(b"&")):
            name, _, value = field.partition(b"=")
            found.setdefault(_unescaped(name), _unescaped(value))
    except ValueError as error:
        raise Problem(MALFORMED, f"the form cannot be read: {error}") from None
    return found


def _unescaped(text: bytes) -> str:
    """A name or value of a form as it was before. In pieces: where 6 MB of characters that are each written as %41 were
    taken at once, other threads did not get the interpreter for a fifth of a second."""
    text = text.replace(b"+", b" ")
    pieces, start = [], 0
    while start < len(text):
        end = start + _UNESCAPED_AT_ONCE
        cut = text.find(b"%", end - 2, end)
        end = cut if cut >= 0 else end  # no escape is cut in two
        pieces.append(unquote_to_bytes(text[start:end]))
        start = end
    return b"".join(pieces).decode()


def _refuse_repeated(repeated: Sequence[str]) -> None:
    """A key that stands twice in an object would be read as its last value alone. Raises Problem."""
    if repeated:
        detail = "the key {!r} stands more than once in one object, so that it is not clear which value is meant"
        raise from_faults(InvalidRequest(Fault("", detail.format(key), "every key once", key) for key in repeated))


def _repeated_in_large(content: bytes) -> list[str]:
    """The keys that stand twice in a large body, before anything else is known of it; what cannot be read is left to
    the model. Raises Problem for an object of more keys than any of ours has: when each of a million unknown ones got
    an error of its own, two bodies of 7 MB took 15 seconds, in which nobody else was answered."""
    try:
        return _repeated_keys(content, _MOST_KEYS)
    except (ValueError, RecursionError):
        return []


def _repeated_keys(content: bytes, most: float = math.inf) -> list[str]:
    """Keys that stand twice in one object. Raises Problem for an object of more than so many."""
    found: dict[str, None] = {}

    def look(pairs: list[tuple[str, Any]]) -> None:
        if len(pairs) > most:
            fault = Fault("", "an object has too many fields", f"at most {most}", len(pairs))
            raise from_faults(InvalidRequest([fault]))
        if len(dict(pairs)) < len(pairs):  # hardly ever, so that they are only counted if need be
            counted = Counter(key for key, _ in pairs)
            found.update(dict.fromkeys(key for key, times in counted.items() if times > 1))

    json.loads(content.decode(), object_pairs_hook=look, parse_int=str, parse_float=str)
    return list(found)


def _check_type(headers: Mapping[bytes, bytes], *, any_type: bool) -> None:
    given = headers.get(b"content-type", b"")
    if given != _PLAIN_JSON and not any_type:
        media_type, _, parameters = given.decode("latin-1").lower().partition(";")
        charset = parameters.replace(" ", "").replace('"', "")
        if media_type.strip() != "application/json" or charset not in {"", "charset=utf-8"}:
            shown = given[:100].decode("latin-1") or "none"
            raise Problem(NOT_JSON, f"send Content-Type: application/json, in UTF-8; this request has {shown}")
    if headers.get(b"content-encoding", b"identity") != b"identity":
        raise Problem(NOT_JSON, "send the body as it is, without Content-Encoding")


async def _read(headers: Mapping[bytes, bytes], receive: Receive, limit: int) -> bytes:
    """Stops reading at the limit, whether or not the length was announced."""
    announced = headers.get(b"content-length", b"")
    if announced.isdigit() and (len(announced) > _LONGEST_NUMBER or int(announced) > limit):
        shown = announced[:_LONGEST_NUMBER].decode()
        raise Problem(TOO_LARGE, f"a body may have at most {limit} bytes, this one has {shown}")
    chunks: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Problem(MALFORMED, "the connection ended before the body did")
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
        size += len(chunks[-1])
        if size > limit:
            raise Problem(TOO_LARGE, f"a body may have at most {limit} bytes, this one has more")
    return b"".join(chunks)
