"""Asking, and finding again what was answered."""

from __future__ import annotations

import asyncio
import re
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import ValidationError

from service.alerts.search import status_of_screening
from service.api import examples
from service.api.context import (
    actor_of,
    caller_of,
    job_service_of,
    metrics_of,
    refuse_what_the_key_forbids,
    runtime_of,
    screening_log_of,
)
from service.api.mapping import to_request
from service.api.permissions import SEES_ALL_RECORDS
from service.api.problems import BAD_HEADER, NOT_FOUND, NOT_REPLAYABLE, Problem
from service.api.request_body import is_large, read_json
from service.api.responses import documented, json_body, json_bytes, json_model
from service.api.schemas.alerts import ItemStatusOut, ScreeningStatusOut
from service.api.schemas.screening_answer import ScreeningOut
from service.api.schemas.screening_list import AnswerDifferenceOut, ReplayOut
from service.api.schemas.screening_request import RecordedRequestIn, ScreeningRequestIn
from service.audit.event import Event
from service.bulk.model import bulk_row_of
from service.common.lookups import aside
from service.engine.screening.errors import InvalidRequest
from service.records.model import Document
from service.screenings.service import fingerprint_of

router = APIRouter(prefix="/v1/screenings", tags=["Screenings"])

_KEY = re.compile(r"[\x21-\x7e]{1,200}\Z")
_KEY_PARAMETER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Makes a retry safe: the same key with the same body gets the same answer, with another body 409. "
    "1 to 200 printable ASCII characters.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}
ScreeningId = Annotated[
    str,
    Path(alias="id", max_length=100, description="Id of the screening.", examples=["scr_019ab0f4c1d29f86d081884c7d65"]),
]


@router.post(
    "",
    summary="Screen parties and goods",
    responses=documented(ScreeningOut, 400, 409, 413, 415, 422, 503),
    openapi_extra=json_body(ScreeningRequestIn, examples.SCREENINGS) | {"parameters": [_KEY_PARAMETER]},
)
async def screen(request: Request) -> Response:
    """May we deal with these parties, and may these goods come in?

    Every hit says why it is one and who listed it, by which law and in which edition. The answer is on record before
    it is sent. If it cannot be recorded, or a list is missing, the answer is 503 and no decision.
    """
    runtime = runtime_of(request)
    key = idempotency_key(request)
    content, body = await read_json(request, ScreeningRequestIn, limit=runtime.settings.max_body_bytes)
    large = is_large(content)
    asked = await aside(lambda: to_request(body)) if large else to_request(body)
    refuse_what_the_key_forbids(request, asked.options)
    fingerprint = None
    if key is not None:
        fingerprint = await aside(lambda: _fingerprint(body)) if large else _fingerprint(body)
    recorded = await runtime.screenings.screen(
        asked,
        document=content,
        actor=actor_of(request).name,
        idempotency_key=key,
        fingerprint=fingerprint,
        caller=caller_of(request),
    )
    if recorded.repeated:
        return json_bytes(recorded.answer, headers={"Idempotency-Replayed": "true"})
    lines = screening_log_of(request)
    if lines.wanted:
        lines.note(recorded.id, recorded.decision, actor_of(request).name, body, request.scope["request_id"])
    metrics_of(request).screening(recorded.decision, len(body.parties), len(body.goods))
    return json_bytes(recorded.answer)


def _fingerprint(body: ScreeningRequestIn) -> str:
    return fingerprint_of(body.model_dump_json().encode())


@router.get("/{id}", summary="One screening", responses=documented(ScreeningOut, 404, 422, 503))
async def get_screening(request: Request, screening_id: ScreeningId) -> Response:
    """The answer as it was given."""
    document = await find_document(request, screening_id)
    return json_bytes(document.answer)


@router.get("/{id}/status", summary="May it go on?", responses=documented(ScreeningStatusOut, 404, 422, 503))
async def get_screening_status(request: Request, screening_id: ScreeningId) -> Response:
    """What a trading or payment system may do now: `release` if nothing was found or two people have decided that it is
    nothing, `reject` if they have decided that it is a true match, `hold` until then. Ask again as often as you like:
    time alone never changes it."""
    document = await find_document(request, screening_id)
    status, items = await runtime_of(request).alerts.read(lambda connection: status_of_screening(connection, document))
    shown = [ItemStatusOut.model_validate(one, from_attributes=True) for one in items]
    return json_model(ScreeningStatusOut(id=document.id, status=status, items=shown))


@router.get("/{id}/request", summary="What was asked", responses=documented(ScreeningRequestIn, 404, 422, 503))
async def get_screening_request(request: Request, screening_id: ScreeningId) -> Response:
    """The request as it was sent."""
    document = await find_document(request, screening_id)
    return json_bytes(document.request)


@router.post("/{id}/replay", summary="Replay a screening", responses=documented(ReplayOut, 404, 409, 422, 503))
async def replay_screening(request: Request, screening_id: ScreeningId) -> Response:
    """Ask the recorded question again, at the recorded time, of the recorded lists, rules and profiles. The answer must
    be the same.

    If those are not in use any more they are put together again from the stored editions. If a part is missing,
    `missing` says which, what is in use now is asked, and the differences are listed. If the question can no longer be
    asked at all, the answer is 409.
    """
    runtime = runtime_of(request)
    document = await find_document(request, screening_id)
    try:
        question = to_request(RecordedRequestIn.model_validate_json(document.request))
        again = await runtime.replays.replay(document, question, runtime.clock(), caller=caller_of(request))
    except (InvalidRequest, ValidationError) as error:
        raise Problem(NOT_REPLAYABLE, f"the recorded question can no longer be asked: {error}") from None
    return json_model(
        ReplayOut(
            id=again.id,
            replayed_at=again.replayed_at,
            same_snapshot=again.same_snapshot,
            missing=list(again.missing),
            identical=again.identical,
            differences=[AnswerDifferenceOut.model_validate(one, from_attributes=True) for one in again.differences],
        )
    )


async def find_document(request: Request, screening_id: str) -> Document:
    """The document of that id, also of a row of a file. That it was read is on record before it is shown. Raises
    Problem if there is none, or none that whoever asks may see."""
    actor, records = actor_of(request), runtime_of(request).records
    document = await records.get(screening_id)
    if document is None and bulk_row_of(screening_id) is not None:
        document = await asyncio.to_thread(job_service_of(request).screening, screening_id)
    if document is None or (document.actor != actor.name and actor.roles.isdisjoint(SEES_ALL_RECORDS)):
        raise Problem(NOT_FOUND, f"there is no screening {screening_id!r}")
    await records.note(Event("record_read", actor.name, document.id, {"operation": request.scope["operation"].name}))
    return document


def idempotency_key(request: Request) -> str | None:
    """The key that makes a retry safe, if there is one. Raises Problem for one that cannot be used."""
    given = next((value for name, value in request.scope["headers"] if name == b"idempotency-key"), None)
    if given is None:
        return None
    key: str = given.decode("latin-1")
    if _KEY.match(key):
        return key
    raise Problem(BAD_HEADER, "Idempotency-Key has to be 1 to 200 printable ASCII characters without spaces")
