"""`/reconcile/{dataset}`: the reconciliation API 0.2, as OpenRefine speaks it.

Queries are a screening on record, like a match. Suggestions and extensions only read the lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from service.api.compat.yente.entities import found_entity
from service.api.compat.yente.entity import Document, schema_of
from service.api.compat.yente.match import check_algorithm, scope_of, show_hits_in_steps, wanted
from service.api.compat.yente.messages import MAX_BATCH, MatchParameters, match_parameters
from service.api.compat.yente.model import Property, Schema, matchable, properties, properties_of, schemas, topic_label
from service.api.compat.yente.preview import PREVIEW_HEADERS, preview_body, preview_page
from service.api.compat.yente.query import Example, read_example
from service.api.compat.yente.reconciliation_messages import (
    ExtensionIn,
    ExtensionPropertyIn,
    ReconciliationBatchIn,
    ReconciliationQueryIn,
)
from service.api.compat.yente.screening import INVALID_QUERY, Thresholds, refused, screen_examples
from service.api.compat.yente.view import View, view_of
from service.api.context import caller_of, runtime_of
from service.api.problems import NOT_FOUND, Problem, from_validation
from service.api.request_body import SMALL, read_form
from service.api.responses import json_bytes
from service.common.cooperative import Steps
from service.common.lookups import aside, look_up
from service.engine.model.entity import Entity
from service.engine.screening.errors import Fault, InvalidRequest
from service.watchlists.parsing.countries import country_name

router = APIRouter(prefix="/reconcile/{dataset}", include_in_schema=False)

_SPACE = "https://www.opensanctions.org/reference/#schema"
_BATCH = 50
_MOST_SUGGESTIONS = 100
_Message = TypeVar("_Message", bound=BaseModel)
Prefix = Annotated[str, Query(max_length=500)]


@router.get("")
async def manifest(request: Request, dataset: str) -> Response:
    """What this service can do, and where."""
    view = await view_of(request)
    scope_of(dataset, (), (), view.snapshot.watchlists)
    base = f"{str(request.base_url).rstrip('/')}/yente/reconcile/{dataset}"
    query = f"?{request.url.query}" if request.url.query else ""
    title = view.watchlists[dataset].title if dataset in view.watchlists else dataset
    return json_bytes(to_json(_manifest(f"{title} (Sekisho)", base, query)))


@router.post("")
async def reconcile(request: Request, dataset: str) -> Response:
    """Answer queries, or give properties of entities."""
    form = await read_form(request, limit=runtime_of(request).settings.max_body_bytes)
    if form.get("extend", "").strip():
        return await _extend(request, await _read(form["extend"], ExtensionIn))
    if "queries" not in form:
        raise Problem(INVALID_QUERY, "send `queries` or `extend` in the form")
    return await _queries(request, dataset, (await _read(form["queries"], ReconciliationBatchIn)).root)


@router.get("/suggest/entity")
async def suggest_entity(
    request: Request,
    dataset: str,
    prefix: Prefix = "",
    limit: Annotated[int, Query(ge=1, le=_MOST_SUGGESTIONS)] = 10,
) -> Response:
    """Entities whose names have these words, the last of which may go on."""
    view = await view_of(request)
    scope = scope_of(dataset, (), (), view.snapshot.watchlists)

    def found() -> bytes:
        names = view.names.find(prefix, prefix=True)
        some = [one.entity for one in names if scope.holds(one.entity.watchlist)][:limit]
        return to_json({"result": [_candidate(one, view) for one in some]})

    return json_bytes(await look_up(found))


@router.get("/suggest/property")
async def suggest_property(prefix: Prefix = "") -> Response:
    """Properties whose name or label begins like this."""
    found = [one for one in properties() if one.type != "entity" and _begins(prefix, one.name, one.label)]
    return json_bytes(to_json({"result": [_property(one) for one in found[:_MOST_SUGGESTIONS]]}))


@router.get("/suggest/type")
async def suggest_type(prefix: Prefix = "") -> Response:
    """Schemas whose name or label begins like this."""
    found = [one for one in matchable() if _begins(prefix, one.name, one.label, one.plural)]
    return json_bytes(to_json({"result": [_type(one) for one in found]}))


@router.get("/extend/property")
async def propose_properties(type_: Annotated[str, Query(alias="type")] = "Thing", limit: int = 0) -> Response:
    """Properties that entities of a schema may have."""
    if type_ not in schemas():
        raise Problem(INVALID_QUERY, f"Invalid type: {type_}. Known: {', '.join(schemas())}")
    known = [one for one in properties_of(type_).values() if one.type != "entity"]
    some = sorted(known, key=lambda one: one.label)[: limit if limit > 0 else None]
    document = {"type": type_, "properties": [{"id": one.name, "name": one.label} for one in some]}
    return json_bytes(to_json(document | ({"limit": limit} if limit > 0 else {})))


@router.get("/flyout/{kind}")
async def flyout(request: Request, kind: str, id_: Annotated[str, Query(alias="id", max_length=300)]) -> Response:
    """A suggestion in a few words, which OpenRefine shows beside the suggestions."""
    if kind == "entity":
        view = await view_of(request)
        entity = found_entity(view, id_)
        document = view.flat(entity, runtime_of(request).screenings.today())
        html = preview_body(document, view.watchlists[entity.watchlist])
    else:
        html = f"<h1>{escape(_label(kind, _bare(id_)))}</h1><p>{escape(id_)}</p>"
    return json_bytes(to_json({"id": id_, "html": html}))


@router.get("/preview/{id}")
async def preview(
    request: Request, dataset: str, entity_id: Annotated[str, Path(alias="id", max_length=300)]
) -> Response:
    """One entity as a small page."""
    view = await view_of(request)
    entity = found_entity(view, entity_id)
    page = preview_page(view.flat(entity, runtime_of(request).screenings.today()), view.watchlists[entity.watchlist])
    return Response(page, headers=PREVIEW_HEADERS, media_type="text/html; charset=utf-8")


async def _queries(request: Request, dataset: str, queries: dict[str, ReconciliationQueryIn]) -> Response:
    view = await view_of(request)
    try:
        parameters, _ = match_parameters(request.query_params)
    except ValidationError as error:
        raise from_validation(error, MatchParameters) from None
    scope = scope_of(dataset, parameters.include_dataset, parameters.exclude_dataset, view.snapshot.watchlists)
    check_algorithm(parameters.algorithm)
    examples = _examples(queries)
    thresholds = Thresholds(parameters.threshold, parameters.cutoff)
    with runtime_of(request).in_hand.open(caller_of(request)) as place:
        screened = await screen_examples(
            request,
            examples,
            watchlists=scope.watchlists,
            threshold=thresholds.asked(view.snapshot),
            asked=lambda: [dataset, parameters.model_dump(), {key: one.model_dump() for key, one in queries.items()}],
            place=place,
        )
        view, today = await view_of(request), runtime_of(request).screenings.today()
        numbers = thresholds.resolved(view.snapshot)

        def steps() -> Steps[Document]:
            answers: Document = {}
            for key, query in queries.items():
                hits = wanted(screened.hits[key], view, parameters, today)
                shown = yield from show_hits_in_steps(hits, view, numbers, query.limit, today)
                answers[key] = {"result": [_scored(one) for one in shown.results]}
            return answers

        answers = await runtime_of(request).turns.run(steps(), caller=caller_of(request), at_once=1)
    return json_bytes(to_json(answers), headers=screened.headers())


def _examples(queries: dict[str, ReconciliationQueryIn]) -> dict[str, Example]:
    if not 0 < len(queries) <= MAX_BATCH:
        raise Problem(INVALID_QUERY, f"expected 1 to {MAX_BATCH} queries in one batch, got {len(queries)}")
    faults: list[Fault] = []
    examples: dict[str, Example] = {}
    for key, query in queries.items():
        given: dict[str, list[Any]] = {"name": [query.query]} if query.query else {}
        for one in query.properties:
            given.setdefault(_bare(one.pid), []).extend(one.values())
        try:
            examples[key] = read_example(f"/queries/{key}", query.schema_name, given)
        except InvalidRequest as error:
            faults += error.faults
    if faults:
        raise refused(InvalidRequest(faults))
    return examples


async def _extend(request: Request, asked: ExtensionIn) -> Response:
    view, today = await view_of(request), runtime_of(request).screenings.today()
    if len(asked.ids) > MAX_BATCH:
        raise Problem(INVALID_QUERY, f"Too many ids in one batch (limit: {MAX_BATCH})")
    labels = {one.name: one.label for one in properties() if one.type != "entity"}
    unknown = [one.id for one in asked.properties if _bare(one.id) not in labels]
    if unknown:
        raise Problem(INVALID_QUERY, f"Invalid property: {', '.join(unknown)}")
    rows: dict[str, dict[str, list[dict[str, str]]]] = {}
    for id_ in asked.ids:
        entity = view.entity(id_)
        document = None if entity is None else view.flat(entity, today)
        rows[id_] = {one.id: list(_cells(one, document)) for one in asked.properties}
    meta = [{"id": one.id, "name": labels[_bare(one.id)]} for one in asked.properties]
    return json_bytes(to_json({"meta": meta, "rows": rows}), headers={"x-batch-size": str(len(rows))})


def _cells(asked: ExtensionPropertyIn, document: Document | None) -> Iterator[dict[str, str]]:
    if document is None:
        return
    name, settings = _bare(asked.id), asked.settings
    known = properties_of(document["schema"]).get(name)
    values: Sequence[str] = document["properties"].get(name, [])
    for value in values[: settings.limit] if settings.limit > 0 else values:
        yield {"str": _caption(known, value) if settings.render == "caption" else value}


def _caption(known: Property | None, value: str) -> str:
    if known is not None and known.type == "country":
        return country_name(value) or value
    return topic_label(value) if known is not None and known.type == "topic" else value


async def _read(text: str, model: type[_Message]) -> _Message:
    return await aside(lambda: _message(text, model)) if len(text) > SMALL else _message(text, model)


def _message(text: str, model: type[_Message]) -> _Message:
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        problem = from_validation(error, model)
        raise Problem(INVALID_QUERY, problem.detail, problem.errors) from None


def _scored(result: Document) -> Document:
    known = schemas()[result["schema"]]
    return {
        "id": result["id"],
        "name": result["caption"],
        "description": known.label,
        "type": [_type(known)],
        "score": result["score"],
        "match": result["match"],
    }


def _candidate(entity: Entity, view: View) -> Document:
    known = schemas()[schema_of(entity)]
    title = view.watchlists[entity.watchlist].title
    return {
        "id": view.public_id(entity),
        "name": entity.names[0].text,
        "description": f"{known.label}; {title}",
        "notable": [_type(known)],
    }


def _label(kind: str, name: str) -> str:
    labels = {
        "property": {one.name: one.label for one in properties()},
        "type": {one.name: one.label for one in schemas().values()},
    }
    if kind not in labels or name not in labels[kind]:
        raise Problem(NOT_FOUND, f"there is no {kind} {name}")
    return labels[kind][name]


def _type(schema: Schema) -> Document:
    return {"id": schema.name, "name": schema.plural}


def _property(one: Property) -> Document:
    return {"id": one.qualified_name, "name": one.label, "description": f"{one.label} ({one.schema})"}


def _bare(name: str) -> str:
    """`Person:birthDate` and `birthDate` are the same."""
    return name.rpartition(":")[2]


def _begins(prefix: str, *labels: str) -> bool:
    wanted_ = prefix.strip().casefold()
    return bool(wanted_) and any(label.casefold().startswith(wanted_) for label in labels)


def _manifest(name: str, base: str, query: str) -> Document:
    def service(path: str) -> dict[str, str]:
        return {"service_url": base, "service_path": f"{path}{query}"}

    def suggest(kind: str) -> dict[str, str]:
        more = f"&{query[1:]}" if query else ""
        return service(f"/suggest/{kind}") | {"flyout_service_path": f"/flyout/{kind}?id=${{id}}{more}"}

    return {
        "versions": ["0.2"],
        "name": name,
        "identifierSpace": _SPACE,
        "schemaSpace": _SPACE,
        "documentation": "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/",
        "batchSize": _BATCH,
        "defaultTypes": [_type(one) for one in matchable()],
        "view": {"url": f"{base}/preview/{{{{id}}}}{query}"},
        "preview": {"url": f"{base}/preview/{{{{id}}}}{query}", "width": 430, "height": 300},
        "suggest": {kind: suggest(kind) for kind in ("entity", "property", "type")},
        "extend": {
            "propose_properties": service("/extend/property"),
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Limit",
                    "type": "number",
                    "default": 0,
                    "help_text": "Most values in a row (0 for no limit).",
                },
                {
                    "name": "render",
                    "label": "Values",
                    "type": "select",
                    "default": "caption",
                    "help_text": "`Russia`, or `ru`.",
                    "choices": [
                        {"value": "caption", "name": "Values for people"},
                        {"value": "raw", "name": "Values for programs"},
                    ],
                },
            ],
        },
    }
