"""The editions of a watchlist that are kept, and what changed between two of them."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from service.api.context import runtime_of
from service.api.problems import NOT_FOUND, NOT_READY, Problem
from service.api.responses import documented, json_model
from service.api.schemas.editions import (
    ChangedEntityOut,
    EditionDifferenceOut,
    EditionOut,
    EditionsOut,
    FieldChangeOut,
    NamedEntityOut,
    SwitchOut,
)
from service.bootstrap.runtime import Runtime
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.diff import Difference
from service.watchlists.editions.errors import UnknownEditionError
from service.watchlists.editions.model import Edition
from service.watchlists.editions.store import named, store_of
from service.watchlists.errors import ListError
from service.watchlists.service import WatchlistService, bundled_list

router = APIRouter(prefix="/v1/watchlists", tags=["Lists"])

_MOST_CHANGES = 10_000

WatchlistId = Annotated[
    str,
    Path(alias="id", max_length=100, description="Id of the watchlist.", examples=["jp_crimea_2014"]),
]
EditionName = Annotated[str, Query(max_length=100)]


@router.get("/{id}/editions", summary="Editions of a watchlist", responses=documented(EditionsOut, 404, 422, 503))
async def list_editions(request: Request, watchlist_id: WatchlistId) -> Response:
    """Every edition that is kept, oldest first, and when which of them became active."""
    runtime = runtime_of(request)
    return json_model(await asyncio.to_thread(_editions, runtime, watchlist_id))


@router.get("/{id}/diff", summary="What changed", responses=documented(EditionDifferenceOut, 404, 422, 503))
async def compare_editions(
    request: Request,
    watchlist_id: WatchlistId,
    before: Annotated[
        EditionName, Query(alias="from", description="The earlier edition: its SHA-256, first digits or date.")
    ],
    after: Annotated[EditionName, Query(alias="to", description="The later edition, likewise.")],
    limit: Annotated[int, Query(ge=1, le=_MOST_CHANGES, description="Longest list of each kind of change.")] = 1000,
) -> Response:
    """Entities added, removed, and changed field by field, between two editions that are kept."""
    runtime = runtime_of(request)
    watchlist_service = WatchlistService(runtime.settings, store_of(runtime.settings), runtime.clock)
    try:
        if (
            watchlist_id not in watchlist_service.store.watchlists()
            and bundled_list(runtime.settings, watchlist_id) is None
        ):
            raise Problem(NOT_FOUND, f"no editions are kept of a watchlist {watchlist_id!r}")
        found = await asyncio.to_thread(watchlist_service.difference, watchlist_id, before, after)
    except UnknownEditionError as error:
        raise Problem(NOT_FOUND, str(error)) from error
    except ListError as error:
        raise Problem(NOT_READY, str(error)) from error
    return json_model(_difference(found, limit))


def _editions(runtime: Runtime, watchlist_id: str) -> EditionsOut:
    store = store_of(runtime.settings)
    loaded = runtime.snapshots.current().watchlist(watchlist_id)
    try:
        stored = store.editions(watchlist_id) if watchlist_id in store.watchlists() else ()
        active, switches = (store.active(watchlist_id), store.switches(watchlist_id)) if stored else (None, ())
    except ListError as error:
        raise Problem(NOT_READY, str(error)) from error
    if loaded is None and not stored:
        raise Problem(NOT_FOUND, f"there is no watchlist {watchlist_id!r}")
    shown = [_edition(one, active == one) for one in stored]
    if loaded is not None and loaded.format == "bundled":
        shown.insert(0, _bundled(loaded))
    log = [SwitchOut.model_validate(one, from_attributes=True) for one in switches]
    return EditionsOut(watchlist=watchlist_id, editions=shown, log=log)


def _edition(one: Edition, active: bool) -> EditionOut:
    left_out = ("watchlist", "engine")
    fields: dict[str, Any] = {key: value for key, value in named(one).items() if key not in left_out}
    return EditionOut(**fields, active=active)


def _bundled(one: Watchlist) -> EditionOut:
    return EditionOut(
        edition=one.edition,
        sha256=one.sha256,
        active=True,
        published_on=one.published_on,
        loaded_at=None,
        reader=one.format,
        entities=len(one.entities),
        skipped=len(one.skipped),
        files=[],
        origins=[],
        notes=list(one.notes),
        accepted=[],
    )


def _difference(found: Difference, limit: int) -> EditionDifferenceOut:
    return EditionDifferenceOut(
        watchlist=found.watchlist,
        from_sha256=found.from_sha256,
        to_sha256=found.to_sha256,
        added_count=len(found.added),
        removed_count=len(found.removed),
        changed_count=len(found.changed),
        added=[NamedEntityOut(id=key, name=name) for key, name in found.added[:limit]],
        removed=[NamedEntityOut(id=key, name=name) for key, name in found.removed[:limit]],
        changed=[
            ChangedEntityOut(
                id=entity.id,
                name=entity.name,
                fields=[FieldChangeOut.model_validate(one, from_attributes=True) for one in entity.fields],
            )
            for entity in found.changed[:limit]
        ],
    )
