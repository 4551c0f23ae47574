"""How a route reaches the runtime and the metrics it was started with."""

from __future__ import annotations

from fastapi import Request

from service.api.metrics import Metrics
from service.api.screening_log import ScreeningLog
from service.api.upload_places import UploadPlaces
from service.auth.authenticator import Authenticator
from service.auth.key_policy import refuse_options
from service.auth.model import Actor
from service.bootstrap.runtime import Runtime
from service.engine.screening.request import Options
from service.records.model import LOCAL_ACTOR
from service.worker.bulk.job_service import JobService


def runtime_of(request: Request) -> Runtime:
    """The runtime of the application that serves this request."""
    runtime: Runtime = request.app.state.runtime
    return runtime


def metrics_of(request: Request) -> Metrics:
    """The metrics of the application that serves this request."""
    metrics: Metrics = request.app.state.metrics
    return metrics


def actor_of(request: Request) -> Actor:
    """Who asks. Only for routes that are not open to everybody."""
    actor: Actor = request.scope["actor"]
    return actor


def caller_of(request: Request) -> str:
    """In whose line long work of this request stands: that of its key or token. Without keys everybody is the same
    actor, and each address has a line of its own."""
    return line_of(actor_of(request), request)


def line_of(actor: Actor, request: Request) -> str:
    """The same for an actor that is known already."""
    if actor.name != LOCAL_ACTOR:
        return actor.name
    return f"{actor.name} {request.client.host}" if request.client else actor.name


def refuse_what_the_key_forbids(request: Request, options: Options) -> None:
    """Raises NotAllowed if the key of this request may not ask with these options, and NotReady."""
    policy = actor_of(request).policy
    if policy is not None:
        snapshot = runtime_of(request).snapshots.current()
        loaded = {one.id for one in snapshot.watchlists}
        refuse_options(policy, options, snapshot.profiles.get(options.profile), loaded)


def authenticator_of(request: Request) -> Authenticator:
    """Who tells one caller from another."""
    authenticator: Authenticator = request.app.state.authenticator
    return authenticator


def job_service_of(request: Request) -> JobService:
    """Where files are handed in and results are fetched."""
    job_service: JobService = request.app.state.job_service
    return job_service


def screening_log_of(request: Request) -> ScreeningLog:
    """Where a line is written for each screening."""
    lines: ScreeningLog = request.app.state.screening_log
    return lines


def upload_places_of(request: Request) -> UploadPlaces:
    """Over how many places files come in."""
    places: UploadPlaces = request.app.state.uploads
    return places
