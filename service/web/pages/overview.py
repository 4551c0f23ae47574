"""The first page: what to do next, and how alerts fare."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.web.api_client import may
from service.web.context import context_of


async def show(request: Request) -> Response:
    """Lists that are loaded, what waits, and figures of alerts for whoever may see them."""
    visitor = await context_of(request).visitor(request)
    watchlists = (await visitor.get("v1", "watchlists"))["watchlists"]
    figures = []
    if visitor.actor is not None and may(visitor.actor, "GET /v1/reports/alerts"):
        figures = (await visitor.get("v1", "reports", "alerts"))["figures"]
    brought = [one for one in watchlists if one["freshness"] is not None]
    kinds = ("watchlist", "band", "age", "time_to_close")
    return visitor.page(
        "overview.html",
        watchlists=watchlists,
        only_bundled=not brought,
        names={one["id"]: one["title"] for one in watchlists},
        total=next((one for one in figures if one["by"] == "all"), None),
        by={kind: [one for one in figures if one["by"] == kind] for kind in kinds},
    )


ROUTES = [Route("/desk", show, methods=["GET"]), Route("/desk/", show, methods=["GET"])]
