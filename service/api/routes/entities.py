"""What a list says about one target."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from service.api.context import runtime_of
from service.api.problems import NOT_FOUND, NOT_READY, Problem
from service.api.responses import documented, json_model
from service.api.schemas import entities as wire
from service.api.schemas.base import Day
from service.api.schemas.screening_answer import DesignationOut
from service.engine.index.entity_index import listed_on
from service.engine.model.entity import Designation, Entity, ListedDate
from service.engine.model.watchlist import Watchlist

router = APIRouter(prefix="/v1/entities", tags=["Lists"])


@router.get("/{id}", summary="One listed entity", responses=documented(wire.EntityOut, 404, 422, 503))
async def get_entity(
    request: Request,
    entity_id: Annotated[
        str,
        Path(alias="id", max_length=300, description="`watchlist:record`.", examples=["jp_crimea_2014:026-000002"]),
    ],
    as_of: Annotated[
        Day | None, Query(description="The day asked about; today (where the service is run) if left out.")
    ] = None,
) -> Response:
    """Everything the list says about it, as the list said so on that day."""
    runtime = runtime_of(request)
    snapshot = runtime.snapshots.current()
    entity = snapshot.entity(entity_id)
    if entity is None:
        raise Problem(NOT_FOUND, f"there is no listed entity {entity_id!r}")
    watchlist = snapshot.watchlist(entity.watchlist)
    if watchlist is None:
        raise Problem(NOT_READY, f"the watchlist {entity.watchlist} of this entity is not loaded")
    return json_model(_entity(entity, watchlist, as_of or runtime.screenings.today()))


def _entity(entity: Entity, watchlist: Watchlist, on: date) -> wire.EntityOut:
    active = [one for one in entity.designations if listed_on(one, on)]
    return wire.EntityOut(
        id=entity.id,
        watchlist=entity.watchlist,
        record_id=entity.record_id,
        edition=watchlist.edition,
        edition_sha256=watchlist.sha256,
        as_of=on,
        listed=bool(active) or not entity.designations,
        type=entity.type,
        names=[wire.NameOut.model_validate(name, from_attributes=True) for name in entity.names],
        designations=[_designation(one) for one in active],
        other_designations=[_designation(one) for one in entity.designations if one not in active],
        birth_dates=[_listed_date(one) for one in entity.birth_dates if _said_on(one, on)],
        birth_places=list(entity.birth_places),
        nationalities=list(entity.nationalities),
        countries=list(entity.countries),
        gender=entity.gender,
        titles=list(entity.titles),
        positions=list(entity.positions),
        identifiers=[wire.ListedIdentifierOut.model_validate(one, from_attributes=True) for one in entity.identifiers],
        addresses=[wire.AddressOut.model_validate(one, from_attributes=True) for one in entity.addresses],
        links=[wire.LinkOut.model_validate(one, from_attributes=True) for one in entity.links],
        facts=[wire.FactOut(heading=heading, text=text) for heading, text in entity.facts],
        remarks=entity.remarks,
        location=wire.LocationOut.model_validate(entity.location, from_attributes=True),
    )


def _designation(one: Designation) -> DesignationOut:
    return DesignationOut(
        programme=one.programme,
        authority=one.authority,
        legal_basis=one.legal_basis,
        measures=list(one.measures),
        listed_on=one.listed_on,
        delisted_on=one.delisted_on,
        source_url=one.source_url,
    )


def _said_on(one: ListedDate, on: date) -> bool:
    return (one.since is None or one.since <= on) and (one.until is None or on < one.until)


def _listed_date(one: ListedDate) -> wire.ListedDateOut:
    return wire.ListedDateOut(
        raw=one.raw,
        earliest=None if one.earliest is None else str(one.earliest),
        latest=None if one.latest is None else str(one.latest),
        circa=one.circa,
        since=one.since,
        until=one.until,
    )
