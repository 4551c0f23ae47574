"""Proposed decisions: the queue of what waits for a second person, and deciding it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from service.alerts import decisions
from service.alerts.approval import Decided
from service.alerts.proposals import MOST_MATCHES
from service.alerts.reading import read_alert, read_disposition
from service.alerts.search import equal_alerts, find_dispositions
from service.alerts.statuses import DispositionStatus
from service.api import examples
from service.api.actions import DECIDING, body_of, by, perform, versioned
from service.api.alert_views import alert_out, disposition_out
from service.api.context import runtime_of
from service.api.if_match import IF_MATCH
from service.api.responses import documented, json_body, json_model
from service.api.schemas.alerts import (
    ApproveIn,
    CommentIn,
    DecidedOut,
    DispositionListOut,
    DispositionOut,
    WithdrawIn,
)
from service.api.schemas.base import Key

router = APIRouter(prefix="/v1/dispositions", tags=["Alerts"])

DispositionId = Annotated[
    str,
    Path(
        alias="id",
        max_length=100,
        description="Id of the disposition.",
        examples=["dsp_019ab0f4c1d29f86d081884c7d65"],
    ),
]


@router.get("", summary="List proposed decisions", responses=documented(DispositionListOut, 422, 503))
async def list_dispositions(
    request: Request,
    status: Annotated[
        DispositionStatus | None, Query(description="Only those that stand so.", examples=["proposed"])
    ] = None,
    after: Annotated[Key | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most on a page.", examples=[50])] = 50,
) -> Response:
    """Decisions that were proposed, oldest first: with `status=proposed` the queue of whoever approves."""

    def read(connection: Connection) -> Response:
        page = find_dispositions(connection, status, after=after, limit=limit)
        shown = [disposition_out(one) for one in page.dispositions]
        return json_model(DispositionListOut(dispositions=shown, next=page.next))

    return await runtime_of(request).alerts.search_through(read)


@router.get("/{id}", summary="One proposed decision", responses=documented(DispositionOut, 404, 422, 503))
async def get_disposition(request: Request, disposition_id: DispositionId) -> Response:
    """A proposal. `ETag` is that of its alert, to be sent back with the decision."""
    found, alert = await runtime_of(request).alerts.read(
        lambda connection: (
            (disposition := read_disposition(connection, disposition_id)),
            read_alert(connection, disposition.alert_id),
        )
    )
    return versioned(disposition_out(found), alert.version)


@router.post(
    "/{id}/approve",
    summary="Approve, as a second person",
    responses=documented(DecidedOut, *DECIDING),
    openapi_extra=json_body(ApproveIn, examples.APPROVALS) | {"parameters": [IF_MATCH]},
)
async def approve_disposition(request: Request, disposition_id: DispositionId) -> Response:
    """Let a proposal take effect. `disposition_sha256` says what you have looked at. Nobody approves a proposal of
    their own, by whatever key. If an entity has changed on the lists meanwhile, the proposal is stale (409)."""
    body = await body_of(request, ApproveIn)
    decided = await runtime_of(request).alerts.approve(disposition_id, body.disposition_sha256, by(request))
    await runtime_of(request).alerts.refresh()
    return await _decided(request, decided)


@router.post(
    "/{id}/return",
    summary="Send back, as a second person",
    responses=documented(DecidedOut, *DECIDING),
    openapi_extra=json_body(CommentIn, examples.COMMENTS) | {"parameters": [IF_MATCH]},
)
async def return_disposition(request: Request, disposition_id: DispositionId) -> Response:
    """Say what is missing. The alert is with whoever proposed again."""
    body = await body_of(request, CommentIn)
    action = decisions.send_back(disposition_id, body.comment, by(request))
    return await _decided(request, await perform(request, action))


@router.post(
    "/{id}/withdraw",
    summary="Take a proposal of one's own back",
    responses=documented(DecidedOut, *DECIDING),
    openapi_extra=json_body(WithdrawIn, examples.COMMENTS) | {"parameters": [IF_MATCH]},
)
async def withdraw_disposition(request: Request, disposition_id: DispositionId) -> Response:
    """Only whoever proposed can do so."""
    body = await body_of(request, WithdrawIn)
    action = decisions.withdraw(disposition_id, body.comment, by(request))
    return await _decided(request, await perform(request, action))


async def _decided(request: Request, decided: Decided) -> Response:
    alert = decided.alert
    equal = await runtime_of(request).alerts.read(
        lambda connection: equal_alerts(connection, alert, limit=MOST_MATCHES)
    )
    shown = DecidedOut(
        disposition=disposition_out(decided.disposition),
        alert=alert_out(alert),
        suppressions=list(decided.suppressions),
        equal_alerts=equal,
    )
    return versioned(shown, alert.version)
