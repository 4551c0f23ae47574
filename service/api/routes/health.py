"""Is the process alive, can it answer, and how is it doing."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from pydantic import Field

from service.api.context import metrics_of, runtime_of
from service.api.metrics import CONTENT_TYPE
from service.api.replies import documented, json_model
from service.api.wire.base import Outgoing
from service.screening.plan import make_plan
from service.screening.request import Options

router = APIRouter(tags=["Health"])


class AliveOut(Outgoing):
    """The process runs."""

    status: str = Field(description="Always `alive`.", examples=["alive"])


class ReadyOut(Outgoing):
    """The service can answer."""

    status: str = Field(description="Always `ready`.", examples=["ready"])
    snapshot_sha256: str = Field(description="What answers rest on.", examples=["9f86d081884c7d65"])
    watchlists: int = Field(description="How many watchlists are loaded.", examples=[1])
    entities: int = Field(description="How many entities they have.", examples=[42])
    engine: str = Field(description="Version of the program.", examples=["1.0.0"])


@router.get("/livez", summary="Is it alive?", responses=documented(AliveOut))
async def alive() -> Response:
    """The process runs and answers. Says nothing about lists or records."""
    return json_model(AliveOut(status="alive"))


@router.get("/readyz", summary="Can it answer?", responses=documented(ReadyOut, 503))
async def ready(request: Request) -> Response:
    """200 if the needed lists are loaded and the records answer; 503 with the reason otherwise."""
    runtime = runtime_of(request)
    snapshot = runtime.snapshot()
    make_plan(Options(), snapshot, today=runtime.today())
    await runtime.records.check()
    return json_model(
        ReadyOut(
            status="ready",
            snapshot_sha256=snapshot.sha256,
            watchlists=len(snapshot.watchlists),
            entities=sum(len(watchlist.entities) for watchlist in snapshot.watchlists),
            engine=snapshot.engine,
        )
    )


@router.get(
    "/metrics",
    summary="Counters for Prometheus",
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    response_class=Response,
)
async def metrics(request: Request) -> Response:
    """Requests by route and status, screenings by decision. No names."""
    return Response(metrics_of(request).text(), media_type=CONTENT_TYPE)
