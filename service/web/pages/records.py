"""Past screenings."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.engine.model.decision import Decision
from service.web.context import context_of

_FILTERS = (
    *("name", "similar", "reference", "decision", "entity", "from", "to"),
    *("actor", "watchlist", "party_reference", "territory", "min_score", "after"),
)


_MORE = frozenset({"entity", "actor", "watchlist", "party_reference", "territory", "min_score"})


async def search(request: Request) -> Response:
    """Screenings on record, newest first, by the filters in the address."""
    visitor = await context_of(request).visitor(request)
    given = {name: request.query_params[name] for name in _FILTERS if request.query_params.get(name)}
    answer = await visitor.ask("GET", "v1", "screenings", query=given)
    found, error = (answer.document, None) if answer.ok else (None, answer.detail)
    following = None
    if found is not None and found["next"] is not None:
        following = "/desk/records?" + urlencode(given | {"after": found["next"]})
    return visitor.page(
        "records.html",
        http_status=answer.status,
        given=given,
        screenings=[] if found is None else found["screenings"],
        error=error,
        too_common=[] if found is None else found["too_common"],
        by_name="name" in given,
        more=not _MORE.isdisjoint(given),
        following=following,
        decisions=list(Decision),
    )


ROUTES = [Route("/desk/records", search, methods=["GET"])]
