"""What was done, by whom, and whether all of it is still as it was written."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic_core import from_json

from service.api.context import runtime_of
from service.api.responses import documented, json_bytes, json_model
from service.api.schemas.audit import EventListOut, EventOut, VerdictOut
from service.api.schemas.base import Key
from service.api.time_range import From, To, range_of
from service.audit.event import KINDS
from service.audit.search import PLACE, EventQuery
from service.bootstrap.verification import verdict_apart
from service.common.lookups import look_up

router = APIRouter(prefix="/v1/audit", tags=["Audit"])

Kind = StrEnum("Kind", {kind.upper(): kind for kind in KINDS})  # type: ignore[misc]


@router.get("/events", summary="List what was done", responses=documented(EventListOut, 422, 503))
async def list_audit_events(
    request: Request,
    kind: Annotated[Kind | None, Query(description="Only this kind.", examples=["record_read"])] = None,
    actor: Annotated[Key | None, Query(description="Only what this actor did.", examples=["desk-7"])] = None,
    subject: Annotated[
        Key | None,
        Query(description="Only what was done to this.", examples=["scr_019ab0f4c1d29f86d081884c7d65"]),
    ] = None,
    from_: From = None,
    to: To = None,
    after: Annotated[str | None, Query(pattern=PLACE, description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most events on a page.", examples=[50])] = 50,
) -> Response:
    """Events of all chains, newest first. Events that are added meanwhile never shift the pages that follow."""
    since, until = range_of(from_, to)
    query = EventQuery(
        kind=None if kind is None else kind.value,
        actor=actor,
        subject=subject,
        from_=since,
        until=until,
        after=after,
        limit=limit,
    )
    page = await runtime_of(request).records.events(query)

    def written() -> Response:
        events = [EventOut(**link._asdict() | {"details": from_json(link.details)}) for link in page.events]
        return json_model(EventListOut(events=events, next=page.next))

    return await look_up(written)


@router.get("/verify", summary="Is all as it was written?", responses=documented(VerdictOut, 422, 503))
async def verify_records(
    request: Request,
    screenings: Annotated[
        bool, Query(description="Compare every screening with its event, not only the events.", examples=[True])
    ] = True,
) -> Response:
    """Find any event or screening that was changed, removed, inserted or moved, and name the first.

    Everything is read once, in a process of its own: some fifty thousand events a second. One verification runs at a
    time; another one waits. `sekisho audit verify` does the same and can be told which keys to trust.
    """
    runtime = runtime_of(request)
    async with request.app.state.verifying:
        return json_bytes(await verdict_apart(runtime.settings, screenings=screenings))
