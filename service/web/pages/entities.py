"""Listed parties: found by word, and shown."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.web.context import context_of

_FILTERS = ("q", "programme", "country", "watchlist", "after")


async def search(request: Request) -> Response:
    """Parties with all words, a beginning or an identifier, or of a programme."""
    visitor = await context_of(request).visitor(request)
    given = {name: request.query_params[name] for name in _FILTERS if request.query_params.get(name)}
    found, error, following = None, None, None
    if given:
        answer = await visitor.ask("GET", "v1", "entities", query=given)
        found, error = (answer.document, None) if answer.ok else (None, answer.detail)
    if found is not None and found["next"] is not None:
        following = "/desk/entities?" + urlencode(given | {"after": found["next"]})
    watchlists = (await visitor.get("v1", "watchlists"))["watchlists"]
    return visitor.page(
        "entities.html", given=given, found=found, error=error, following=following, watchlists=watchlists
    )


async def show(request: Request) -> Response:
    """One entry of a list with its record and law, the same party on other lists, and when each listed it."""
    visitor = await context_of(request).visitor(request)
    entity = await visitor.get("v1", "entities", request.path_params["id"])
    answer = await visitor.ask("GET", "v1", "entities", query={"q": entity["id"], "limit": 1})
    parties = answer.document["parties"] if answer.ok else []
    entries = [one for party in parties for one in party["entries"]]
    if entity["id"] not in {one["entity_id"] for one in entries}:
        entries = []
    return visitor.page("entity.html", entity=entity, entries=entries, timeline=timeline_of(entries))


def timeline_of(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What happened to a party on the days that its lists state, earliest first."""
    happened = [
        {"on": one[key], "what": key, "entity_id": entry["entity_id"], "programme": one["programme"]}
        for entry in entries
        for one in entry["designations"]
        for key in ("listed_on", "delisted_on")
        if one[key]
    ]
    return sorted(happened, key=lambda one: (one["on"], one["entity_id"], one["what"]))


ROUTES = [
    Route("/desk/entities", search, methods=["GET"]),
    Route("/desk/entities/{id}", show, methods=["GET"]),
]
