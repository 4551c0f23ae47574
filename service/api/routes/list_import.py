"""Bringing the files of a list over HTTP: through the same gates as on the command line, in a process of its own."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.datastructures import FormData, UploadFile

from service.api.context import actor_of, caller_of, runtime_of, upload_places_of
from service.api.file_form import file_form, save
from service.api.path_redaction import without_folders
from service.api.problems import EDITION_REFUSED, MALFORMED, NOT_FOUND, Problem
from service.api.responses import documented, json_model
from service.api.routes.editions import WatchlistId
from service.api.schemas.changes import ImportOut
from service.audit.event import Detail, Event
from service.bootstrap.runtime import Runtime
from service.watchlists.catalogue import lookup
from service.watchlists.errors import UnknownWatchlistError
from service.worker.list_commands import Ended, ListCommand, change
from service.worker.list_reload import reload_with_index

router = APIRouter(prefix="/v1/watchlists", tags=["Lists"])

_FIELD = "file"
_MOST_FILES = 8
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [_FIELD],
                    "properties": {
                        _FIELD: {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": _MOST_FILES,
                            "items": {"type": "string", "format": "binary"},
                            "description": "The files of one edition, as published; most lists are one file.",
                        }
                    },
                }
            }
        },
    }
}


@router.post(
    "/{id}/editions",
    summary="Import an edition",
    responses=documented(ImportOut, 400, 404, 409, 413, 415, 422, 429, 503),
    openapi_extra=_FORM,
)
async def import_edition(
    request: Request,
    watchlist_id: WatchlistId,
    dry_run: Annotated[bool, Query(description="Read the files and ask the gates; keep nothing.")] = False,
    accept: Annotated[bool, Query(description="Let it in although gates object; what they said is kept.")] = False,
    activate: Annotated[bool, Query(description="Make it the active edition, or only keep it.")] = True,
    reason: Annotated[str, Query(max_length=200, description="Why, for the log.", examples=["weekly"])] = "import",
) -> Response:
    """Bring the files of a list as a new edition. A file that cannot be read, or a gate that objects, is answered with
    409 and what is wrong, and the edition before keeps serving. A dry run answers 200 with what the gates say."""
    runtime = runtime_of(request)
    try:
        lookup(watchlist_id)
    except UnknownWatchlistError as error:
        raise Problem(NOT_FOUND, str(error)) from None
    actor = actor_of(request).name
    runtime.settings.data_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".import-", dir=runtime.settings.data_dir) as folder:
        async with upload_places_of(request).place(caller_of(request)):
            paths = await _receive(request, Path(folder), runtime.settings.fetch_max_bytes)
        if not dry_run:
            details: dict[str, Detail] = {"action": "import", "accept": accept, "files": len(paths), "reason": reason}
            await runtime.records.note(Event("list_change_asked", actor, watchlist_id, details))
        command = ListCommand(
            "import",
            watchlist_id,
            accept=accept,
            reason=f"{reason} (by {actor})",
            files=tuple(map(str, paths)),
            activate=activate,
            dry_run=dry_run,
        )
        ended = await change(runtime.settings, command)
    return await _answer(runtime, watchlist_id, ended, dry_run=dry_run)


async def _receive(request: Request, folder: Path, limit: int) -> list[Path]:
    """The files of the form, under their own plain names. Raises Problem."""
    async with file_form(request, most_bytes=limit, most_files=_MOST_FILES, most_fields=0) as form:
        return await asyncio.to_thread(_save, form, folder)


def _save(form: FormData, folder: Path) -> list[Path]:
    paths: list[Path] = []
    for name, part in form.multi_items():
        if name != _FIELD or not isinstance(part, UploadFile):
            raise Problem(MALFORMED, f"the form holds {name!r}; send fields {_FIELD!r}, and options in the query")
        path = folder / (re.sub(r"[^A-Za-z0-9._-]", "_", part.filename or "").strip("._") or f"file-{len(paths) + 1}")
        if path in paths:
            raise Problem(MALFORMED, f"two files have the name {path.name!r}; the files of an edition differ in name")
        save(part, path)
        paths.append(path)
    if not paths:
        raise Problem(MALFORMED, f"the form has no field {_FIELD!r} with a file")
    return paths


async def _answer(runtime: Runtime, watchlist_id: str, ended: Ended, *, dry_run: bool) -> Response:
    told = [without_folders(message, runtime.settings) for message in ended.messages]
    edition = ended.edition
    if edition is None or not (ended.done or dry_run):
        errors = [{"location": "body", "pointer": "", "detail": message} for message in told]
        raise Problem(EDITION_REFUSED, "; ".join(told), errors)
    in_use = False if dry_run else await asyncio.to_thread(reload_with_index, runtime)
    return json_model(
        ImportOut(
            watchlist=watchlist_id,
            outcome=ended.outcome,
            edition=edition["edition"],
            edition_sha256=edition["sha256"],
            published_on=edition["published_on"],
            entities=edition["entities"],
            skipped=edition["skipped"],
            notes=edition["notes"],
            messages=told,
            in_use=in_use,
        )
    )
