"""Screenings found again, as a list or as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from service.api.context import actor_of, runtime_of
from service.api.permissions import SEES_ALL_RECORDS
from service.api.problems import INVALID, Problem
from service.api.responses import documented, json_model
from service.api.schemas.base import Key
from service.api.schemas.screening_list import ScreeningListOut
from service.api.screening_views import csv_response, screening_entry_out
from service.api.time_range import From, To, range_of
from service.audit.event import Detail, Event
from service.auth.model import Actor
from service.common.lookups import look_up
from service.engine.index.name_directory import words_of
from service.engine.model.decision import Decision
from service.records import search
from service.screenings.listing import all_found, screening_csv
from service.screenings.search import ScreeningQuery

router = APIRouter(prefix="/v1/screenings", tags=["Screenings"])

_FOUND = documented(ScreeningListOut, 422, 503)
_FOUND[200]["content"] = {"text/csv": {"schema": {"type": "string"}}}


@router.get("", summary="Find screenings", responses=_FOUND)
async def list_screenings(
    request: Request,
    name: Annotated[
        str | None,
        Query(min_length=1, max_length=300, description="All words of a party's name.", examples=["Aksyonov"]),
    ] = None,
    similar: Annotated[bool, Query(description="Also names that are written or sound alike.")] = False,
    party_reference: Annotated[Key | None, Query(description="Your id of a party.", examples=["buyer"])] = None,
    reference: Annotated[Key | None, Query(description="Your reference.", examples=["TRD-2026-0001"])] = None,
    actor: Annotated[Key | None, Query(description="Who asked.", examples=["back-office"])] = None,
    decision: Annotated[Decision | None, Query(description="The decision.", examples=["block"])] = None,
    watchlist: Annotated[
        Key | None, Query(description="Id of a list that an entity was hit of.", examples=["jp_crimea_2014"])
    ] = None,
    entity: Annotated[
        Key | None, Query(description="Id of a listed entity that was a hit.", examples=["jp_crimea_2014:026-000002"])
    ] = None,
    profile: Annotated[Key | None, Query(description="The profile used.", examples=["default"])] = None,
    territory: Annotated[
        Key | None, Query(description="Where goods or a party came from, by the answer.", examples=["sevastopol"])
    ] = None,
    min_score: Annotated[
        float | None, Query(ge=0, le=1, description="Least score of the best hit.", examples=[0.9])
    ] = None,
    from_: From = None,
    to: To = None,
    after: Annotated[Key | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most screenings on a page.", examples=[50])] = 50,
    format_: Annotated[
        Literal["json", "csv"],
        Query(alias="format", description="`csv` gives all pages at once, 10,000 screenings at most."),
    ] = "json",
) -> Response:
    """Screenings on record, newest first; of those found by name first those with every word of it. Screenings that
    are added meanwhile never shift the pages that follow. Rows of files are found among them by name, party,
    reference, list, entity, territory, score, `review` and `block`; asked for all screenings of a day, say, they are
    not listed one by one.

    Officers, supervisors and auditors see all, whoever only screens sees those of its own name: after a time-out
    without an idempotency key, the reference says whether there is an answer. That somebody looked for a name is on
    record; which name is not.
    """
    who, runtime = actor_of(request), runtime_of(request)
    if name is not None and not words_of(name):
        raise Problem(INVALID, f"name: expected a word to look for, got {name!r}")
    since, until = range_of(from_, to)
    conditions = search.Query(
        actor=actor,
        reference=reference,
        decision=None if decision is None else decision.value,
        entity=entity,
        watchlist=watchlist,
        profile=profile,
        from_=since,
        until=until,
        after=after,
        limit=limit,
    )
    query = ScreeningQuery(own_only(who, conditions), name, similar, party_reference, territory, min_score)
    if name is not None or party_reference is not None:
        conditions_given: list[Detail] = [*sorted(request.query_params.keys())]
        await runtime.records.note(Event("records_searched", who.name, None, {"conditions": conditions_given}))
    if format_ == "csv":
        return csv_response("screenings.csv", screening_csv(await all_found(runtime.search, query)))
    page = await runtime.search.find(query)

    def written() -> Response:
        shown = [screening_entry_out(one) for one in page.found]
        return json_model(ScreeningListOut(screenings=shown, next=page.next, too_common=list(page.too_common)))

    return await look_up(written)


def own_only(who: Actor, query: search.Query) -> search.Query:
    """The query of whoever does not see the screenings of others, whatever was asked for."""
    if not who.roles.isdisjoint(SEES_ALL_RECORDS):
        return query
    return replace(query, actor=who.name if query.actor in (None, who.name) else "")
