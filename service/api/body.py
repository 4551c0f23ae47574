"""Reading a JSON body: its type, its size, its shape. pydantic reads the bytes themselves, once."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect

from service.api.problems import MALFORMED, NOT_JSON, TOO_LARGE, Problem, from_faults, from_validation
from service.screening.errors import Fault, InvalidRequest

_LONGEST_NUMBER = 18
_SMALL = 64 * 1024
_Body = TypeVar("_Body", bound=BaseModel)


async def read_json(request: Request, model: type[_Body], *, limit: int) -> tuple[bytes, _Body]:
    """The body as it came and as a model. Raises Problem if it is too large, not JSON, or not of that shape."""
    _check_type(request)
    content = await _read(request, limit)
    try:
        body = model.model_validate_json(content)
    except ValidationError as error:
        raise from_validation(error, model) from None
    await _refuse_repeated_keys(content)
    return content, body


async def _refuse_repeated_keys(content: bytes) -> None:
    """A key that stands twice in an object would be read as its last value alone. Raises Problem."""
    repeated = _repeated_keys(content) if len(content) <= _SMALL else await asyncio.to_thread(_repeated_keys, content)
    if repeated:
        detail = "the key {!r} stands more than once in one object, so that it is not clear which value is meant"
        raise from_faults(InvalidRequest(Fault("", detail.format(key), "every key once", key) for key in repeated))


def _repeated_keys(content: bytes) -> list[str]:
    found: dict[str, None] = {}

    def look(pairs: list[tuple[str, Any]]) -> None:
        if len(dict(pairs)) < len(pairs):
            counted = Counter(key for key, _ in pairs)
            found.update(dict.fromkeys(key for key, times in counted.items() if times > 1))

    json.loads(content, object_pairs_hook=look, parse_int=str, parse_float=str)
    return list(found)


def _check_type(request: Request) -> None:
    given = request.headers.get("content-type", "")
    media_type, _, parameters = given.lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    if media_type.strip() != "application/json" or charset not in {"", "charset=utf-8"}:
        shown = given[:100] or "none"
        raise Problem(NOT_JSON, f"send Content-Type: application/json, in UTF-8; this request has {shown}")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Problem(NOT_JSON, "send the body as it is, without Content-Encoding")


async def _read(request: Request, limit: int) -> bytes:
    """Stops reading at the limit, whether or not the length was announced."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and (len(announced) > _LONGEST_NUMBER or int(announced) > limit):
        raise Problem(TOO_LARGE, f"a body may have at most {limit} bytes, this one has {announced[:_LONGEST_NUMBER]}")
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > limit:
                raise Problem(TOO_LARGE, f"a body may have at most {limit} bytes, this one has more")
            chunks.append(chunk)
    except ClientDisconnect:
        raise Problem(MALFORMED, "the connection ended before the body did") from None
    return b"".join(chunks)
