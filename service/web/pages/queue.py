"""The alerts that wait."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.alerts.statuses import AlertStatus
from service.common.clock import sortable
from service.web.context import context_of

_FILTERS = ("status", "assignee", "watchlist", "entity", "reference", "bulk_job", "due_before", "after")


async def show(request: Request) -> Response:
    """One page of alerts, newest first, by the filters in the address. `view` is one of three that are used daily."""
    context = context_of(request)
    visitor = await context.visitor(request)
    given = {name: request.query_params[name] for name in _FILTERS if request.query_params.get(name)}
    view = request.query_params.get("view", "")
    name = "" if visitor.actor is None else visitor.actor.name
    now = sortable(context.clock())
    views: dict[str, dict[str, Any]] = {
        "mine": {"assignee": name, "undecided": "true"},
        "to_approve": {"status": AlertStatus.PROPOSED.value},
        "overdue": {"due_before": now, "undecided": "true"},
    }
    found = await visitor.get("v1", "alerts", **given | views.get(view, {}))
    following = None
    if found["next"] is not None:
        kept = given | {"after": found["next"]} | ({"view": view} if view in views else {})
        following = "/desk/queue?" + urlencode(kept)
    return visitor.page(
        "queue.html",
        alerts=found["alerts"],
        watchlists=(await visitor.get("v1", "watchlists"))["watchlists"],
        following=following,
        given=given,
        view=view,
        filtered=bool(given),
        views=list(views),
        statuses=list(AlertStatus),
        now=now,
    )


ROUTES = [Route("/desk/queue", show, methods=["GET"])]
