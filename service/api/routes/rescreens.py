"""Rescreens: the book screened again, and what certifies it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from service.api import examples
from service.api.actions import body_of
from service.api.context import actor_of, runtime_of
from service.api.responses import documented, json_body, json_bytes, json_model
from service.api.schemas.base import Key
from service.api.schemas.subjects import CertificateOut, RescreenIn, RescreenListOut, RescreenOut
from service.api.subject_views import rescreen_out
from service.common.lookups import look_up
from service.customers.model import RescreenState

router = APIRouter(prefix="/v1/rescreens", tags=["Book"])

RescreenId = Annotated[
    str,
    Path(alias="id", max_length=100, description="Id of the rescreen.", examples=["rsc_019ab0f4c1d29f86d081884c7d65"]),
]


@router.get("", summary="List rescreens", responses=documented(RescreenListOut, 422, 503))
async def list_rescreens(
    request: Request,
    state: Annotated[RescreenState | None, Query(description="Only those in it.", examples=["done"])] = None,
    after: Annotated[Key | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most on a page.", examples=[50])] = 50,
) -> Response:
    """Rescreens, newest first."""
    found, next_ = await runtime_of(request).rescreens.page(state=state, after=after, limit=limit)
    return await look_up(
        lambda: json_model(RescreenListOut(rescreens=[rescreen_out(one) for one in found], next=next_))
    )


@router.post(
    "",
    summary="Screen the book again",
    status_code=202,
    responses=documented(RescreenOut, 400, 409, 413, 415, 422, 503, status=202),
    openapi_extra=json_body(RescreenIn, examples.RESCREENS),
)
async def create_rescreen(request: Request) -> Response:
    """A full run over the whole book, on the lists of now. It is needed for no law: what a change of a list asks for is
    done without being asked, and a full run once a day too."""
    body = await body_of(request, RescreenIn)
    runtime = runtime_of(request)
    made = await runtime.rescreens.ask(
        runtime.snapshots.current().sha256, runtime.screenings.today(), actor_of(request).name, body.reason
    )
    return json_bytes(rescreen_out(made).model_dump_json().encode(), status=202)


@router.get("/{id}", summary="One rescreen", responses=documented(RescreenOut, 404, 422, 503))
async def get_rescreen(request: Request, rescreen_id: RescreenId) -> Response:
    """How a rescreen stands."""
    return json_model(rescreen_out(await runtime_of(request).rescreens.get(rescreen_id)))


@router.get(
    "/{id}/certificate", summary="What a rescreen certifies", responses=documented(CertificateOut, 404, 422, 503)
)
async def get_certificate(request: Request, rescreen_id: RescreenId) -> Response:
    """Which lists the book was held against, with which result, and the hash of the record of every subject. The hash
    of the certificate is in the audit chain."""
    found = await runtime_of(request).rescreens.certificate(rescreen_id)
    return json_model(CertificateOut(sha256=found.certificate_sha256 or "", certificate=found.certificate or {}))
