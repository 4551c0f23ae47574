"""Suppressions: what is remembered, and ending that."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from service.alerts.errors import NotFound
from service.alerts.finding_model import SuppressionStatus
from service.alerts.revoking import revoke
from service.alerts.search import SuppressionQuery, find_suppressions
from service.alerts.steps import By
from service.api import examples
from service.api.actions import body_of, perform, versioned
from service.api.alert_views import disposition_out, proposal_to_suppress, suppression_out
from service.api.context import actor_of, refuse_what_the_key_forbids, runtime_of
from service.api.mapping import to_request
from service.api.responses import documented, json_body, json_model
from service.api.schemas.alerts import CommentIn, DispositionOut, SuppressionIn, SuppressionListOut, SuppressionOut
from service.api.schemas.base import Key, Moment
from service.api.schemas.screening_request import OptionsIn, ScreeningRequestIn
from service.api.time_range import beginning_of
from service.common.clock import sortable
from service.screenings.suppression_requests import MOST_HITS, SuppressionRequest, propose_suppression

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
    subject_id: Annotated[Key | None, Query(description="Only of this subject.", examples=["C-1001"])] = None,
    expires_before: Annotated[
        Moment | None,
        Query(description="Only those that expire before, to be looked at again.", examples=["2027-01-01"]),
    ] = None,
    after: Annotated[Key | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most on a page.", examples=[50])] = 50,
) -> Response:
    """Decisions that are, or were, remembered, newest first, with how often each was applied. A suppression is made by
    an approved disposition that asks for one, and in no other way."""
    runtime = runtime_of(request)
    now = sortable(runtime.clock())
    query = SuppressionQuery(status, entity, subject_id, beginning_of(expires_before), None, after, limit)

    def read(connection: Connection) -> Response:
        page = find_suppressions(connection, now, query)
        shown = [suppression_out(one) for one in page.suppressions]
        return json_model(SuppressionListOut(suppressions=shown, next=page.next))

    return await runtime.alerts.search_through(read)


@router.post(
    "",
    summary="Ask for a decision to be remembered",
    status_code=201,
    responses=documented(DispositionOut, 400, 403, 409, 413, 415, 422, 503, status=201),
    openapi_extra=json_body(SuppressionIn, examples.SUPPRESSIONS),
)
async def propose_party_suppression(request: Request) -> Response:
    """Say that a party is none of some listed entities, without waiting until it is screened: what comes from another
    system, for instance. The party is screened, and the answer is the proposal on its alert, which another person has
    to approve (`POST /v1/dispositions/{id}/approve`); until then nothing is suppressed."""
    runtime, actor = runtime_of(request), actor_of(request)
    body = await body_of(request, SuppressionIn)
    options = OptionsIn(profile=body.profile, limit=MOST_HITS)
    screening = ScreeningRequestIn(parties=[body.party], options=options)
    asked = to_request(screening)
    refuse_what_the_key_forbids(request, asked.options)
    document = screening.model_dump_json(exclude_none=True).encode()
    made = await propose_suppression(
        SuppressionRequest(asked, document, tuple(dict.fromkeys(body.entity_ids)), proposal_to_suppress(body)),
        screenings=runtime.screenings,
        alerts=runtime.alerts,
        records=runtime.records,
        by=By(actor.name, runtime.clock(), 0),
    )
    return versioned(disposition_out(made), made.alert_version + 1, status=201)


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
    action = revoke(suppression_id, body.comment, actor_of(request).name, runtime.clock())
    await perform(request, action)
    await runtime.alerts.refresh()
    return await _shown(request, suppression_id)


async def _shown(request: Request, suppression_id: str) -> Response:
    runtime = runtime_of(request)
    now, query = sortable(runtime.clock()), SuppressionQuery(ids=(suppression_id,))
    page = await runtime.alerts.read(lambda connection: find_suppressions(connection, now, query))
    if not page.suppressions:
        raise NotFound(f"there is no suppression {suppression_id!r}")
    return json_model(suppression_out(page.suppressions[0]))
