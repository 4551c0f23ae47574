"""One search over screenings, subjects, alerts and listed parties."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from service.alerts.model import Alert
from service.alerts.search import AlertQuery, alerts_of_screenings, find_alerts, find_one
from service.api.alert_views import alert_out
from service.api.context import actor_of, job_service_of, runtime_of
from service.api.party_views import party_out
from service.api.permissions import PERMISSIONS
from service.api.responses import documented, json_model
from service.api.routes.screening_search import own_only
from service.api.routes.subjects import segments_of
from service.api.schemas.search import SearchOut
from service.api.screening_views import screening_entry_out
from service.api.subject_views import subject_out
from service.audit.event import Event
from service.bulk.model import bulk_row_of
from service.common.lookups import look_up
from service.customers.model import Subject
from service.engine.index.name_directory import words_of
from service.records.model import Document, Entry
from service.records.search import Query as Conditions
from service.screenings.search import ScreeningFound, ScreeningQuery
from service.snapshots.entity_directory import EntityQuery

router = APIRouter(prefix="/v1/search", tags=["Screenings"])


@dataclass(frozen=True, slots=True)
class _Found:
    """Screenings, each once, and whether there are more."""

    screenings: Sequence[ScreeningFound]
    more: bool


@router.get("", summary="Find anything", responses=documented(SearchOut, 422, 503))
async def search_everything(
    request: Request,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=300,
            description="Words of a name, half remembered too; your reference; an id of anything.",
            examples=["Aksyonov"],
        ),
    ],
    limit: Annotated[int, Query(ge=1, le=50, description="Most of each kind.", examples=[10])] = 10,
) -> Response:
    """Past screenings of a party with this name or one like it, counterparties, alerts, and listed parties. Each kind
    is shown to those who may see it, and screenings of others only to those who may. That somebody looked is on record;
    for what is not.
    """
    runtime, text = runtime_of(request), q.strip() or q
    screenings = await _screenings(request, text, limit) if _may(request, "GET /v1/screenings") else None
    seen = _Found((), more=False) if screenings is None else screenings
    subjects = await _subjects(request, text, seen) if _may(request, "GET /v1/subjects") else None
    alerts = None
    if _may(request, "GET /v1/alerts"):
        ids = [one.entry.id for one in seen.screenings]
        alerts = await runtime.alerts.read(partial(_alerts, text=text, screening_ids=ids, limit=limit + 1))
    page = await look_up(
        lambda: runtime.entity_directories.of(runtime.snapshots.current()).find(EntityQuery(text, limit=limit))
    )
    return json_model(
        SearchOut(
            screenings=None if screenings is None else [screening_entry_out(one) for one in screenings.screenings],
            subjects=None if subjects is None else [subject_out(one) for one in subjects[:limit]],
            alerts=None if alerts is None else [alert_out(one) for one in alerts[:limit]],
            entities=[party_out(one, runtime.screenings.today()) for one in page.parties],
            more=seen.more or page.next is not None or len(alerts or ()) > limit or len(subjects or ()) > limit,
        )
    )


def _may(request: Request, operation: str) -> bool:
    roles = PERMISSIONS[operation].roles
    return roles is None or not roles.isdisjoint(actor_of(request).roles)


async def _screenings(request: Request, text: str, limit: int) -> _Found:
    """By id, by reference, by the id of a party, and by name."""
    runtime, who = runtime_of(request), actor_of(request)
    await runtime.records.note(Event("records_searched", who.name, None, {"conditions": ["q"]}))
    own = own_only(who, Conditions(limit=limit))
    found: dict[str, ScreeningFound] = {}
    if (document := await _document(request, text)) is not None and own.actor in (None, document.actor):
        found[document.id] = ScreeningFound(_entry(document), None)
    queries = [
        ScreeningQuery(own_only(who, Conditions(limit=limit, reference=text))),
        ScreeningQuery(own, party_reference=text),
        *([ScreeningQuery(own, name=text, similar=True)] if words_of(text) else []),
    ]
    more = False
    for query in queries:
        page = await runtime.search.find(query)
        more = more or page.next is not None
        for one in page.found:
            if one.match is not None or one.entry.id not in found:
                found[one.entry.id] = one
    return _Found(list(found.values())[:limit], more or len(found) > limit)


async def _document(request: Request, text: str) -> Document | None:
    if bulk_row_of(text) is not None:
        return await asyncio.to_thread(job_service_of(request).screening, text)
    return await runtime_of(request).records.get(text) if text.startswith("scr_") else None


async def _subjects(request: Request, text: str, seen: _Found) -> list[Subject]:
    """By reference, and those of whom the screenings are."""
    names = (one.match.party_id for one in seen.screenings if one.match is not None)
    references = dict.fromkeys((text, *names))
    return await runtime_of(request).book.by_reference(list(references), segments=segments_of(request))


def _alerts(connection: Connection, *, text: str, screening_ids: Sequence[str], limit: int) -> list[Alert]:
    found = find_alerts(connection, AlertQuery(reference=text, limit=limit)).alerts
    of_id = find_one(connection, text)
    of_screenings = alerts_of_screenings(connection, screening_ids)
    by_id = {one.id: one for one in (*of_id, *found, *of_screenings)}
    return list(by_id.values())[:limit]


def _entry(document: Document) -> Entry:
    return Entry(
        document.id,
        document.screened_at,
        document.reference,
        document.decision,
        document.snapshot_sha256,
        document.profile_id,
        document.engine,
        document.actor,
    )
