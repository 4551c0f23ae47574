"""Is the process alive, can it answer, and how is it doing."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from fastapi import APIRouter, Request, Response
from pydantic import Field

from service.api.book_health import book_warnings
from service.api.context import metrics_of, runtime_of
from service.api.freshness import freshness, refuse_stale, standing
from service.api.metrics import CONTENT_TYPE
from service.api.path_redaction import without_folders
from service.api.problems import Problem
from service.api.responses import documented, json_model
from service.api.schemas.base import Outgoing
from service.api.schemas.editions import FreshnessOut
from service.api.schemas.screening_answer import WarningOut
from service.api.timestamp_health import timestamp_warnings, unstamped_seconds
from service.api.webhook_health import webhook_figures, webhook_warnings
from service.common.lookups import look_up
from service.engine.screening.request import Options
from service.engine.screening.resolved_options import resolve_options
from service.engine.screening.warnings import publication_age
from service.settings import Settings
from service.storage.errors import RecordsUnavailable
from service.watchlists.catalogue import catalogue

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
    freshness: dict[str, FreshnessOut] = Field(
        description="How fresh each imported list is, by its id. Lists that came with the program do not age.",
        examples=[{}],
    )
    not_reloaded: str | None = Field(
        description="Why lists that changed could not be loaded. Answers rest on those loaded before.", examples=[None]
    )
    warnings: list[WarningOut] = Field(
        description="What answers do not cover as things are: only the list that comes with the program is loaded, a "
        "list is old or incomplete, the data folder is new; and what other systems are not told: a webhook is "
        "disabled, events wait to be sent, or the audit chain waits to be time-stamped.",
        examples=[[]],
    )
    publication_age_days: dict[str, int | None] = Field(
        description="Days since the publisher's date of each loaded list; `null` if it is not known, or the list came "
        "with the program.",
        examples=[{"un_sc_sanctions": 3}],
    )
    not_loaded: list[str] = Field(
        description="Lists that the program knows and that are not loaded: answers say nothing of them.",
        examples=[["us_ofac_sdn"]],
    )


@router.get("/livez", summary="Is it alive?", responses=documented(AliveOut))
async def get_liveness() -> Response:
    """The process runs and answers. Says nothing about lists or records."""
    return json_model(AliveOut(status="alive"))


@router.get("/readyz", summary="Can it answer?", responses=documented(ReadyOut, 503))
async def get_readiness(request: Request) -> Response:
    """200 if the needed lists are loaded and records can be read and written; 503 with the reason otherwise."""
    runtime = runtime_of(request)
    snapshot = runtime.snapshots.current()
    today = runtime.screenings.today()
    resolved = resolve_options(Options(), snapshot, today=today)
    await runtime.records.check()
    await asyncio.to_thread(refuse_stale, runtime)
    return json_model(
        ReadyOut(
            status="ready",
            snapshot_sha256=snapshot.sha256,
            watchlists=len(snapshot.watchlists),
            entities=sum(len(watchlist.entities) for watchlist in snapshot.watchlists),
            engine=snapshot.engine,
            freshness=await asyncio.to_thread(freshness, runtime),
            not_reloaded=_shown(runtime.snapshots.last_failure, runtime.settings),
            warnings=[
                WarningOut(code=one.code, detail=without_folders(one.detail, runtime.settings), pointer=one.pointer)
                for one in (
                    *runtime.folder_warnings,
                    *resolved.watchlist_warnings,
                    *await webhook_warnings(runtime),
                    *await book_warnings(runtime),
                    *await timestamp_warnings(runtime),
                )
            ],
            publication_age_days={one.id: publication_age(one, today) for one in snapshot.watchlists},
            not_loaded=[one for one in catalogue() if snapshot.watchlist(one) is None],
        )
    )


def _shown(reason: str | None, settings: Settings) -> str | None:
    return None if reason is None else without_folders(reason, settings)


@router.get(
    "/metrics",
    summary="Counters for Prometheus",
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    response_class=Response,
)
async def get_metrics(request: Request) -> Response:
    """Requests by route and status, screenings by decision, age and last refresh of the lists. No names."""
    runtime, counters = runtime_of(request), metrics_of(request)
    try:
        stored = await asyncio.to_thread(standing, runtime)
    except Problem:
        stored = []  # the other counters are needed all the more
    reloaded = runtime.snapshots.last_failure is None
    counters.lists(runtime.snapshots.loaded, stored, reloaded=reloaded, now=runtime.clock())
    with suppress(RecordsUnavailable):
        counters.webhooks(await webhook_figures(runtime))
        counters.timestamps(await unstamped_seconds(runtime))
        if (loaded := runtime.snapshots.loaded) is not None:
            counters.book(await runtime.rescreens.figures(loaded.sha256))
    return Response(await look_up(counters.text), media_type=CONTENT_TYPE)
