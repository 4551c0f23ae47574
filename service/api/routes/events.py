"""The feed of events, for systems that cannot be called."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Engine

from service.api.context import runtime_of
from service.api.responses import documented, json_model
from service.api.schemas.base import Key
from service.api.schemas.webhooks import EventType, FeedEventOut, FeedOut
from service.webhooks.feed import read_feed

router = APIRouter(prefix="/v1/events", tags=["Webhooks"])


@router.get("", summary="What has happened", responses=documented(FeedOut, 410, 422, 503))
async def list_events(
    request: Request,
    after: Annotated[Key | None, Query(description="`next` of the answer before; from the oldest without it.")] = None,
    type_: Annotated[
        list[EventType], Query(alias="type", description="Only these types.", examples=[["alert.opened"]])
    ] = [],  # noqa: B006 - FastAPI copies it
    limit: Annotated[int, Query(ge=1, le=1000, description="Most at a time.", examples=[100])] = 100,
) -> Response:
    """The events that webhooks are sent, for whoever would rather ask. Every reader sees each event once, in the same
    order, and skips none: keep `next`, and ask with it again, as often as you like. Events are kept for 90 days; to go
    on from one that is not kept any more is refused (410)."""
    runtime = runtime_of(request)
    types = [one.value for one in type_]

    def read(engine: Engine) -> Response:
        page = read_feed(engine, runtime.clock(), after=after, types=types, limit=limit)
        events = [FeedEventOut.model_validate(one, from_attributes=True) for one in page.events]
        return json_model(FeedOut(events=events, next=page.next, more=page.more))

    return await runtime.records.search_through(read)
