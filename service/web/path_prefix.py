"""The service below a path, such as `https://intranet.example/sanctions/`, where a reverse proxy shows it.

Proxies hand requests on with the path or without it; both are taken. Within the program no path has it: addresses are
given it on the way out, in redirects here, in pages by their templates. Swagger UI needs nothing: its addresses are
relative.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PREFIX = "app_root_path"
"""Where Starlette looks for it when it makes an address of its own (`request.base_url`)."""


def prefix_of(scope: MutableMapping[str, Any]) -> str:
    """What stands before the paths of this service for whoever has sent a request; mostly nothing."""
    return str(scope.get(_PREFIX, ""))


def given_prefix(prefix: str) -> dict[str, Any]:
    """The part of a scope that says so."""
    return {_PREFIX: prefix} if prefix else {}


def below_path(app: ASGIApp, prefix: str) -> ASGIApp:
    """The application below a prefix, if there is one."""
    return BelowPath(app, prefix) if prefix else app


class BelowPath:
    """An application whose paths begin with a prefix for everybody outside."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        """`prefix` begins with a slash and does not end with one."""
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("location", "").startswith("/"):
                    headers["location"] = self._prefix + headers["location"]
            await send(message)

        await self._app(self._within(scope), receive, send_on)

    def _within(self, scope: Scope) -> Scope:
        changed = given_prefix(self._prefix)
        if (path := scope["path"]) == self._prefix or path.startswith(f"{self._prefix}/"):
            changed["path"] = path.removeprefix(self._prefix) or "/"
            if raw := scope.get("raw_path"):
                changed["raw_path"] = raw.removeprefix(self._prefix.encode()) or b"/"
        return {**scope, **changed}
