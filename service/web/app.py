"""The desk as an application before the HTTP interface."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

from service.common.clock import Clock
from service.common.logging import Logger
from service.settings import Settings
from service.web.api_client import ApiClient
from service.web.context import Context
from service.web.errors import Refused, SignInNeeded
from service.web.pages import (
    alert,
    book,
    bulk,
    entities,
    evidence,
    lists,
    overview,
    queue,
    records,
    screen,
    search,
    sign_in,
)
from service.web.rendering import Renderer
from service.web.sessions import Sessions
from service.web.uploads import Uploads

log = Logger("sekisho.desk")

_STATIC = Path(__file__).with_name("static")
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not `no-referrer`: with that, browsers send `Origin: null` with forms, and a service without keys refuses them.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
_PAGES = (sign_in, evidence, overview, search, screen, queue, alert, book, bulk, entities, records, lists)


class Desk:
    """Answers what is below `/desk`, and hands everything else to the HTTP interface."""

    def __init__(self, api: FastAPI, settings: Settings, clock: Clock) -> None:
        self.api = api
        self._tls = settings.tls
        self._pages = Starlette(routes=_routes(), exception_handlers=_HANDLERS)
        self._pages.state.desk = Context(
            ApiClient(api),
            Sessions(settings.data_dir / "desk-sessions", clock),
            Renderer(),
            settings,
            clock,
            Uploads(settings.data_dir / "desk-uploads", clock),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path == "/desk" or path.startswith("/desk/")):
            await self.api(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self._tls:
                    headers["strict-transport-security"] = "max-age=63072000"
            await send(message)

        await self._pages(scope, receive, send_on)


def _routes() -> list[Route | Mount]:
    pages = [route for page in _PAGES for route in page.ROUTES]
    return [Mount("/desk/static", StaticFiles(directory=_STATIC)), *pages]


async def _to_sign_in(request: Request, _: Exception) -> Response:
    return RedirectResponse("/desk/sign-in", 303)


async def _refused(request: Request, error: Exception) -> Response:
    """A page that says what the HTTP interface has said."""
    assert isinstance(error, Refused)  # nosec B101  # the table of handlers says so
    context: Context = request.app.state.desk
    return await context.error_page(request, error.status, error.detail)


async def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    context: Context = request.app.state.desk
    return await context.error_page(request, status, None)


async def _failed(request: Request, error: Exception) -> Response:
    """Nothing of the error is shown or logged but its type: its words may quote a name."""
    log.error(
        "page_failed", error=type(error).__name__, path=request.scope["route"].path if "route" in request.scope else ""
    )
    context: Context = request.app.state.desk
    return await context.error_page(request, 500, None, known=False)


_HANDLERS = {SignInNeeded: _to_sign_in, Refused: _refused, HTTPException: _no_such_page, 500: _failed}
