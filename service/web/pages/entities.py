"""Listed parties: found by word, and shown."""

from __future__ import annotations

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
    """One entry of a list, with its whole record and law."""
    visitor = await context_of(request).visitor(request)
    return visitor.page("entity.html", entity=await visitor.get("v1", "entities", request.path_params["id"]))


ROUTES = [
    Route("/desk/entities", search, methods=["GET"]),
    Route("/desk/entities/{id}", show, methods=["GET"]),
]
