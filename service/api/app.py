"""The application: routes, errors, middleware."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from service import __version__
from service.api import problems
from service.api.compat.yente.match import match
from service.api.compat.yente.router import router as yente_router
from service.api.compat.yente.view import Views
from service.api.metrics import Metrics
from service.api.middleware.authorization import AuthorizationMiddleware
from service.api.middleware.fast_path import Endpoint, FastPathMiddleware
from service.api.middleware.head import HeadMiddleware
from service.api.middleware.request_context import RequestContextMiddleware
from service.api.openapi import install as install_openapi
from service.api.parameters import refuse_unknown
from service.api.permissions import EVERYBODY, PERMISSIONS, YENTE_OPEN, Operations
from service.api.routes import (
    alerts,
    audit,
    bulk_jobs,
    bulk_results,
    certificates,
    changes,
    compare,
    dispositions,
    docs,
    dossiers,
    editions,
    entities,
    events,
    health,
    keys,
    list_fetch,
    list_import,
    maps,
    rescreens,
    screening_search,
    screenings,
    search,
    subjects,
    suppressions,
    territories,
    timelines,
    watchlists,
    webhooks,
)
from service.api.screening_log import ScreeningLog
from service.api.tracing import StageSpans, Tracing
from service.api.upload_places import UploadPlaces
from service.bootstrap.authentication import authenticator_of
from service.bootstrap.runtime import Runtime
from service.common.background import BackgroundService
from service.settings import Settings
from service.storage.installation_key import installation_key
from service.worker.bulk.job_service import JobService
from service.worker.list_fetching import ListFetcher

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

_DESCRIPTION = """\
*Sekisho* (関所) was the checkpoint at which officials inspected people and goods. This one answers two questions
about a trade, a payment or a customer file: **may we deal with these parties, and may these goods come in?**

Every hit says why it is one, line by line, and names the law and the exact list edition behind it. Every answer is on
record before it is given. What cannot be checked is an error with a reason, never `clear`.
"""

_CROSS_ORIGIN: dict[str, Any] = {
    "allow_methods": ["GET", "POST", "PUT", "DELETE"],
    "allow_headers": [
        "Authorization",
        "Content-Type",
        "Idempotency-Key",
        "If-Match",
        "Traceparent",
        "X-API-Key",
        "X-Request-ID",
    ],
    "expose_headers": [
        "ETag",
        "Idempotency-Replayed",
        "RateLimit-Limit",
        "RateLimit-Policy",
        "RateLimit-Remaining",
        "RateLimit-Reset",
        "Retry-After",
        "Traceparent",
        "X-Request-ID",
    ],
    "max_age": 600,
}
"""What pages of the origins in the settings may send and see. Never cookies: there are none."""

_RESOURCES = (
    screenings,
    screening_search,
    search,
    maps,
    alerts,
    dispositions,
    suppressions,
    subjects,
    rescreens,
    certificates,
    dossiers,
    events,
    webhooks,
    audit,
    bulk_jobs,
    bulk_results,
    compare,
    watchlists,
    editions,
    changes,
    list_fetch,
    list_import,
    timelines,
    entities,
    territories,
    keys,
    health,
    docs,
)
"""In the order in which they are described."""

_EXPRESS: dict[tuple[str, str], Endpoint] = {
    ("POST", "/v1/screenings"): screenings.screen,
    ("POST", "/v1/compare"): compare.compare_names,
}
"""What is asked by the thousand. These functions take nothing but the request and answer with a response."""

_EXPRESS_BELOW: dict[tuple[str, str], Endpoint] = {("POST", "/yente/match"): match}
"""The same, for a function that reads the last part of the path itself."""


class _Application(FastAPI):
    """FastAPI without its own telemetry, which looks for a tracer on every request. `tracing` does that, where it is
    asked for, and without what was asked."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await Starlette.__call__(self, scope, receive, send)


def create_app(
    runtime: Runtime | None, beside: Sequence[BackgroundService] = (), spans: TracerProvider | None = None
) -> FastAPI:
    """An application on a runtime. Without one it can only describe itself. Requests become spans if there is a place
    for them."""
    app = _Application(
        title="Sekisho",
        version=__version__,
        summary="Sanctions-list screening of parties and goods",
        description=_DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,
        openapi_url=None,  # a route of ours, in `docs`
        redoc_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
        separate_input_output_schemas=False,
    )
    settings = Settings.model_construct() if runtime is None else runtime.settings
    _furnish(app, runtime, settings)
    app.state.beside = tuple(beside)
    app.state.spans = spans
    app.router.routes += _routes()
    docs.mount_static(app)
    problems.install(app)
    install_openapi(app)
    _wrap(app, settings)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


@cache
def _routes() -> Sequence[BaseRoute]:
    """The routes of all applications in this process. What they need of one they find in the request.

    FastAPI reads what each function takes when the first request looks for its route, which would hold everybody up for
    a fifth of a second; so it is asked once before, for a path that none has.
    """
    described = FastAPI(
        dependencies=[Depends(refuse_unknown)], generate_unique_id_function=_operation_id, openapi_url=None
    )
    for resource in _RESOURCES:
        described.include_router(resource.router)
    described.include_router(yente_router)
    for route in described.router.routes:
        route.matches({"type": "http", "method": "GET", "path": "/", "root_path": "", "headers": []})
    return tuple(described.router.routes)


def _furnish(app: FastAPI, runtime: Runtime | None, settings: Settings) -> None:
    """What routes work with, which they reach through `context`."""
    app.state.runtime = runtime
    app.state.authenticator = None if runtime is None else authenticator_of(settings, runtime.records, runtime.clock)
    app.state.job_service = None if runtime is None else JobService(runtime)
    app.state.uploads = UploadPlaces(settings.bulk_uploads, settings.bulk_uploads_per_caller)
    app.state.metrics = Metrics()
    app.state.screening_log = _screening_log(settings)
    app.state.verifying = asyncio.Lock()
    app.state.yente_views = Views()
    app.state.yente_fetching = set()
    app.state.list_fetcher = ListFetcher(settings)


def _wrap(app: FastAPI, settings: Settings) -> None:
    """What a request passes on its way to a route, the innermost first."""
    state = app.state
    opened = {"GET /metrics": EVERYBODY} if settings.metrics_open else {}
    operations = Operations(PERMISSIONS | opened | (YENTE_OPEN if settings.yente_open else {}))
    app.add_middleware(FastPathMiddleware, routes=_EXPRESS, below=_EXPRESS_BELOW)
    app.add_middleware(
        AuthorizationMiddleware,
        authenticator=state.authenticator,
        operations=operations,
        seconds=settings.request_seconds,
        keys_in_addresses="/yente/" if settings.yente_keys_in_addresses else None,
    )
    app.add_middleware(HeadMiddleware)
    if settings.cors_origins:
        app.add_middleware(CORSMiddleware, allow_origins=settings.cors_origins, **_CROSS_ORIGIN)
    if state.spans is not None:
        stages = StageSpans(state.spans)
        app.add_middleware(Tracing, provider=state.spans, stages=stages)
        if state.runtime is not None:
            state.runtime.screenings.observe_stages(stages.begin)
    app.add_middleware(
        RequestContextMiddleware, metrics=state.metrics, tls=settings.tls, logged=settings.log_level == "debug"
    )


def _screening_log(settings: Settings) -> ScreeningLog:
    """The key is only needed where a line would be written."""
    wanted = settings.log_level == "debug"
    key = installation_key(settings.log_key_path) if wanted and settings.log_names == "hashed" else b""
    return ScreeningLog(settings.log_names, key, wanted=wanted)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    for one in app.state.beside:
        one.start()
    yield
    for one in app.state.beside:
        one.stop()
    if app.state.spans is not None:
        app.state.spans.shutdown()
    if app.state.authenticator is not None:
        app.state.authenticator.key_cache.close()
    if app.state.runtime is not None:
        app.state.runtime.close()
