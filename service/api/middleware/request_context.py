"""What goes around every request: its id, security headers, metrics, and the last net for errors.

One plain ASGI wrapper. It touches neither bodies nor names, so nothing personal can reach a log from here.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from time import perf_counter

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.metrics import Metrics
from service.api.problems import INTERNAL, answer_to, problem_response
from service.api.trace import Trace, parse_traceparent
from service.common.ids import random_parts
from service.common.logging import Logger

log = Logger("sekisho.http")

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,128}\Z")
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
_INSIST_ON_TLS = (b"strict-transport-security", b"max-age=63072000")


class RequestContextMiddleware:
    """Wraps an application. A header that the application has set itself is left as it is."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, tls: bool, logged: bool) -> None:
        """`logged` if a line is to be written for each request: where it would not be, it need not be prepared."""
        self._app = app
        self._metrics = metrics
        self._headers = (*_HEADERS, _INSIST_ON_TLS) if tls else _HEADERS
        self._names = frozenset(name for name, _ in self._headers)
        self._logged = logged
        self._chances = random_parts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = perf_counter()
        request_id, trace = _given(scope)
        request_id = request_id or next(self._chances).encode()
        scope["request_id"] = request_id.decode()
        scope["trace"] = trace
        status = 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = message["headers"]
                present = {name for name, _ in headers}
                added: Iterable[tuple[bytes, bytes]] = self._headers
                if not self._names.isdisjoint(present):
                    added = [header for header in self._headers if header[0] not in present]
                message["headers"] = [*headers, (b"x-request-id", request_id), *self._trace(scope), *added]
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception as error:
            response = await answer_to(Request(scope), error)
            if response is None:
                _log_failure(scope, error)
                detail = "something went wrong inside the service; nothing was decided"
                response = problem_response(Request(scope), INTERNAL, detail)
            if status == 0:
                await response(scope, receive, send_on)
        finally:
            self._finish(scope, status, perf_counter() - started)

    def _trace(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """The place of this request in the trace, if there is one."""
        trace = scope["trace"]
        if trace is None:
            return []
        return [(b"traceparent", trace.child(scope.get("span_id") or next(self._chances)))]

    def _finish(self, scope: Scope, status: int, seconds: float) -> None:
        operation = scope.get("operation")
        route = "none" if operation is None else operation.path
        self._metrics.request(scope["method"], route, status, seconds)
        if not self._logged:
            return
        log.debug(
            "request",
            method=scope["method"],
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 2),
            request_id=scope["request_id"],
            **_about(scope),
        )


def _given(scope: Scope) -> tuple[bytes | None, Trace | None]:
    """The caller's id, if it gave a harmless one, and its trace, if it gave exactly one that is valid."""
    request_id, traces = None, []
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.match(value):
            request_id = bytes(value)
        elif name == b"traceparent":
            traces.append(parse_traceparent(value))
    return request_id, traces[0] if len(traces) == 1 else None


def _about(scope: Scope) -> dict[str, str]:
    """Who asked, and in which trace, as far as that is known."""
    actor, trace = scope.get("actor"), scope.get("trace")
    return ({} if actor is None else {"actor": actor.name}) | ({} if trace is None else {"trace_id": trace.trace_id})


def _log_failure(scope: Scope, error: Exception) -> None:
    """Where it happened, but not the message: that may quote what was asked."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    where = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    log.error("request_failed", error=type(error).__name__, where=where, request_id=scope["request_id"])
