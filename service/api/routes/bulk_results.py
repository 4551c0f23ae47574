"""The work of a bulk job and what comes out of it: events, alerts, results."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse, StreamingResponse

from service.api.context import actor_of, job_service_of, runtime_of
from service.api.permissions import SEES_ALL_RECORDS
from service.api.problems import NOT_FINISHED, NOT_FOUND, Problem
from service.api.responses import documented, json_model, problem_responses
from service.api.schemas.bulk_jobs import BulkAlertOut, BulkAlertsOut, BulkJobOut
from service.audit.event import Event
from service.bulk.model import OPEN, Job, State
from service.common.lookups import look_up
from service.worker.bulk.job_service import FORMATS

router = APIRouter(prefix="/v1/bulk-jobs", tags=["Bulk jobs"])

_EVENT_SECONDS = 1.0
_QUIET_SECONDS = 15.0
_STREAM = {"description": "Events.", "content": {"text/event-stream": {"schema": {"type": "string"}}}}
_FILE: dict[str, Any] = {
    "description": "The file.",
    "content": {
        kind.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for _, kind in FORMATS.values()
    },
}
JobId = Annotated[
    str, Path(alias="id", max_length=100, description="Id of the job.", examples=["blk_673be0deb9300774d4ceda31c665"])
]
Format = Literal["csv", "xlsx", "jsonl", "parquet", "hits", "record", "summary"]


@router.get(
    "/{id}/events",
    summary="Watch a job",
    responses=problem_responses(404, 422, 503) | {200: _STREAM},
    response_class=Response,
)
async def stream_bulk_job_events(request: Request, job_id: JobId) -> Response:
    """Server-sent events: `progress` whenever something has changed, each with the job as it stands, and at the end one
    that is named as the state in which the job came to its end."""
    job = await find_job(request, job_id)
    return StreamingResponse(_watch(request, job), headers={"X-Accel-Buffering": "no"}, media_type="text/event-stream")


@router.get("/{id}/alerts", summary="Rows that need a person", responses=documented(BulkAlertsOut, 404, 409, 422, 503))
async def list_bulk_job_alerts(
    request: Request,
    job_id: JobId,
    decision: Annotated[
        Literal["review", "block"] | None, Query(description="Only alerts that were raised so.", examples=["block"])
    ] = None,
    after: Annotated[int, Query(ge=0, le=2**53, description="`next` of the page before.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="Most rows on a page.")] = 100,
) -> Response:
    """The rows of a finished job that were to be reviewed or blocked, in order, where their alerts stand, and what may
    become of each row."""
    job = await find_job(request, job_id)
    _refuse_unfinished(job)
    store = job_service_of(request).store

    def read() -> Response:
        rows = store.alerts(job.id, decision=decision, after=after, limit=limit)
        found = [BulkAlertOut.model_validate(row, from_attributes=True) for row in rows]
        full = len({one.row for one in found}) == limit
        return json_model(BulkAlertsOut(alerts=found, next=found[-1].row if full else None))

    return await look_up(read)


@router.get(
    "/{id}/results",
    summary="Fetch the result",
    responses=problem_responses(404, 409, 422, 503) | {200: _FILE},
    response_class=Response,
)
async def download_bulk_job_results(
    request: Request,
    job_id: JobId,
    format_: Annotated[
        Format,
        Query(
            alias="format",
            description="`csv`, `xlsx`, `jsonl` or `parquet`: the file's columns and thirteen more. `hits`: one line a "
            "hit with its provenance. `record`: what is kept, with the full answers. `summary`: one page for people.",
        ),
    ] = "csv",
) -> Response:
    """The result of a finished job: every row of the file exactly once, in its order. Who fetched it is on record."""
    job = await find_job(request, job_id)
    _refuse_unfinished(job)
    path = await asyncio.to_thread(job_service_of(request).result, job, format_)
    await runtime_of(request).records.note(Event("record_read", actor_of(request).name, job.id, {"format": format_}))
    name, kind = FORMATS[format_]
    style = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"} if format_ == "summary" else {}
    return FileResponse(path, headers=style, media_type=kind, filename=f"{job.id}-{name}")


async def find_job(request: Request, job_id: str) -> Job:
    """The job, if there is one that this actor may see. Raises Problem."""
    job = await asyncio.to_thread(job_service_of(request).store.get, job_id)
    actor = actor_of(request)
    if job is None or (job.question.actor != actor.name and not actor.roles & SEES_ALL_RECORDS):
        raise Problem(NOT_FOUND, f"there is no bulk job {job_id!r}")
    return job


def _refuse_unfinished(job: Job) -> None:
    if job.state is not State.DONE:
        raise Problem(
            NOT_FINISHED, f"the job {job.id} is {job.state.value}" + (f": {job.reason}" if job.reason else "")
        )


async def _watch(request: Request, job: Job) -> AsyncIterator[bytes]:
    clock, store = runtime_of(request).clock, job_service_of(request).store
    said, quiet = "", 0.0
    found: Job | None = job
    while found is not None:
        shown = BulkJobOut.of(found, clock()).model_dump_json()
        ended = found.state not in OPEN
        if shown != said or ended:
            yield f"event: {found.state.value if ended else 'progress'}\ndata: {shown}\n\n".encode()
            said, quiet = shown, 0.0
        elif quiet >= _QUIET_SECONDS:
            yield b": still here\n\n"
            quiet = 0.0
        if ended:
            return
        await asyncio.sleep(_EVENT_SECONDS)
        quiet += _EVENT_SECONDS
        found = await asyncio.to_thread(store.get, job.id)
