"""Suppressions: what is remembered, and ending that."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from service.alerts import decisions
from service.alerts.errors import NotFound
from service.alerts.model import SuppressionStatus
from service.alerts.search import find_suppressions
from service.api import examples
from service.api.actions import body_of, perform
from service.api.alert_views import suppression_out
from service.api.context import actor_of, runtime_of
from service.api.responses import documented, json_body, json_model
from service.api.schemas.alerts import CommentIn, SuppressionListOut, SuppressionOut
from service.api.schemas.base import Key
from service.common.clock import sortable

router = APIRouter(prefix="/v1/suppressions", tags=["Alerts"])

SuppressionId = Annotated[
    str,
    Path(
        alias="id",
        max_length=100,
        description="Id of the suppression.",
        examples=["sup_019ab0f4c1d29f86d081884c7d65"],
    ),
]


@router.get("", summary="List remembered decisions", responses=documented(SuppressionListOut, 422, 503))
async def list_suppressions(
    request: Request,
    status: Annotated[
        SuppressionStatus | None, Query(description="Only those that stand so.", examples=["active"])
    ] = None,
    entity: Annotated[
        Key | None, Query(description="Only of this entity.", examples=["jp_crimea_2014:026-000002"])
    ] = None,
    after: Annotated[Key | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most on a page.", examples=[50])] = 50,
) -> Response:
    """Decisions that are, or were, remembered, newest first, with how often each was applied. A suppression is made by
    an approved disposition that asks for one, and in no other way."""
    runtime = runtime_of(request)
    now = sortable(runtime.clock())
    page = await runtime.alerts.read(
        lambda connection: find_suppressions(connection, now, status=status, entity=entity, after=after, limit=limit)
    )
    return json_model(
        SuppressionListOut(suppressions=[suppression_out(one) for one in page.suppressions], next=page.next)
    )


@router.get("/{id}", summary="One remembered decision", responses=documented(SuppressionOut, 404, 422, 503))
async def get_suppression(request: Request, suppression_id: SuppressionId) -> Response:
    """A suppression, and whether it holds."""
    return await _shown(request, suppression_id)


@router.post(
    "/{id}/revoke",
    summary="End a remembered decision",
    responses=documented(SuppressionOut, 400, 404, 409, 413, 415, 422, 503),
    openapi_extra=json_body(CommentIn, examples.COMMENTS),
)
async def revoke_suppression(request: Request, suppression_id: SuppressionId) -> Response:
    """One person is enough: it only makes more alerts. From now on no answer rests on it, on no server."""
    body = await body_of(request, CommentIn)
    runtime = runtime_of(request)
    action = decisions.revoke(suppression_id, body.comment, actor_of(request).name, runtime.clock())
    await perform(request, action)
    await runtime.alerts.refresh()
    return await _shown(request, suppression_id)


async def _shown(request: Request, suppression_id: str) -> Response:
    runtime = runtime_of(request)
    now = sortable(runtime.clock())
    page = await runtime.alerts.read(lambda connection: find_suppressions(connection, now, ids=[suppression_id]))
    if not page.suppressions:
        raise NotFound(f"there is no suppression {suppression_id!r}")
    return json_model(suppression_out(page.suppressions[0]))
