"""Which lists are searched, in which edition, and with which settings."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from service.api.context import runtime_of
from service.api.freshness import freshness
from service.api.problems import NOT_FOUND, Problem
from service.api.responses import documented, json_model
from service.api.schemas.editions import FreshnessOut
from service.api.schemas.watchlists import (
    NotLoadedOut,
    ProfileOut,
    ProfilesOut,
    SkippedOut,
    WatchlistDetailOut,
    WatchlistOut,
    WatchlistsOut,
)
from service.engine.matching.profile import Profile
from service.engine.model.watchlist import Watchlist
from service.settings import Settings
from service.watchlists.catalogue import catalogue, lookup
from service.watchlists.service import addresses

router = APIRouter(prefix="/v1", tags=["Lists"])

_MOST_SKIPPED = 1000


@router.get("/watchlists", summary="All watchlists", responses=documented(WatchlistsOut, 503))
async def list_watchlists(request: Request) -> Response:
    """Every watchlist that is loaded, with its edition and hash."""
    snapshot = runtime_of(request).snapshots.current()
    watchlists = sorted(snapshot.watchlists, key=lambda watchlist: watchlist.id)
    fresh = await asyncio.to_thread(freshness, runtime_of(request))
    return json_model(
        WatchlistsOut(
            watchlists=[WatchlistOut(**_fields(one, fresh.get(one.id))) for one in watchlists],
            not_loaded=await asyncio.to_thread(_not_loaded, runtime_of(request).settings, watchlists, fresh),
            snapshot_sha256=snapshot.sha256,
        )
    )


@router.get("/watchlists/{id}", summary="One watchlist", responses=documented(WatchlistDetailOut, 404, 422, 503))
async def get_watchlist(
    request: Request,
    watchlist_id: Annotated[
        str, Path(alias="id", max_length=100, description="Id of the watchlist.", examples=["jp_crimea_2014"])
    ],
) -> Response:
    """One watchlist, with the published records that became no entity and why."""
    snapshot = runtime_of(request).snapshots.current()
    watchlist = snapshot.watchlist(watchlist_id)
    if watchlist is None:
        known = ", ".join(sorted(one.id for one in snapshot.watchlists))
        raise Problem(NOT_FOUND, f"there is no watchlist {watchlist_id!r}; loaded: {known}")
    fresh = await asyncio.to_thread(freshness, runtime_of(request))
    skipped = [
        SkippedOut(file=one.location.file, record=one.location.record, line=one.location.line, reason=one.reason)
        for one in watchlist.skipped[:_MOST_SKIPPED]
    ]
    return json_model(WatchlistDetailOut(**_fields(watchlist, fresh.get(watchlist_id)), skipped_records=skipped))


@router.get("/profiles", summary="All profiles", responses=documented(ProfilesOut, 503))
async def list_profiles(request: Request) -> Response:
    """The settings that a screening can be asked with."""
    profiles = runtime_of(request).snapshots.current().profiles
    return json_model(ProfilesOut(profiles=[_profile(profiles[id_]) for id_ in sorted(profiles)]))


def _not_loaded(settings: Settings, loaded: list[Watchlist], fresh: dict[str, FreshnessOut]) -> list[NotLoadedOut]:
    """The lists of the catalogue that are not loaded, and the user's own whose first import has failed."""
    there = {one.id for one in loaded}
    known = [lookup(one) for one in dict.fromkeys((*catalogue(), *fresh)) if one not in there]
    return [
        NotLoadedOut(
            id=one.id,
            title=one.title,
            authority=one.authority,
            source_url=one.source_url,
            fetched=bool(addresses(settings, one.id)),
            last_attempt=fresh[one.id].last_attempt if one.id in fresh else None,
        )
        for one in known
        if not one.comes_with_the_program
    ]


def _profile(profile: Profile) -> ProfileOut:
    shown = {name: getattr(profile, name) for name in ProfileOut.model_fields}
    pairs = {name: dict(shown[name]) for name in ("decisions", "publication_age_days")}
    return ProfileOut.model_validate(shown | pairs)


def _fields(watchlist: Watchlist, fresh: FreshnessOut | None) -> dict[str, Any]:
    return {
        "id": watchlist.id,
        "title": watchlist.title,
        "authority": watchlist.authority,
        "legal_basis": watchlist.legal_basis,
        "source_url": watchlist.source_url,
        "edition": watchlist.edition,
        "published_on": watchlist.published_on,
        "licence": watchlist.licence,
        "sha256": watchlist.sha256,
        "entities": len(watchlist.entities),
        "former": watchlist.former,
        "skipped": len(watchlist.skipped),
        "freshness": fresh,
    }
