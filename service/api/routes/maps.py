"""A picture of where goods come from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import ValidationError
from pydantic_core import from_json

from service.api.context import runtime_of
from service.api.mapping import to_request
from service.api.problems import NOT_FOUND, NOT_REPLAYABLE, Problem
from service.api.responses import problem_responses
from service.api.routes.screenings import ScreeningId, find_document
from service.api.schemas.screening_request import ScreeningRequestIn
from service.engine.goods.map import render_map
from service.engine.screening.recorded_assessment import assessment_of

router = APIRouter(prefix="/v1/screenings", tags=["Screenings"])

_HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}
_PICTURE = {"description": "The picture.", "content": {"image/svg+xml": {"schema": {"type": "string"}}}}


@router.get(
    "/{id}/goods/{goods_id}/map",
    summary="Map of the origin of goods",
    responses=problem_responses(404, 409, 422, 503) | {200: _PICTURE},
    response_class=Response,
)
async def draw_goods_map(
    request: Request,
    screening_id: ScreeningId,
    goods_id: Annotated[str, Path(max_length=200, description="Your id for the line of goods.", examples=["line-1"])],
) -> Response:
    """The place the evidence points to, the territory, and the position declared, as SVG. Draws the recorded answer."""
    runtime = runtime_of(request)
    rules = runtime.snapshots.current().rules
    document = await find_document(request, screening_id)
    lines = from_json(document.answer)["goods"]
    position = next((place for place, line in enumerate(lines) if line["id"] == goods_id), None)
    if position is None:
        raise Problem(NOT_FOUND, f"the screening {screening_id} has no goods {goods_id!r}")
    try:
        asked = to_request(ScreeningRequestIn.model_validate_json(document.request)).goods[position]
        picture = render_map(assessment_of(lines[position]), rules, asked.goods.origin)
    except (ValidationError, TypeError, KeyError) as error:
        raise Problem(NOT_REPLAYABLE, f"this answer is of another version and cannot be drawn: {error}") from None
    return Response(picture.encode(), headers=_HEADERS, media_type="image/svg+xml")
