"""Parties found on the lists, and what a list says about one target."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from service.api.context import runtime_of
from service.api.party_views import designation_out, listed_date_out, party_out
from service.api.problems import INVALID, NOT_FOUND, NOT_READY, Problem
from service.api.responses import documented, json_model
from service.api.schemas import entities as schemas
from service.api.schemas.base import CountryCode, Day, Key
from service.common.lookups import look_up
from service.engine.index.entity_index import listed_on
from service.engine.model.entity import Entity, EntityType, ListedDate
from service.engine.model.watchlist import Watchlist
from service.snapshots.entity_directory import EntityQuery, Position

router = APIRouter(prefix="/v1/entities", tags=["Lists"])


@router.get("", summary="Find listed parties", responses=documented(schemas.PartiesFoundOut, 422, 503))
async def find_entities(
    request: Request,
    q: Annotated[
        str | None,
        Query(
            min_length=1,
            max_length=300,
            description="Words of a name or their beginnings, in any order and script that a list has them in; a "
            "number; an id; or the name of a programme. All parties if left out.",
            examples=["aksyon"],
        ),
    ] = None,
    watchlist: Annotated[
        list[Key] | None, Query(description="Only entries of these lists.", examples=[["jp_crimea_2014"]])
    ] = None,
    type_: Annotated[
        EntityType | None, Query(alias="type", description="Only entries of this type.", examples=["person"])
    ] = None,
    country: Annotated[
        CountryCode | None, Query(description="Only entries with this country or nationality.", examples=["UA"])
    ] = None,
    programme: Annotated[
        Key | None, Query(description="Only entries under a programme with all of these words.", examples=["crimea"])
    ] = None,
    after: Annotated[
        str | None, Query(min_length=1, max_length=2_000, description="`next` of the page before.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Most parties on a page.", examples=[20])] = 20,
) -> Response:
    """Parties on the loaded lists, each once with its entries on all of them. All conditions hold of one entry.

    This is looking up, not screening: case, accents and punctuation do not matter, but another spelling of a name is
    not found, and nothing is put on record. To ask whether one may deal with somebody, use `POST /v1/screenings`.
    """
    runtime = runtime_of(request)
    snapshot = runtime.snapshots.current()
    unknown = sorted(set(watchlist or ()) - {one.id for one in snapshot.watchlists})
    if unknown:
        known = ", ".join(one.id for one in snapshot.watchlists)
        raise Problem(INVALID, f"watchlist: there is no list {unknown[0]!r}; loaded: {known}")
    query = EntityQuery(q, tuple(watchlist or ()), type_, country, programme, _position(after), limit)
    today = runtime.screenings.today()

    def found() -> Response:
        page = runtime.entity_directories.of(snapshot).find(query)
        return json_model(
            schemas.PartiesFoundOut(
                parties=[party_out(one, today) for one in page.parties],
                total=page.total,
                next=None if page.next is None else _cursor(page.next),
            )
        )

    return await look_up(found)


def _cursor(position: Position) -> str:
    """A position as text that means nothing to others."""
    text = f"{position.rank}\n{position.name}\n{position.group_id}"
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _position(cursor: str | None) -> Position | None:
    """What `_cursor` has written. Raises Problem."""
    if cursor is None:
        return None
    try:
        rank, name, group_id = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split("\n")
        return Position(int(rank), name, group_id)
    except (binascii.Error, ValueError):
        raise Problem(INVALID, "after: expected `next` of the page before, as it was given") from None


@router.get("/{id}", summary="One listed entity", responses=documented(schemas.EntityOut, 404, 422, 503))
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


def _entity(entity: Entity, watchlist: Watchlist, on: date) -> schemas.EntityOut:
    active = [one for one in entity.designations if listed_on(one, on)]
    return schemas.EntityOut(
        id=entity.id,
        watchlist=entity.watchlist,
        record_id=entity.record_id,
        edition=watchlist.edition,
        edition_sha256=watchlist.sha256,
        as_of=on,
        listed=bool(active) or not entity.designations,
        type=entity.type,
        names=[schemas.NameOut.model_validate(name, from_attributes=True) for name in entity.names],
        designations=[designation_out(one) for one in active],
        other_designations=[designation_out(one) for one in entity.designations if one not in active],
        birth_dates=[listed_date_out(one) for one in entity.birth_dates if _said_on(one, on)],
        birth_places=list(entity.birth_places),
        nationalities=list(entity.nationalities),
        countries=list(entity.countries),
        gender=entity.gender,
        titles=list(entity.titles),
        positions=list(entity.positions),
        identifiers=[
            schemas.ListedIdentifierOut.model_validate(one, from_attributes=True) for one in entity.identifiers
        ],
        addresses=[schemas.AddressOut.model_validate(one, from_attributes=True) for one in entity.addresses],
        links=[schemas.LinkOut.model_validate(one, from_attributes=True) for one in entity.links],
        facts=[schemas.FactOut(heading=heading, text=text) for heading, text in entity.facts],
        remarks=entity.remarks,
        location=schemas.LocationOut.model_validate(entity.location, from_attributes=True),
    )


def _said_on(one: ListedDate, on: date) -> bool:
    return (one.since is None or one.since <= on) and (one.until is None or on < one.until)
