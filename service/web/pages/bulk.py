"""Files of many parties: what their columns are taken for, screening them, and what came out."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.bulk.columns import known_fields
from service.bulk.model import OPEN, State
from service.bulk.party_roles import known_roles
from service.engine.model.entity import EntityType
from service.tabular.text import encodings
from service.web.api_client import Answer
from service.web.context import Context, Visitor, context_of
from service.web.errors import Refused
from service.web.uploads import Upload

_CREATE = "POST /v1/bulk-jobs"
_OPTIONS = ("profile", "entity_type", "date_order", "encoding", "delimiter", "sheet")
_FORMATS = ("xlsx", "csv", "hits", "summary", "jsonl", "parquet", "record")
_FAULTY_FILE = (400, 415, 422)
_ROWS_ON_A_PAGE = 100


async def show(request: Request) -> Response:
    """The form to send a file, and the newest jobs."""
    visitor = await context_of(request).visitor(request)
    return visitor.page(
        "bulk.html",
        jobs=(await visitor.get("v1", "bulk-jobs", limit=50))["jobs"],
        profiles=(await visitor.get("v1", "profiles"))["profiles"],
        types=list(EntityType),
        encodings=encodings(),
    )


async def upload(request: Request) -> Response:
    """Take a file in and have it checked. Nothing is screened yet."""
    context = context_of(request)
    visitor = await context.visitor(request)
    visitor.refuse_unless_may(_CREATE, "files are screened by screeners and officers")
    uploads = context.uploads
    await asyncio.to_thread(uploads.remove_old)
    folder = await asyncio.to_thread(uploads.incoming)
    try:
        form = await visitor.file_form(folder, most_bytes=context.settings.bulk_max_bytes, most_files=1)
        if not form.files:
            raise Refused(422, "file: choose a file to send")
        options = {name: [given] for name in _OPTIONS if (given := form.text(name))}
        name, path = form.files[0]
        token = await asyncio.to_thread(uploads.keep, Upload(_owner(visitor), name, options, "", ""), path)
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    await _check(context, visitor, token)
    return RedirectResponse(f"/desk/bulk/uploads/{token}", 303)


async def show_upload(request: Request) -> Response:
    """What the columns of a file are taken for, and which rows cannot be screened, before anything is."""
    context = context_of(request)
    visitor = await context.visitor(request)
    token = request.path_params["token"]
    kept, _ = _find(context, visitor, token)
    job = await visitor.get("v1", "bulk-jobs", kept.checked) if kept.checked else None
    return visitor.page(
        "bulk_upload.html",
        token=token,
        upload=kept,
        job=job,
        at_work=job is not None and job["state"] in OPEN,
        valid=job is not None and job["state"] == State.VALIDATED,
        fields=_fields(job),
    )


def _fields(job: dict[str, Any] | None) -> list[str]:
    """What a column may be taken for: all fields, the names of other parties, and what else is known of those."""
    taken = [] if job is None or not job["layout"] else [one["field"] for one in job["layout"]["columns"]]
    fields = [*known_fields(), *(f"{role}.name" for role in known_roles()), *filter(None, taken)]
    return list(dict.fromkeys(fields))


async def decide(request: Request) -> Response:
    """Check a file again with other columns, screen it, or forget it."""
    context = context_of(request)
    visitor = await context.visitor(request)
    form = await visitor.form()
    token = request.path_params["token"]
    kept, path = _find(context, visitor, token)
    match form.text("action"):
        case "forget":
            await asyncio.to_thread(context.uploads.remove, token)
            return RedirectResponse("/desk/bulk", 303)
        case "check":
            columns = _columns(kept, form.all("header"), form.all("field"), form.all("was"), form.text("columns"))
            options = {**kept.options, "column": columns}
            changed = Upload(kept.owner, kept.name, options, "", "")
            await asyncio.to_thread(context.uploads.note, token, changed)
            await _check(context, visitor, token)
            return RedirectResponse(f"/desk/bulk/uploads/{token}", 303)
        case "start":
            answer = await visitor.send_files("v1", "bulk-jobs", files=[(kept.name, path)], query=kept.options)
            if not answer.ok:
                raise Refused(answer.status, answer.detail)
            await asyncio.to_thread(context.uploads.remove, token)
            return RedirectResponse(f"/desk/bulk/{answer.document['id']}", 303)
    raise Refused(404, "action: expected forget, check or start")


async def show_job(request: Request) -> Response:
    """How far a job is; once it is done, its totals and the rows that need a person."""
    visitor = await context_of(request).visitor(request)
    job_id = request.path_params["id"]
    job = await visitor.get("v1", "bulk-jobs", job_id)
    decision, after = request.query_params.get("decision"), request.query_params.get("after")
    rows: dict[str, Any] = {"alerts": [], "next": None}
    if job["state"] == State.DONE:
        query = {"decision": decision, "after": after, "limit": _ROWS_ON_A_PAGE}
        rows = await visitor.get("v1", "bulk-jobs", job_id, "alerts", **query)
    return visitor.page(
        "bulk_job.html",
        job=job,
        at_work=job["state"] in OPEN,
        decision=decision or "",
        rows=rows["alerts"],
        following=rows["next"],
        formats=_FORMATS,
    )


async def cancel(request: Request) -> Response:
    """End a job before its time."""
    visitor = await context_of(request).visitor(request)
    await visitor.form()
    job_id = request.path_params["id"]
    answer = await visitor.ask("DELETE", "v1", "bulk-jobs", job_id)
    if not answer.ok and answer.status != 409:
        raise Refused(answer.status, answer.detail)
    return RedirectResponse(f"/desk/bulk/{job_id}", 303)


async def download(request: Request) -> Response:
    """The result of a job as a file."""
    visitor = await context_of(request).visitor(request)
    wanted = request.path_params
    await visitor.get("v1", "bulk-jobs", wanted["id"])
    return visitor.pass_on("v1", "bulk-jobs", wanted["id"], "results", query={"format": wanted["format"]})


async def _check(context: Context, visitor: Visitor, token: str) -> None:
    """Have a file checked, and write down the job that does it, or why it is refused. Raises Refused."""
    kept, path = _find(context, visitor, token)
    query: Mapping[str, Any] = {**kept.options, "dry_run": "true"}
    answer: Answer = await visitor.send_files("v1", "bulk-jobs", files=[(kept.name, path)], query=query)
    if not answer.ok and answer.status not in _FAULTY_FILE:
        await asyncio.to_thread(context.uploads.remove, token)
        raise Refused(answer.status, answer.detail)
    checked, problem = (answer.document["id"], "") if answer.ok else ("", answer.detail)
    noted = Upload(kept.owner, kept.name, kept.options, checked, problem)
    await asyncio.to_thread(context.uploads.note, token, noted)


def _columns(kept: Upload, headers: list[str], chosen: list[str], before: list[str], written: str) -> list[str]:
    """What columns hold, as FIELD=HEADER: what was said before, and what the form says otherwise."""
    said_before = (pair.partition("=") for pair in kept.options.get("column", []))
    pairs = {header: field for field, _, header in said_before}
    for header, field, was in zip(headers, chosen, before, strict=False):
        if field and field != was:
            pairs[header] = field
    for line in written.splitlines():
        field, divided, header = line.partition("=")
        if divided:
            pairs[header.strip()] = field.strip()
    return [f"{field}={header}" for header, field in pairs.items()]


def _find(context: Context, visitor: Visitor, token: str) -> Any:
    found = context.uploads.find(token, _owner(visitor))
    if found is None:
        raise Refused(404, "this file is not here any more; send it again")
    return found


def _owner(visitor: Visitor) -> str:
    return "" if visitor.actor is None else visitor.actor.name


ROUTES = [
    Route("/desk/bulk", show, methods=["GET"]),
    Route("/desk/bulk", upload, methods=["POST"]),
    Route("/desk/bulk/uploads/{token}", show_upload, methods=["GET"]),
    Route("/desk/bulk/uploads/{token}", decide, methods=["POST"]),
    Route("/desk/bulk/{id}", show_job, methods=["GET"]),
    Route("/desk/bulk/{id}/cancel", cancel, methods=["POST"]),
    Route("/desk/bulk/{id}/results/{format}", download, methods=["GET"]),
]
