"""`POST /match/{dataset}`: screen entities by example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from pydantic_core import to_json

from service.api.compat.yente.algorithms import ENGINE_NAMES
from service.api.compat.yente.datasets import Scope, UnknownDatasetError, resolve
from service.api.compat.yente.entity import Document, schema_of, topics_of
from service.api.compat.yente.messages import MAX_BATCH, ExampleIn, MatchIn, MatchParameters, match_parameters
from service.api.compat.yente.query import Example, read_example
from service.api.compat.yente.screening import (
    INVALID_QUERY,
    FeatureLine,
    Hit,
    Screened,
    Thresholds,
    refused,
    screen_examples,
)
from service.api.compat.yente.view import View, view_of
from service.api.context import caller_of, runtime_of
from service.api.problems import NOT_FOUND, Problem, from_validation
from service.api.request_body import read_json
from service.api.responses import json_bytes
from service.common.cooperative import Steps, run_to_completion
from service.engine.model.entity import Entity
from service.engine.model.watchlist import Watchlist
from service.engine.screening.errors import Fault, InvalidRequest

router = APIRouter(include_in_schema=False)

_SCHEMA_OF_TYPE = {"person": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}


_HITS_AT_ONCE = 16
"""Hits shown in one step, as entities with all that is known of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Hits of one query: those shown, and how many are matches."""

    results: list[Document]
    total: int


@router.post("/match/{dataset}")
async def match(request: Request) -> Response:
    """Who on the lists may each of these entities be? The whole call is one screening on record; a query that cannot
    be searched fails all of it."""
    runtime = runtime_of(request)
    _, body = await read_json(request, MatchIn, limit=runtime.settings.max_body_bytes, any_type=True)
    try:
        parameters, ignored = match_parameters(request.query_params, body.params)
    except ValidationError as error:
        raise from_validation(error, MatchParameters) from None
    view = await view_of(request)
    dataset = request.scope["path"].rpartition("/")[2]  # not by the router: this is on the fast path
    scope = scope_of(dataset, parameters.include_dataset, parameters.exclude_dataset, view.snapshot.watchlists)
    check_algorithm(parameters.algorithm)
    examples, queries = _examples(body), {key: one for key, one in body.queries.items() if one is not None}
    thresholds = Thresholds(parameters.threshold, parameters.cutoff)
    with runtime.in_hand.open(caller_of(request)) as place:
        screened = await screen_examples(
            request,
            examples,
            watchlists=scope.watchlists,
            threshold=thresholds.asked(view.snapshot),
            asked=lambda: [dataset, parameters.model_dump(), body.model_dump()],
            place=place,
        )
        view = await view_of(request)
        steps = _responses(examples, queries, screened, view, parameters, runtime.screenings.today())
        responses = await runtime.turns.run(steps, caller=caller_of(request), at_once=1)
    ignored += [f"{key}.{name}" for key, example in examples.items() for name in example.ignored]
    content = b'{"responses":{%s},"limit":%d}' % (b",".join(responses), parameters.limit)
    return json_bytes(content, headers=screened.headers(ignored))


def scope_of(dataset: str, included: Sequence[str], excluded: Sequence[str], watchlists: Sequence[Watchlist]) -> Scope:
    """The lists that a request is about. Raises Problem for one that is not loaded."""
    try:
        return resolve(dataset, included, excluded, watchlists)
    except UnknownDatasetError as error:
        raise Problem(NOT_FOUND if error.in_path else INVALID_QUERY, str(error)) from None


def check_algorithm(name: str) -> None:
    """Raises Problem for a name that yente does not have either."""
    if name.lower().strip() not in ENGINE_NAMES:
        raise Problem(INVALID_QUERY, f"Invalid algorithm: {name}. Known: {', '.join(ENGINE_NAMES)}")


def _examples(body: MatchIn) -> dict[str, Example]:
    """What is asked, by key. Raises Problem."""
    if body.weights:
        detail = "weights are those of the profile here and cannot be sent; leave out `weights`"
        raise Problem(INVALID_QUERY, detail)
    if body.config:
        detail = f"Invalid configuration parameter: {next(iter(body.config))}. The engine has none"
        raise Problem(INVALID_QUERY, detail)
    queries = {key: one for key, one in body.queries.items() if one is not None}
    if not queries:
        raise Problem(INVALID_QUERY, "No queries provided.")
    if len(queries) > MAX_BATCH:
        raise Problem(INVALID_QUERY, f"Too many queries in one batch (limit: {MAX_BATCH})")
    faults: list[Fault] = []
    examples: dict[str, Example] = {}
    for key, one in queries.items():
        try:
            examples[key] = read_example(f"/queries/{key}", one.schema_, one.properties)
        except InvalidRequest as error:
            faults += error.faults
    if faults:
        raise refused(InvalidRequest(faults))
    return examples


def _responses(
    examples: Mapping[str, Example],
    queries: Mapping[str, ExampleIn],
    screened: Screened,
    view: View,
    parameters: MatchParameters,
    on: date,
) -> Steps[list[bytes]]:
    """The members of the answer, in JSON."""
    members: list[bytes] = []
    for key, example in examples.items():
        response = yield from _response(key, queries[key], example, screened, view, parameters, on)
        members.append(b"%s:%s" % (to_json(key), to_json(response)))
        yield
    return members


def _response(
    key: str,
    query: ExampleIn,
    example: Example,
    screened: Screened,
    view: View,
    parameters: MatchParameters,
    on: date,
) -> Steps[Document]:
    thresholds = Thresholds(parameters.threshold, parameters.cutoff).resolved(view.snapshot)
    hits = wanted(screened.hits[key], view, parameters, on)
    shown = yield from show_hits_in_steps(hits, view, thresholds, parameters.limit, on)
    return {
        "status": 200,
        "results": shown.results,
        "total": {"value": shown.total, "relation": "gte" if key in screened.cut else "eq"},
        "query": {
            "id": None if query.id is None else str(query.id),
            "schema": example.schema,
            "properties": example.cleaned,
        },
    }


def wanted(hits: Iterable[Hit], view: View, parameters: MatchParameters, on: date) -> Iterator[Hit]:
    """The hits that pass the filters of a request. A hit that is no longer on a loaded list passes them all."""
    excluded = frozenset(parameters.exclude_entity_ids)
    for hit in hits:
        entity = view.snapshot.entity(hit.entity_id)
        ids = {hit.entity_id} if entity is None else {hit.entity_id, view.public_id(entity)}
        if excluded.isdisjoint(ids) and (entity is None or _passes(entity, view, parameters, on)):
            yield hit


def _passes(entity: Entity, view: View, parameters: MatchParameters, on: date) -> bool:
    if schema_of(entity) in parameters.exclude_schema:
        return False
    if parameters.topics and not set(parameters.topics) & set(topics_of(entity, on)):
        return False
    since = parameters.changed_since
    return since is None or view.changed_after(entity, since)


def show_hits(hits: Iterable[Hit], view: View, thresholds: tuple[float, float], limit: int, on: date) -> Shown:
    """The best hits as scored entities, and the number of all that are matches. A hit that a remembered decision
    answers is no match; it is shown beyond the limit, in the place of no other, with the suppression in
    `suppressed_by`."""
    return run_to_completion(show_hits_in_steps(hits, view, thresholds, limit, on))


def show_hits_in_steps(
    hits: Iterable[Hit], view: View, thresholds: tuple[float, float], limit: int, on: date
) -> Steps[Shown]:
    """The same, pausing now and then."""
    threshold, cutoff = thresholds
    results: list[Document] = []
    total = places = 0
    for at, hit in enumerate(hits, 1):
        if at % _HITS_AT_ONCE == 0:
            yield
        is_match = hit.score >= threshold and hit.suppressed_by is None
        total += is_match
        if hit.score < cutoff or (hit.suppressed_by is None and places >= limit):
            continue
        places += hit.suppressed_by is None
        scored = {"score": hit.score, "match": is_match, "explanations": _explanations(hit)}
        answered = {} if hit.suppressed_by is None else {"suppressed_by": hit.suppressed_by}
        results.append(_document(hit, view, on) | scored | answered)
    return Shown(results, total)


def _document(hit: Hit, view: View, on: date) -> Document:
    entity = view.snapshot.entity(hit.entity_id)
    if entity is not None:
        return view.flat(entity, on)
    # A repeated answer may name an entity of lists that have been replaced since.
    return {
        "id": hit.entity_id,
        "caption": hit.name,
        "schema": _SCHEMA_OF_TYPE.get(hit.type, "LegalEntity"),
        "properties": {"name": [hit.name]},
        "datasets": [hit.watchlist],
        "referents": [],
        "target": True,
        "first_seen": None,
        "last_seen": None,
        "last_change": None,
    }


def _explanations(hit: Hit) -> dict[str, Any]:
    """One for each kind of evidence; of two lines of a kind, the one that counts for more."""
    lines: dict[str, FeatureLine] = {}
    for line in hit.features:
        if line.name not in lines or abs(line.contribution) > abs(lines[line.name].contribution):
            lines[line.name] = line
    return {
        name: {
            "score": line.contribution,
            "detail": line.detail,
            "query": hit.matched.query if name == "name" else None,
            "candidate": hit.matched.listed if name == "name" else None,
            "weight": None,
        }
        for name, line in lines.items()
    }
