"""Asks the HTTP interface within the same process: what a role may not see there, no page can show."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from service.api.context import line_of
from service.api.middleware.authorization import credentials_of, tells_where_from
from service.api.permissions import PERMISSIONS
from service.api.problems import Problem
from service.api.upload_places import UploadPlaces
from service.auth.authenticator import Authenticator
from service.auth.model import Actor, Refusal
from service.web.errors import Refused
from service.web.path_prefix import given_prefix, prefix_of

_PIECE_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the HTTP interface."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def ok(self) -> bool:
        return self.status < 400

    @property
    def document(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.content)

    @property
    def detail(self) -> str:
        """What the problem document says, field by field."""
        problem = self.document
        errors = [f"{one['pointer']}: {one['detail']}".removeprefix(": ") for one in problem.get("errors", ())]
        return "; ".join([problem.get("detail", ""), *errors])


class ApiClient:
    """Sends requests to the HTTP interface as whoever looks at a page."""

    def __init__(self, api: FastAPI) -> None:
        self._api = api

    async def identify(self, request: Request, credential: str | None) -> Actor | Refusal:
        """Who that is. Raises RecordsUnavailable or IdentityUnavailable if it cannot be found out."""
        authenticator: Authenticator = self._api.state.authenticator
        return await authenticator.identify(credentials_of(request.scope)._replace(credential=credential))

    @asynccontextmanager
    async def upload_place(self, request: Request, actor: Actor) -> AsyncIterator[None]:
        """One of the places over which files come in, as over the HTTP interface. Raises Refused."""
        places: UploadPlaces = self._api.state.uploads
        try:
            async with places.place(line_of(actor, request)):
                yield
        except Problem as problem:
            raise Refused(problem.kind.status, problem.detail) from None

    async def ask(
        self,
        request: Request,
        credential: str | None,
        method: str,
        *path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        version: str | None = None,
        file: bytes | None = None,
    ) -> Answer:
        """The answer to one request. `path` is given in parts, each of which is one step; `version` is that of the
        alert that was looked at. `file` is a body that is JSON already, which is sent as it is."""
        headers = _headers(request, credential)
        content = file or (b"" if body is None else json.dumps(body).encode())
        if content:
            headers += [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        if version is not None:
            headers.append((b"if-match", f'"{version}"'.encode("latin-1", "replace")))
        return await self._send(_scope(request, method, path, query or {}, headers), _whole(content))

    async def send_files(
        self,
        request: Request,
        credential: str | None,
        *path: str,
        files: Sequence[tuple[str, Path]],
        query: Mapping[str, Any] | None = None,
    ) -> Answer:
        """The answer to a form with files, each with the name it came with, which are read piece by piece."""
        boundary = secrets.token_hex(16)
        headers = _headers(request, credential)
        headers.append((b"content-type", f"multipart/form-data; boundary={boundary}".encode()))
        return await self._send(_scope(request, "POST", path, query or {}, headers), _form(boundary, files))

    def pass_on(
        self, request: Request, credential: str | None, *path: str, query: Mapping[str, Any] | None = None
    ) -> PassedOn:
        """What the HTTP interface answers, piece by piece as it comes: for files that may be large."""
        return PassedOn(self._api, _scope(request, "GET", path, query or {}, _headers(request, credential)))

    async def _send(self, scope: Scope, pieces: AsyncIterator[Message]) -> Answer:
        sent: list[Message] = []

        async def receive() -> Message:
            return await anext(pieces, {"type": "http.disconnect"})

        async def send(message: Message) -> None:
            sent.append(message)

        await self._api(scope, receive, send)
        start = sent[0]
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in start["headers"]}
        return Answer(start["status"], headers, b"".join(one.get("body", b"") for one in sent[1:]))


class PassedOn(Response):
    """An answer of the HTTP interface that is never whole in memory. If it is an error, the page says so."""

    def __init__(self, api: FastAPI, asked: Scope) -> None:
        super().__init__()
        self._api = api
        self._asked = asked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._api(self._asked, receive, send)


def may(actor: Actor, operation: str) -> bool:
    """Whether somebody may do an operation of the HTTP interface, by its table of permissions."""
    roles = PERMISSIONS[operation].roles
    return roles is None or not roles.isdisjoint(actor.roles)


def _headers(request: Request, credential: str | None) -> list[tuple[bytes, bytes]]:
    """Where the request comes from, and whose it is."""
    headers = [(name, value) for name, value in request.scope["headers"] if tells_where_from(name)]
    if credential is not None:
        headers.append((b"x-api-key" if credential.startswith("sk_") else b"authorization", _shown(credential)))
    return headers


async def _whole(content: bytes) -> AsyncIterator[Message]:
    yield {"type": "http.request", "body": content, "more_body": False}


async def _form(boundary: str, files: Sequence[tuple[str, Path]]) -> AsyncIterator[Message]:
    """A form with files as the messages of a request (RFC 7578)."""
    for name, path in files:
        shown = name.replace("\\", "_").replace('"', "_").replace("\r", "_").replace("\n", "_")
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{shown}"\r\n\r\n'
        yield {"type": "http.request", "body": head.encode(), "more_body": True}
        with path.open("rb") as file:
            while piece := await asyncio.to_thread(file.read, _PIECE_BYTES):
                yield {"type": "http.request", "body": piece, "more_body": True}
        yield {"type": "http.request", "body": b"\r\n", "more_body": True}
    yield {"type": "http.request", "body": f"--{boundary}--\r\n".encode(), "more_body": False}


def _scope(
    request: Request, method: str, path: tuple[str, ...], query: Mapping[str, Any], headers: list[tuple[bytes, bytes]]
) -> Scope:
    steps = [quote(one, safe=":") for one in path]
    wanted = {name: value for name, value in query.items() if value not in (None, "")}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": request.scope["scheme"],
        "path": "/" + "/".join(path),
        "raw_path": ("/" + "/".join(steps)).encode(),
        "query_string": urlencode(wanted, doseq=True).encode(),
        "root_path": "",
        **given_prefix(prefix_of(request.scope)),
        "headers": headers,
        "client": request.scope.get("client"),
        "server": request.scope.get("server"),
        "state": {},
    }


def _shown(credential: str) -> bytes:
    shown = credential if credential.startswith("sk_") else f"Bearer {credential}"
    return shown.encode("latin-1", "replace")
