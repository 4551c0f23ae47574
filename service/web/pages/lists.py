"""The lists that are searched, and fetching them."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.web.context import context_of
from service.web.errors import Refused

_SECONDS_BETWEEN_LOOKS = "5"


async def show(request: Request) -> Response:
    """Every list with its edition and age. While lists are fetched the page looks again by itself."""
    context = context_of(request)
    visitor = await context.visitor(request)
    today = context.clock().date()
    watchlists = (await visitor.get("v1", "watchlists"))["watchlists"]
    fetching = "fetching" in request.query_params
    response = visitor.page(
        "lists.html", lists=[one | {"days": _days(one, today)} for one in watchlists], fetching=fetching
    )
    if fetching:
        response.headers["Refresh"] = _SECONDS_BETWEEN_LOOKS
    return response


async def show_one(request: Request) -> Response:
    """One list: its editions, what was let in, and what changed between the last two."""
    visitor = await context_of(request).visitor(request)
    watchlist_id = request.path_params["id"]
    found = await visitor.get("v1", "watchlists", watchlist_id)
    kept = await visitor.get("v1", "watchlists", watchlist_id, "editions")
    editions = kept["editions"]
    change = None
    if len(editions) > 1:
        query = {"from": editions[-2]["sha256"], "to": editions[-1]["sha256"], "limit": 100}
        answer = await visitor.ask("GET", "v1", "watchlists", watchlist_id, "diff", query=query)
        change = answer.document if answer.ok else None
    return visitor.page("list.html", one=found, editions=editions[::-1], log=kept["log"], change=change)


async def fetch(request: Request) -> Response:
    """Ask all publishers for new editions, without waiting for them."""
    visitor = await context_of(request).visitor(request)
    await visitor.form()
    answer = await visitor.ask("POST", "yente", "updatez")
    if not answer.ok:
        raise Refused(answer.status, answer.detail)
    return RedirectResponse("/desk/lists?fetching=1", 303)


def _days(one: dict[str, Any], today: date) -> int | None:
    published = one["published_on"]
    return None if published is None else (today - date.fromisoformat(published)).days


ROUTES = [
    Route("/desk/lists", show, methods=["GET"]),
    Route("/desk/lists/fetch", fetch, methods=["POST"]),
    Route("/desk/lists/{id}", show_one, methods=["GET"]),
]
