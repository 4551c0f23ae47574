"""Spans of requests for OpenTelemetry (the extra `tracing`): method, route, status, and below them the stages of a
screening: check, search, goods, write (the answer as JSON), record.

No addresses, no names, and no messages of errors, which may quote what was asked.
"""

from __future__ import annotations

import importlib.util
from contextvars import ContextVar
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import __version__
from service.api.problems import answer_to
from service.api.trace import Trace
from service.engine.screening.errors import NotReady
from service.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

_NEEDED = ("opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http")


def provider_of(settings: Settings) -> TracerProvider | None:
    """Where spans go, if the operator set an address. Raises NotReady if the extra is not installed."""
    if settings.trace_address is None:
        return None
    if not all(_installed(name) for name in _NEEDED):
        raise NotReady("SEKISHO_TRACE_ADDRESS is set; for that install OpenTelemetry: pip install 'sekisho[tracing]'")
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource({"service.name": "sekisho", "service.version": __version__}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=settings.trace_address)))
    return provider


def _installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


class StageSpans:
    """Makes a span of each stage, below that of its request."""

    def __init__(self, provider: TracerProvider) -> None:
        self._tracer = provider.get_tracer("sekisho", __version__)
        self._open: ContextVar[Span | None] = ContextVar("stage", default=None)

    def begin(self, name: str | None) -> None:
        """The next stage of the request at hand, if there is one, which ends the one before."""
        before = self._open.get()
        if before is not None:
            before.end()
        if before is not None or name is not None:
            self._open.set(None if name is None else self._tracer.start_span(name))


class Tracing:
    """Wraps an application. Makes the span the place in `scope["trace"]`, under that of the caller if it gave one."""

    def __init__(self, app: ASGIApp, *, provider: TracerProvider, stages: StageSpans) -> None:
        self._app, self._stages = app, stages
        self._tracer = provider.get_tracer("sekisho", __version__)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        from opentelemetry.trace import SpanKind, use_span

        span = self._tracer.start_span("request", context=_above(scope["trace"]), kind=SpanKind.SERVER)
        place = span.get_span_context()
        scope["trace"] = Trace(f"{place.trace_id:032x}", f"{place.span_id:016x}", place.trace_flags.sampled)
        scope["span_id"] = scope["trace"].parent_id

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                _describe(span, scope, message["status"])
            await send(message)

        with use_span(span, end_on_exit=True, record_exception=False, set_status_on_exception=False):
            try:
                await self._app(scope, receive, send_on)
            except Exception as error:  # which those around will answer
                answer = await answer_to(Request(scope), error)
                _describe(span, scope, 500 if answer is None else answer.status_code)
                raise
            finally:
                self._stages.begin(None)  # whatever went wrong in it


def _above(trace: Trace | None) -> Context:
    """The caller's place as a context of the library."""
    from opentelemetry.context import Context
    from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags, set_span_in_context

    if trace is None:
        return Context()
    flags = TraceFlags(TraceFlags.SAMPLED if trace.sampled else TraceFlags.DEFAULT)
    place = SpanContext(int(trace.trace_id, 16), int(trace.parent_id, 16), is_remote=True, trace_flags=flags)
    return set_span_in_context(NonRecordingSpan(place), Context())


def _describe(span: Span, scope: Scope, status: int) -> None:
    from opentelemetry.trace import StatusCode

    operation = scope.get("operation")
    if operation is not None:
        span.update_name(operation.name)
        span.set_attribute("http.route", operation.path)
    span.set_attributes({"http.request.method": scope["method"], "http.response.status_code": status})
    if status >= 500:
        span.set_status(StatusCode.ERROR)
