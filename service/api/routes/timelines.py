"""The rounds of measures that a list belongs to."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service.api.context import runtime_of
from service.api.problems import NOT_FOUND, NOT_READY, Problem
from service.api.responses import documented, json_model
from service.api.routes.editions import WatchlistId
from service.api.schemas.base import Day
from service.api.schemas.changes import RoundOut, TimelineOut
from service.watchlists.errors import ListError
from service.watchlists.rounds import applied_on, decided_by
from service.watchlists.service import rounds_of

router = APIRouter(prefix="/v1/watchlists", tags=["Lists"])


@router.get("/{id}/timeline", summary="Rounds of measures", responses=documented(TimelineOut, 404, 422, 503))
async def get_timeline(
    request: Request,
    watchlist_id: WatchlistId,
    as_of: Annotated[
        Day | None, Query(description="The day asked about; today (where the service is run) if left out.")
    ] = None,
) -> Response:
    """What had been decided by a day, round by round, what of it applied then, and which round this list came of."""
    runtime = runtime_of(request)
    on = as_of or runtime.screenings.today()
    try:
        rounds = await asyncio.to_thread(rounds_of, runtime.settings, watchlist_id)
    except (ListError, OSError) as error:
        raise Problem(NOT_READY, f"the rounds of measures cannot be read: {error}") from error
    if not rounds:
        raise Problem(NOT_FOUND, f"no rounds of measures are known of a watchlist {watchlist_id!r}")
    applied = applied_on(rounds, on)
    shown = [RoundOut(**asdict(one), in_force=one in applied) for one in decided_by(rounds, on)]
    return json_model(TimelineOut(watchlist=watchlist_id, as_of=on, rounds=shown))
