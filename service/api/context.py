"""How a route reaches the runtime and the metrics it was started with."""

from __future__ import annotations

from fastapi import Request

from service.api.metrics import Metrics
from service.runtime import Runtime


def runtime_of(request: Request) -> Runtime:
    """The runtime of the application that serves this request."""
    runtime: Runtime = request.app.state.runtime
    return runtime


def metrics_of(request: Request) -> Metrics:
    """The metrics of the application that serves this request."""
    metrics: Metrics = request.app.state.metrics
    return metrics
