"""Taking in one file of a multipart form, piece by piece onto the disk. It is never whole in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from fastapi import Request
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from service.api.problems import MALFORMED, NOT_A_FORM, TOO_LARGE, Problem
from service.worker.bulk.job_service import IncomingFile, ReceivedFile

_FIELD = "file"
_PIECE = 256 * 1024
_AROUND = 64 * 1024
"""What a form may have around its file."""


async def receive_file(request: Request, begin: Callable[[], IncomingFile], limit: int) -> tuple[ReceivedFile, str]:
    """The one file of a form and the name it came with. Raises Problem, or FileTooLarge beyond the limit."""
    boundary = _boundary(request, limit)
    form = _Form(begin)
    try:
        await _feed(request, MultipartParser(boundary, form.callbacks()), limit + _AROUND)  # type: ignore[arg-type]
        return form.result()
    except MultipartParseError as error:
        form.give_up()
        raise Problem(MALFORMED, f"the form cannot be read: {error}") from None
    except ClientDisconnect:
        form.give_up()
        raise Problem(MALFORMED, "the connection ended before the file did") from None
    except BaseException:
        form.give_up()
        raise


def _boundary(request: Request, limit: int) -> bytes:
    kind, parameters = parse_options_header(request.headers.get("content-type"))
    boundary = parameters.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        shown = request.headers.get("content-type", "none")[:100]
        raise Problem(NOT_A_FORM, f"send the file as multipart/form-data, in a field named {_FIELD!r}; got {shown}")
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:18]) > limit + _AROUND:
        raise Problem(TOO_LARGE, f"a file may have at most {limit} bytes; split it, or pack it with gzip")
    return boundary


async def _feed(request: Request, parser: MultipartParser, limit: int) -> None:
    """Hand on what comes in larger pieces, each in a thread: writing to a disk may take its time."""
    waiting = bytearray()
    size = 0
    async for chunk in request.stream():
        waiting += chunk
        size += len(chunk)
        if size > limit:
            raise Problem(TOO_LARGE, f"a form may have at most {limit} bytes, this one has more")
        if len(waiting) >= _PIECE:
            await asyncio.to_thread(parser.write, bytes(waiting))
            waiting.clear()
    await asyncio.to_thread(parser.write, bytes(waiting))
    parser.finalize()


class _Form:
    """What the parser finds, as it finds it."""

    def __init__(self, begin: Callable[[], IncomingFile]) -> None:
        self._begin = begin
        self._receiving: IncomingFile | None = None
        self._header, self._value = b"", b""
        self._disposition: dict[bytes, bytes] = {}
        self._name = ""
        self._ended = False

    def callbacks(self) -> dict[str, Callable[..., None]]:
        return {
            "on_header_field": self._on_header_field,
            "on_header_value": self._on_header_value,
            "on_header_end": self._on_header_end,
            "on_headers_finished": self._on_headers_finished,
            "on_part_data": self._on_part_data,
            "on_end": self._on_end,
        }

    def result(self) -> tuple[ReceivedFile, str]:
        if self._receiving is None:
            raise Problem(MALFORMED, f"the form has no field {_FIELD!r} with a file")
        if not self._ended:
            raise Problem(MALFORMED, "the form ends before its last boundary")
        return self._receiving.done(), self._name

    def give_up(self) -> None:
        if self._receiving is not None:
            self._receiving.give_up()

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        if len(self._value) > _AROUND:
            raise Problem(MALFORMED, "a header of the form is too long")

    def _on_header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = parse_options_header(self._value)[1]
        self._header, self._value = b"", b""

    def _on_headers_finished(self) -> None:
        name = self._disposition.get(b"name", b"").decode("utf-8", "replace")
        if name != _FIELD or self._receiving is not None:
            what = f"{name!r}" if name != _FIELD else f"a second {_FIELD!r}"
            raise Problem(MALFORMED, f"the form holds {what}; send one field {_FIELD!r}, and options in the query")
        given = self._disposition.get(b"filename", b"").decode("utf-8", "replace")
        self._name = "".join(filter(str.isprintable, given.replace("\\", "/").rsplit("/", 1)[-1])) or "unnamed"
        self._receiving = self._begin()

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._receiving is not None:
            self._receiving.write(data[start:end])

    def _on_end(self) -> None:
        self._ended = True
