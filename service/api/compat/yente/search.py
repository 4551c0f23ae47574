"""`GET /search/{dataset}`: look listed entities up by words of their names, as a search box does. Not a screening."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic_core import to_json

from service.api.compat.yente.datasets import Scope
from service.api.compat.yente.entities import MAX_OFFSET, Limit, Offset
from service.api.compat.yente.entity import countries_of, schema_of, topics_of
from service.api.compat.yente.match import scope_of
from service.api.compat.yente.messages import SINCE
from service.api.compat.yente.model import is_a, properties, schemas, topic_label
from service.api.compat.yente.screening import INVALID_QUERY
from service.api.compat.yente.view import View, view_of
from service.api.context import runtime_of
from service.api.problems import Problem
from service.api.responses import json_bytes
from service.common.lookups import look_up
from service.engine.model.entity import Entity
from service.watchlists.parsing.countries import country_name

router = APIRouter(include_in_schema=False)

Facet = Literal["countries", "topics", "datasets", "schema", "genders"]

_MOST_VALUES = 1_000
_SYNTAX = re.compile(
    r"(?:\S:\S)|[~^\[\]{}\\]|(?:^|\s)(?:AND|OR|NOT|&&|\|\|)(?:\s|$)|(?:^|\s)[-+!]\w|\w[*?]\w|(?:^|\s)[*?]|\?"
)
"""What means something in the query language of Lucene, which is not spoken here, and never stands in a name."""

_LABELS: dict[str, Callable[[View, str], str]] = {
    "countries": lambda _, value: country_name(value) or value,
    "topics": lambda _, value: topic_label(value),
    "datasets": lambda view, value: view.watchlists[value].title,
    "schema": lambda _, value: schemas()[value].plural,
    "genders": lambda _, value: value,
}
_HEADINGS = {
    "countries": "Countries",
    "topics": "Topics",
    "datasets": "Data sources",
    "schema": "Entity types",
    "genders": "Genders",
}
_SORTS = ("first_seen", "last_seen", "last_change", "caption", "name", "schema")


@dataclass(frozen=True, slots=True)
class Filters:
    """What an entity must be. Of several values of one kind, one is enough, or with `all_` each is needed."""

    scope: Scope
    schema: str
    exclude_schema: frozenset[str]
    values: dict[str, frozenset[str]]
    properties: tuple[tuple[str, str], ...]
    all_: bool
    changed_since: str | None
    target: bool | None


@router.get("/search/{dataset}")
async def search(
    request: Request,
    dataset: str,
    q: str = "",
    schema: str = "Thing",
    include_dataset: Annotated[list[str] | None, Query()] = None,
    exclude_dataset: Annotated[list[str] | None, Query()] = None,
    exclude_schema: Annotated[list[str] | None, Query()] = None,
    changed_since: Annotated[str | None, Query(pattern=SINCE)] = None,
    countries: Annotated[list[str] | None, Query()] = None,
    topics: Annotated[list[str] | None, Query()] = None,
    datasets: Annotated[list[str] | None, Query()] = None,
    filter_: Annotated[list[str] | None, Query(alias="filter")] = None,
    limit: Limit = 10,
    offset: Offset = 0,
    sort: Annotated[list[str] | None, Query()] = None,
    target: bool | None = None,
    fuzzy: bool = False,
    simple: bool = False,
    facets: Annotated[list[Facet] | None, Query()] = None,
    filter_op: Literal["AND", "OR"] = "OR",
) -> Response:
    """Entities whose names have all words of `q`. A word may end in `*`; with `simple` the last word may go on."""
    view = await view_of(request)
    if schema not in schemas():
        raise Problem(INVALID_QUERY, f"Invalid schema: {schema}. Known: {', '.join(schemas())}")
    if fuzzy:
        detail = "fuzzy is not understood: names that are written differently are found by POST /match/{dataset}"
        raise Problem(INVALID_QUERY, detail)
    filters = Filters(
        scope=scope_of(dataset, include_dataset or (), exclude_dataset or (), view.snapshot.watchlists),
        schema=schema,
        exclude_schema=frozenset(exclude_schema or ()),
        values={
            kind: frozenset(value.lower() if kind == "countries" else value for value in given)
            for kind, given in (("countries", countries), ("topics", topics), ("datasets", datasets))
            if given
        },
        properties=tuple(map(_property_filter, filter_ or ())),
        all_=filter_op == "AND",
        changed_since=changed_since,
        target=target,
    )
    order = [_sort(one) for one in sort or ()]
    words = q if simple else _plain(q)
    today = runtime_of(request).screenings.today()
    answer = await look_up(
        lambda: _answer(view, words, filters, order, today, limit, min(offset, MAX_OFFSET), facets, simple)
    )
    return json_bytes(to_json(answer))


def _answer(
    view: View,
    words: str,
    filters: Filters,
    order: Sequence[tuple[str, bool]],
    on: date,
    limit: int,
    offset: int,
    facets: Sequence[Facet] | None,
    simple: bool,
) -> dict[str, Any]:
    prefix = simple or words.rstrip().endswith("*")
    entities: Iterable[Entity] = view.names.entities
    if words.strip():
        entities = [one.entity for one in view.names.find(words, prefix=prefix)]
    found = [one for one in entities if _passes(one, view, filters, on)]
    for field, down in reversed(order):
        found.sort(key=lambda one, field=field: _key(one, view, field), reverse=down)  # type: ignore[misc]
    return {
        "results": [view.flat(one, on) for one in found[offset : offset + limit]],
        "facets": {name: _facet(name, found, view, on) for name in facets or ("countries", "topics", "datasets")},
        "total": {"value": len(found), "relation": "eq"},
        "limit": limit,
        "offset": offset,
    }


def _passes(entity: Entity, view: View, filters: Filters, on: date) -> bool:
    schema = schema_of(entity)
    if (
        not filters.scope.holds(entity.watchlist)
        or schema in filters.exclude_schema
        or not is_a(schema, filters.schema)
    ):
        return False
    for kind, wanted in filters.values.items():
        has = wanted & frozenset(_values(kind, entity, on))
        if not has or (filters.all_ and has != wanted):
            return False
    if filters.changed_since is not None and not view.changed_after(entity, filters.changed_since):
        return False
    if filters.target is None and not filters.properties:
        return True
    document = view.flat(entity, on)
    if filters.target is not None and document["target"] != filters.target:
        return False
    return all(value in document["properties"].get(name, ()) for name, value in filters.properties)


def _values(kind: str, entity: Entity, on: date) -> Iterable[str]:
    if kind == "countries":
        return countries_of(entity)
    if kind == "topics":
        return topics_of(entity, on)
    if kind == "genders":
        return (entity.gender,) if entity.gender else ()
    return (entity.watchlist,) if kind == "datasets" else (schema_of(entity),)


def _facet(name: str, found: Iterable[Entity], view: View, on: date) -> dict[str, Any]:
    counted = Counter(value for one in found for value in set(_values(name, one, on)))
    some = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_MOST_VALUES]
    values = [{"name": value, "label": _LABELS[name](view, value), "count": count} for value, count in some]
    return {"label": _HEADINGS[name], "values": values}


def _key(entity: Entity, view: View, field: str) -> str:
    if field in ("caption", "name"):
        return entity.names[0].text.casefold()
    if field == "schema":
        return schema_of(entity)
    seen = view.seen(entity)
    return {"first_seen": seen.first, "last_seen": seen.last, "last_change": seen.changed}[field].isoformat()


def _plain(text: str) -> str:
    """A text that means the same with and without the query language. Raises Problem."""
    found = _SYNTAX.search(text)
    if found is None:
        return text
    detail = (
        f"{found[0].strip()!r} belongs to the query language of Lucene, which is not understood here: give words of "
        "names, the last of which may end in *, or set simple=true to have everything read as words"
    )
    raise Problem(INVALID_QUERY, detail)


def _property_filter(text: str) -> tuple[str, str]:
    field, separator, value = text.partition(":")
    name = field.removeprefix("properties.")
    if not separator or name not in {one.name for one in properties()}:
        raise Problem(INVALID_QUERY, f"Invalid filter: {text!r}. Expected property:value")
    return name, value


def _sort(text: str) -> tuple[str, bool]:
    field, _, order = text.partition(":")
    if field not in _SORTS or order not in ("", "asc", "desc"):
        raise Problem(INVALID_QUERY, f"Invalid sort: {text!r}. Expected one of {', '.join(_SORTS)}, with :asc or :desc")
    return field, order == "desc"
