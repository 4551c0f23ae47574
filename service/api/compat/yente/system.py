"""What is loaded and whether it can answer: `/catalog`, `/algorithms`, `/healthz`, `/readyz`, `/updatez`."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic_core import to_json

from service.api.compat.yente.algorithms import algorithms_document
from service.api.compat.yente.catalogue import catalogue_document
from service.api.compat.yente.view import view_of
from service.api.context import runtime_of
from service.api.freshness import refuse_stale, standing
from service.api.responses import json_bytes
from service.bootstrap.runtime import Runtime
from service.common.logging import Logger
from service.engine.screening.request import Options
from service.engine.screening.resolved_options import resolve_options
from service.watchlists.editions.store import store_of
from service.watchlists.service import fetchable, stale_lists
from service.worker.list_commands import ListCommand, change

log = Logger("sekisho")

router = APIRouter(include_in_schema=False)

_OK = b'{"status":"ok"}'


@router.get("/healthz")
async def healthz() -> Response:
    """The process runs and answers."""
    return json_bytes(_OK)


@router.get("/readyz")
async def readyz(request: Request) -> Response:
    """Whether the needed lists are loaded and the records answer; 503 with the reason otherwise."""
    runtime = runtime_of(request)
    resolve_options(Options(), runtime.snapshots.current(), today=runtime.screenings.today())
    await runtime.records.check()
    await asyncio.to_thread(refuse_stale, runtime)
    return json_bytes(_OK)


@router.get("/catalog")
@router.get("/manifest")
async def catalog(request: Request) -> Response:
    """Every list that is loaded, with its version, and the two collections of lists."""
    runtime = runtime_of(request)
    view = await view_of(request)
    statuses, stale = await asyncio.to_thread(_standing, runtime)
    base = str(request.base_url).rstrip("/") + "/yente"
    content = to_json(catalogue_document(view, statuses, stale, base))
    return with_etag(request, content)


def with_etag(request: Request, content: bytes, media_type: str = "application/json") -> Response:
    """A document that a client need not fetch again while it stays the same."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    given = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if etag in given:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media_type)


@router.get("/algorithms")
async def algorithms() -> Response:
    """The names that `algorithm` may have in a match."""
    return json_bytes(to_json(algorithms_document()))


@router.post("/updatez")
async def update(request: Request) -> Response:
    """Ask the publishers of all lists for new editions, without waiting for them."""
    runtime = runtime_of(request)
    wanted = await asyncio.to_thread(lambda: fetchable(runtime.settings, store_of(runtime.settings)))
    fetching: set[asyncio.Task[None]] = request.app.state.yente_fetching
    task = asyncio.get_running_loop().create_task(_fetch(runtime, wanted))
    fetching.add(task)
    task.add_done_callback(fetching.discard)
    return json_bytes(_OK)


async def _fetch(runtime: Runtime, wanted: tuple[str, ...]) -> None:
    """One list after the other. How each ended stands in the store too."""
    for watchlist_id in wanted:
        ended = await change(runtime.settings, ListCommand("fetch", watchlist_id, reason="updatez"))
        log.info("list_fetched", watchlist=watchlist_id, outcome=ended.outcome, messages=ended.messages)


def _standing(runtime: Runtime) -> tuple[dict[str, Any], frozenset[str]]:
    """How the stored lists stand, and which of them are older than the operator allows."""
    statuses = {one.id: one for one in standing(runtime)}
    reasons = stale_lists(runtime.settings, store_of(runtime.settings), runtime.clock())
    return statuses, frozenset(reason.partition(" ")[0] for reason in reasons)
