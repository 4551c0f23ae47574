"""Alerts: what waits for a person, and what people do with it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from service.alerts import handling
from service.alerts.model import Alert
from service.alerts.reading import dispositions_of_alert, read_alert, read_events
from service.alerts.reports import report_alerts
from service.alerts.search import AlertQuery, find_alerts
from service.alerts.statuses import AlertStatus, DispositionStatus
from service.api import examples
from service.api.actions import DECIDING, body_of, by, changed_alert, versioned
from service.api.alert_views import AsAnswered, alert_out, disposition_out, in_document, in_row, proposal_of
from service.api.context import actor_of, job_service_of, runtime_of
from service.api.if_match import IF_MATCH
from service.api.responses import documented, json_body, json_model
from service.api.schemas.alerts import (
    AlertFiguresOut,
    AlertListOut,
    AlertOut,
    AlertReportOut,
    AssignIn,
    CommentIn,
    DispositionIn,
    DispositionOut,
)
from service.api.schemas.base import Key, Moment
from service.api.time_range import From, To, beginning_of, range_of
from service.audit.event import Event
from service.bulk.model import bulk_row_of
from service.common.clock import sortable

router = APIRouter(prefix="/v1", tags=["Alerts"])

AlertId = Annotated[
    str,
    Path(alias="id", max_length=100, description="Id of the alert.", examples=["alr_019ab0f4c1d29f86d081884c7d65"]),
]


@router.get("/alerts", summary="List alerts", responses=documented(AlertListOut, 422, 503))
async def list_alerts(
    request: Request,
    status: Annotated[AlertStatus | None, Query(description="Only those that stand so.", examples=["open"])] = None,
    assignee: Annotated[Key | None, Query(description="Only those of this person.", examples=["h.yamada"])] = None,
    watchlist: Annotated[
        Key | None, Query(description="Only those with a match of this list.", examples=["jp_crimea_2014"])
    ] = None,
    entity: Annotated[
        Key | None, Query(description="Only those with this entity.", examples=["jp_crimea_2014:026-000002"])
    ] = None,
    reference: Annotated[Key | None, Query(description="Your reference.", examples=["TRD-2026-0001"])] = None,
    due_before: Annotated[Moment | None, Query(description="Only those due before.", examples=["2026-11-23"])] = None,
    bulk_job: Annotated[
        Key | None,
        Query(description="Only those of rows of this job.", examples=["blk_673be0deb9300774d4ceda31c665"]),
    ] = None,
    undecided: Annotated[bool, Query(description="Only those that nobody has decided yet.")] = False,
    after: Annotated[Key | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most alerts on a page.", examples=[50])] = 50,
) -> Response:
    """Alerts, newest first. Those that are raised meanwhile never shift the pages that follow."""
    due = beginning_of(due_before)
    query = AlertQuery(status, assignee, watchlist, entity, reference, due, after, limit, bulk_job, undecided)

    def read(connection: Connection) -> Response:
        page = find_alerts(connection, query)
        return json_model(AlertListOut(alerts=[alert_out(one) for one in page.alerts], next=page.next))

    return await runtime_of(request).alerts.search_through(read)


@router.get("/reports/alerts", summary="How alerts fare", responses=documented(AlertReportOut, 422, 503))
async def alert_report(request: Request, from_: From = None, to: To = None) -> Response:
    """How many alerts were raised, how many were true, and how long it took to decide: of all, and by list, band of
    score and profile."""
    runtime = runtime_of(request)
    now, (since, until) = sortable(runtime.clock()), range_of(from_, to)
    found = await runtime.alerts.read(lambda connection: report_alerts(connection, from_=since, until=until, now=now))
    return json_model(
        AlertReportOut(figures=[AlertFiguresOut.model_validate(one, from_attributes=True) for one in found])
    )


@router.get("/alerts/{id}", summary="One alert", responses=documented(AlertOut, 404, 422, 503))
async def get_alert(request: Request, alert_id: AlertId) -> Response:
    """An alert with its matches, what was asked, what has happened and what was proposed. That it was read is on
    record."""
    runtime, actor = runtime_of(request), actor_of(request)
    alert, events, dispositions = await runtime.alerts.read(
        lambda connection: (
            read_alert(connection, alert_id),
            read_events(connection, alert_id),
            dispositions_of_alert(connection, alert_id),
        )
    )
    recorded = await _recorded(request, alert)
    if recorded is not None:
        details = {"operation": request.scope["operation"].name}
        await runtime.records.note(Event("record_read", actor.name, recorded[0], details))
    seen = None if recorded is None else recorded[1]
    shown = alert_out(alert, seen=seen, events=events, dispositions=dispositions)
    return versioned(shown, alert.version)


@router.post(
    "/alerts/{id}/assign",
    summary="Take an alert, or give it to somebody",
    responses=documented(AlertOut, *DECIDING),
    openapi_extra=json_body(AssignIn, examples.ASSIGNMENTS) | {"parameters": [IF_MATCH]},
)
async def assign_alert(request: Request, alert_id: AlertId) -> Response:
    """Whoever is given an alert has it in review."""
    body = await body_of(request, AssignIn)
    assignee = body.assignee or actor_of(request).name
    return await changed_alert(request, handling.assign(alert_id, assignee, by(request)))


@router.post(
    "/alerts/{id}/escalate",
    summary="Pass an alert on",
    responses=documented(AlertOut, *DECIDING),
    openapi_extra=json_body(CommentIn, examples.COMMENTS) | {"parameters": [IF_MATCH]},
)
async def escalate_alert(request: Request, alert_id: AlertId) -> Response:
    """For what its officer should not judge alone. Somebody has to take it before anything is proposed."""
    body = await body_of(request, CommentIn)
    return await changed_alert(request, handling.escalate(alert_id, body.comment, by(request)))


@router.post(
    "/alerts/{id}/comments",
    summary="Write something down about an alert",
    responses=documented(AlertOut, *DECIDING),
    openapi_extra=json_body(CommentIn, examples.COMMENTS) | {"parameters": [IF_MATCH]},
)
async def comment_alert(request: Request, alert_id: AlertId) -> Response:
    """Possible in every state. Whoever was about to decide has to look again."""
    body = await body_of(request, CommentIn)
    return await changed_alert(request, handling.comment_on(alert_id, body.comment, by(request)))


@router.post(
    "/alerts/{id}/dispositions",
    summary="Propose a decision",
    status_code=201,
    responses=documented(DispositionOut, *DECIDING, status=201),
    openapi_extra=json_body(DispositionIn, examples.DISPOSITIONS) | {"parameters": [IF_MATCH]},
)
async def propose_disposition(request: Request, alert_id: AlertId) -> Response:
    """Say what matches of an alert are, and why. Another person has to approve it before it takes effect; until then
    the alert holds. There is no time limit. Where the profile lets one person decide, a false positive that is not to
    be remembered is `approved` at once."""
    body = await body_of(request, DispositionIn)
    made = await runtime_of(request).alerts.propose(alert_id, proposal_of(body), by(request))
    # One event further than the version that was proposed on, two if it has taken effect.
    further = 1 if made.status is DispositionStatus.PROPOSED else 2
    return versioned(disposition_out(made), made.alert_version + further, status=201)


async def _recorded(request: Request, alert: Alert) -> tuple[str, AsAnswered] | None:
    """What is on record of the screening that an alert comes from, with its id; for one that a list has raised, of that
    of the alert before it."""
    runtime = runtime_of(request)
    screening_id, previous_id = alert.screening_id, alert.previous_alert_id
    while screening_id is None and previous_id is not None:
        previous = await runtime.alerts.read(partial(read_alert, alert_id=previous_id))
        screening_id, previous_id = previous.screening_id, previous.previous_alert_id
    if screening_id is None:
        return None
    row_of_file = bulk_row_of(screening_id)
    if row_of_file is not None:
        row = await asyncio.to_thread(job_service_of(request).recorded_row, *row_of_file)
        return None if row is None else (screening_id, in_row(alert, row))
    document = await runtime.records.get(screening_id)
    return None if document is None else (screening_id, in_document(alert, document))
