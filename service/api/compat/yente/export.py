"""`/datasets/{id}/...`: official lists as FollowTheMoney JSON lines, whole and as changes between their editions.

Data loaders of yente and nomenklatura read both. Users' own lists and licensed data are not handed on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse
from pydantic_core import to_json

from service.api.compat.yente.catalogue import is_open
from service.api.compat.yente.editions import Sighting, chain_of, moments, versions
from service.api.compat.yente.entity import Document, objects
from service.api.compat.yente.system import with_etag
from service.api.compat.yente.view import View, view_of
from service.api.context import runtime_of
from service.api.problems import NOT_FOUND, NOT_READY, Problem
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.loading import load_edition
from service.watchlists.editions.store import Store, store_of
from service.watchlists.errors import ListError

router = APIRouter(prefix="/datasets/{id}", include_in_schema=False)

MEDIA_TYPE = "application/json+ftm"
_TIMES = ("first_seen", "last_seen", "last_change")
_LINES = 500
DatasetId = Annotated[str, Path(alias="id", max_length=100)]


@router.get("/entities.ftm.json")
async def export(request: Request, dataset: DatasetId) -> Response:
    """Everything that the loaded edition lists, one object a line."""
    view = await view_of(request)
    watchlist = _official(view, dataset)
    today, seen = runtime_of(request).screenings.today(), view.sightings[dataset]
    etag = f'"{seen.version}-{view.snapshot.sha256[:12]}-{today}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    listed = watchlist.entities[: len(watchlist.entities) - watchlist.former]
    lines = (to_json(one) for entity in listed for one in objects(entity, watchlist, seen.of(entity.id), today))
    return StreamingResponse(_pieces(lines), headers=headers, media_type=MEDIA_TYPE)


@router.get("/delta.json")
async def list_deltas(request: Request, dataset: DatasetId) -> Response:
    """Where the changes are that lead to each edition from the one before."""
    view = await view_of(request)
    _official(view, dataset)
    base = f"{str(request.base_url).rstrip('/')}/yente/datasets/{dataset}/delta"
    later = view.sightings[dataset].versions[1:]
    return with_etag(request, to_json({"versions": {version: f"{base}/{version}.json" for version in later}}))


@router.get("/delta/{version}.json")
async def get_delta(request: Request, dataset: DatasetId, version: Annotated[str, Path(max_length=30)]) -> Response:
    """What an edition adds, changes and drops, one operation a line."""
    view = await view_of(request)
    watchlist = _official(view, dataset)
    runtime = runtime_of(request)
    store, today = store_of(runtime.settings), runtime.screenings.today()
    try:
        before, after, seen = await asyncio.to_thread(_two_editions, store, watchlist, version)
    except ListError as error:
        raise Problem(NOT_READY, f"the editions of {dataset} cannot be read: {error}") from error
    first_seen = view.sightings[dataset].of

    def described(some: Watchlist, at: Callable[[str], Sighting]) -> dict[str, Document]:
        found = (one for entity in some.entities for one in objects(entity, some, at(entity.id), today))
        return {one["id"]: one for one in found}

    def lines() -> Iterator[bytes]:
        old = described(before, lambda _: seen)
        new = described(after, lambda id_: Sighting(min(first_seen(id_).first, seen.first), seen.last, seen.changed))
        yield from (to_json(one) for one in operations(old, new))

    return StreamingResponse(_pieces(lines()), media_type=MEDIA_TYPE)


def operations(old: dict[str, Document], new: dict[str, Document]) -> Iterator[Document]:
    """What makes the new objects of the old ones. When something was seen is no change of it."""
    for id_ in old.keys() - new.keys():
        yield {"op": "DEL", "entity": {"id": id_}}
    for id_, document in new.items():
        known = old.get(id_)
        if known is None:
            yield {"op": "ADD", "entity": document}
        elif _without_times(known) != _without_times(document):
            yield {"op": "MOD", "entity": document}


def _without_times(document: Document) -> Document:
    return {name: value for name, value in document.items() if name not in _TIMES}


def _two_editions(store: Store, watchlist: Watchlist, version: str) -> tuple[Watchlist, Watchlist, Sighting]:
    """The edition of a version, the one before it, and when it came. Raises Problem or ListError."""
    chain = chain_of(store, watchlist)
    known = versions(chain)
    if version not in known[1:]:
        raise Problem(NOT_FOUND, f"no changes lead to a version {version!r} of {watchlist.id}")
    place = known.index(version)
    at = moments(chain)[place]
    before, after = (load_edition(store, chain[one]) for one in (place - 1, place))
    return before, after, Sighting(at, at, at)


def _official(view: View, dataset: str) -> Watchlist:
    watchlist = view.watchlists.get(dataset)
    if watchlist is None or not is_open(dataset):
        known = ", ".join(one for one in view.watchlists if is_open(one))
        raise Problem(NOT_FOUND, f"there is no open data of {dataset!r}; there is of {known}")
    return watchlist


def _pieces(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines, many at a time."""
    waiting: list[bytes] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == _LINES:
            yield b"\n".join(waiting) + b"\n"
            waiting.clear()
    if waiting:
        yield b"\n".join(waiting) + b"\n"
