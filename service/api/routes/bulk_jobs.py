"""Sending a file, and the job that this makes."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service.api.context import (
    actor_of,
    caller_of,
    job_service_of,
    refuse_what_the_key_forbids,
    runtime_of,
    upload_places_of,
)
from service.api.permissions import SEES_ALL_RECORDS
from service.api.problems import NOT_FINISHED, Problem
from service.api.responses import documented, json_bytes, json_model
from service.api.routes.bulk_results import JobId, find_job
from service.api.routes.subjects import segments_of
from service.api.schemas.base import Day, Key
from service.api.schemas.bulk_jobs import BulkJobOut, BulkJobsOut
from service.api.schemas.subjects import Segment
from service.api.upload import receive_file
from service.bulk.model import Monitoring
from service.bulk.options import DateOrder, ReadOptions
from service.common.lookups import look_up
from service.customers.importing import ImportMode
from service.customers.service import refuse_segment
from service.engine.model.entity import EntityType
from service.engine.screening.request import DEFAULT_LIMIT, DEFAULT_PROFILE, Options
from service.tabular.text import encodings

router = APIRouter(prefix="/v1/bulk-jobs", tags=["Bulk jobs"])

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "CSV, JSON lines, XLSX or Parquet; the first two may be packed with gzip.",
                        }
                    },
                }
            }
        },
    }
}


@router.post(
    "",
    summary="Screen a file",
    status_code=202,
    responses=documented(BulkJobOut, 400, 413, 415, 422, 503, status=202),
    openapi_extra=_FORM,
)
async def create_bulk_job(
    request: Request,
    dry_run: Annotated[bool, Query(description="Check the whole file and screen nothing.")] = False,
    profile: Annotated[Key, Query(description="Which settings to screen with.")] = DEFAULT_PROFILE,
    watchlist: Annotated[
        list[Key] | None,
        Query(description="Search only these watchlists.", max_length=200, examples=[["un_sc_sanctions"]]),
    ] = None,
    as_of: Annotated[
        Day | None, Query(description="Answer by what applied on that day.", examples=["2014-08-05"])
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Most hits to show for a row.")] = DEFAULT_LIMIT,
    encoding: Annotated[
        Key | None,
        Query(description=f"Encoding of the text; UTF-8 or its byte order mark if left out. {', '.join(encodings())}."),
    ] = None,
    delimiter: Annotated[
        str | None, Query(min_length=1, max_length=3, description="What separates the cells of a CSV; `tab` for tabs.")
    ] = None,
    sheet: Annotated[Key | None, Query(description="Which sheet of a workbook.")] = None,
    date_order: Annotated[DateOrder | None, Query(description="For dates such as 03/04/1970.")] = None,
    column: Annotated[
        list[Key] | None,
        Query(
            description="What a column holds, as FIELD=HEADER; of another party of the row as ROLE.FIELD=HEADER.",
            max_length=100,
            examples=[["name=Kunde", "consignee.name=Empf"]],
        ),
    ] = None,
    entity_type: Annotated[EntityType, Query(description="What rows are that do not say so.")] = EntityType.UNKNOWN,
    monitor: Annotated[
        ImportMode | None,
        Query(
            description="Take the parties into the book too, by the column `subject_id` or `client_ref`, so that "
            "they are screened again whenever a list changes. `merge` leaves subjects that the file does not name, "
            "`replace` withdraws those of the same segment."
        ),
    ] = None,
    segment: Annotated[
        Segment | None, Query(description="With `monitor`: the segment of its subjects.", examples=["trade"])
    ] = None,
    accept: Annotated[
        bool, Query(description="With `monitor=replace`: let it withdraw more than a tenth of the segment.")
    ] = False,
) -> Response:
    """Send a CSV, JSON lines, XLSX or Parquet file of parties and goods; every row gets an answer.

    The answer comes at once and shows what each column is taken for; the work is done beside. Watch it under
    `/events`, then fetch `/results`. A bad row is reported and stops nothing; a bad file is refused with the reason.
    The same file sent again on the same day, with the same options, profile, lists and remembered decisions, is the
    same job. Rows that need a person raise alerts.

    With `monitor` a row that cannot be read keeps the whole file out, and so does one that names nobody; a dry run says
    what the file would do to the book.
    """
    job_service, runtime = job_service_of(request), runtime_of(request)
    runtime.snapshots.current()
    read = ReadOptions(
        encoding, "\t" if delimiter == "tab" else delimiter, sheet, date_order, _pairs(column or []), entity_type
    )
    options = Options(profile, tuple(watchlist) if watchlist else None, None, as_of, limit)
    refuse_what_the_key_forbids(request, options)
    watched = None if monitor is None else Monitoring(monitor.value, segment, accept, segments_of(request))
    if watched is not None:
        refuse_segment(segment, watched.segments)
    async with upload_places_of(request).place(caller_of(request)):
        received, name = await receive_file(request, job_service.receive, job_service.settings.bulk_max_bytes)
        job, repeated = await asyncio.to_thread(
            job_service.submit,
            received,
            file_name=name,
            actor=actor_of(request).name,
            read=read,
            options=options,
            dry_run=dry_run,
            monitor=watched,
        )
    shown = BulkJobOut.of(job, runtime.clock(), repeated=repeated)
    return json_bytes(shown.model_dump_json().encode(), 202, {"Location": f"{router.prefix}/{job.id}"})


@router.get("", summary="The newest jobs", responses=documented(BulkJobsOut, 422, 503))
async def list_bulk_jobs(
    request: Request, limit: Annotated[int, Query(ge=1, le=200, description="Most jobs to show.")] = 20
) -> Response:
    """Jobs, newest first: your own, or all of them for officers and auditors."""
    actor = actor_of(request)
    whose = None if actor.roles & SEES_ALL_RECORDS else actor.name
    store, now = job_service_of(request).store, runtime_of(request).clock()

    def read() -> Response:
        jobs = store.newest(actor=whose, limit=limit)
        return json_model(BulkJobsOut(jobs=[BulkJobOut.of(job, now) for job in jobs]))

    return await look_up(read)


@router.get("/{id}", summary="One job", responses=documented(BulkJobOut, 404, 422, 503))
async def get_bulk_job(request: Request, job_id: JobId) -> Response:
    """How far a job is, and its control totals once it is done."""
    return json_model(BulkJobOut.of(await find_job(request, job_id), runtime_of(request).clock()))


@router.delete("/{id}", summary="Cancel a job", responses=documented(BulkJobOut, 404, 409, 422, 503))
async def cancel_bulk_job(request: Request, job_id: JobId) -> Response:
    """End a job before its time; its file and what was done of it are removed. A finished job stays on record."""
    job = await find_job(request, job_id)
    if not await asyncio.to_thread(job_service_of(request).cancel, job, actor_of(request).name):
        raise Problem(NOT_FINISHED, f"the job {job.id} is {job.state.value}: there is nothing to cancel")
    return json_model(BulkJobOut.of(await find_job(request, job_id), runtime_of(request).clock()))


def _pairs(columns: list[str]) -> tuple[tuple[str, str], ...]:
    split = (one.partition("=") for one in columns)
    return tuple((field.strip(), header) for field, _, header in split)
