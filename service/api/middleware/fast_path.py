"""The fast path of requests that come by the thousand: straight to the function of the route, without the router.

The functions are those of the routes, and FastAPI describes them like all others. What it would do on the way (find the
route, solve dependencies, keep stacks of what to close) these routes make no use of, and it costs as much time as
everything else about a request together. See docs/adr/0005-a-fast-path.md.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

Endpoint = Callable[[Request], Awaitable[Response]]
"""The function of a route that takes nothing but the request, and answers with a response that is ready."""


class FastPathMiddleware:
    """Wraps an application. `routes` are taken from it by method and path; a request with a query goes through the
    router, where parameters are checked. `below` are taken by method and folder, the path up to its last slash; they
    read the rest of the path and the query themselves. Errors are left to those around."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        routes: Mapping[tuple[str, str], Endpoint],
        below: Mapping[tuple[str, str], Endpoint] = MappingProxyType({}),
    ) -> None:
        self._app, self._routes, self._below = app, routes, below

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        endpoint = None
        if scope["type"] == "http":
            if not scope["query_string"]:
                endpoint = self._routes.get((scope["method"], scope["path"]))
            if endpoint is None:
                endpoint = self._below.get((scope["method"], scope["path"].rpartition("/")[0]))
        if endpoint is None:
            await self._app(scope, receive, send)
            return
        response = await endpoint(Request(scope, receive))
        await response(scope, receive, send)
