"""`GET /entities/{id}`: one listed entity, and what is connected with it."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic_core import to_json

from service.api.compat.yente.entity import Document, parts
from service.api.compat.yente.model import properties_of
from service.api.compat.yente.view import View, view_of
from service.api.context import runtime_of
from service.api.problems import NOT_FOUND, Problem
from service.api.responses import json_bytes
from service.engine.model.entity import Entity

router = APIRouter(include_in_schema=False)

MAX_PAGE = 500
MAX_OFFSET = 9_499

EntityId = Annotated[str, Path(alias="id", max_length=300)]
Limit = Annotated[int, Query(ge=0, le=MAX_PAGE)]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET)]


@router.get("/entities/{id}")
async def get_entity(request: Request, entity_id: EntityId, nested: bool = True) -> Response:
    """Everything that is said of one entity, its parts in it unless `nested` is false."""
    view = await view_of(request)
    entity = found_entity(view, entity_id)
    if (elsewhere := _moved(request, view, entity, entity_id)) is not None:
        return elsewhere
    today = runtime_of(request).screenings.today()
    return json_bytes(to_json(view.nested(entity, today) if nested else view.flat(entity, today)))


@router.get("/entities/{id}/adjacent")
async def get_adjacent(request: Request, entity_id: EntityId, limit: Limit = 10, offset: Offset = 0) -> Response:
    """An entity, and a page of its parts of each kind."""
    view = await view_of(request)
    entity = found_entity(view, entity_id)
    if (elsewhere := _moved(request, view, entity, entity_id)) is not None:
        return elsewhere
    document = view.flat(entity, runtime_of(request).screenings.today())
    pages = {name: _page(some, limit, offset) for name, some in parts(entity, document).items() if some}
    return json_bytes(to_json({"entity": document, "adjacent": pages}))


@router.get("/entities/{id}/adjacent/{property}")
async def get_adjacent_by_property(
    request: Request,
    entity_id: EntityId,
    property_: Annotated[str, Path(alias="property", max_length=100)],
    limit: Limit = 10,
    offset: Offset = 0,
) -> Response:
    """A page of the parts of an entity that stand under one property."""
    view = await view_of(request)
    entity = found_entity(view, entity_id)
    if (elsewhere := _moved(request, view, entity, entity_id)) is not None:
        return elsewhere
    document = view.flat(entity, runtime_of(request).screenings.today())
    known = properties_of(document["schema"]).get(property_)
    if known is None or known.type != "entity":
        raise Problem(NOT_FOUND, f"No such property: {property_}")
    return json_bytes(to_json(_page(parts(entity, document).get(property_, []), limit, offset)))


def found_entity(view: View, entity_id: str) -> Entity:
    """The entity of an id. Raises Problem if there is none."""
    entity = view.entity(entity_id)
    if entity is None:
        raise Problem(NOT_FOUND, f"No such entity: {entity_id}")
    return entity


def _moved(request: Request, view: View, entity: Entity, entity_id: str) -> Response | None:
    """To the id of its own, for an entity that was asked for by another."""
    public = view.public_id(entity)
    if public == entity_id:
        return None
    path = request.scope["path"].replace(f"/entities/{entity_id}", f"/entities/{quote(public, safe='')}", 1)
    query = request.url.query
    return RedirectResponse(f"{request.scope.get('root_path', '')}{path}{'?' + query if query else ''}", 308)


def _page(some: list[Document], limit: int, offset: int) -> dict[str, Any]:
    return {
        "results": some[offset : offset + limit],
        "total": {"value": len(some), "relation": "eq"},
        "limit": limit,
        "offset": offset,
    }
