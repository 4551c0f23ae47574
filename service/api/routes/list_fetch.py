"""Asking the publishers of lists for new editions, without waiting for them."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service.api.context import actor_of, runtime_of
from service.api.problems import INVALID, Problem
from service.api.responses import documented, json_bytes
from service.api.schemas.base import Key
from service.api.schemas.watchlists import FetchingOut
from service.audit.event import Event
from service.worker.list_fetching import ListFetcher, with_address

router = APIRouter(prefix="/v1/watchlists", tags=["Lists"])


@router.post(
    "/fetch", summary="Fetch lists", status_code=202, responses=documented(FetchingOut, 403, 422, 503, status=202)
)
async def fetch_watchlists(
    request: Request,
    watchlist: Annotated[
        list[Key] | None,
        Query(description="Only these lists.", max_length=200, examples=[["un_sc_sanctions"]]),
    ] = None,
) -> Response:
    """Ask the publishers of these lists, or of all that have an address, for new editions, one after the other. The
    answer comes at once; how each ended is the `last_attempt` of `GET /v1/watchlists`, also of lists not loaded yet."""
    runtime = runtime_of(request)
    known = await asyncio.to_thread(with_address, runtime.settings)
    if unknown := sorted(set(watchlist or ()) - set(known)):
        raise Problem(INVALID, f"watchlist: {unknown[0]!r} is not fetched from anywhere; known: {', '.join(known)}")
    wanted = tuple(watchlist) if watchlist else known
    now = runtime.clock()
    await runtime.records.note(
        Event("list_change_asked", actor_of(request).name, ",".join(wanted), {"action": "fetch", "files": 0})
    )
    fetcher: ListFetcher = request.app.state.list_fetcher
    waiting = fetcher.start(wanted)
    return json_bytes(FetchingOut(waiting=list(waiting), asked_at=now).model_dump_json().encode(), status=202)
