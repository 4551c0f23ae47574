"""One search over everything that the visitor may see."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.web.context import context_of


async def show(request: Request) -> Response:
    """What was found of each kind."""
    visitor = await context_of(request).visitor(request)
    q = request.query_params.get("q", "").strip()
    answer = await visitor.ask("GET", "v1", "search", query={"q": q}) if q else None
    found = answer.document if answer is not None and answer.ok else None
    error = None if answer is None or answer.ok else answer.detail
    status = 200 if answer is None else answer.status
    return visitor.page("search.html", http_status=status, q=q, found=found, error=error)


ROUTES = [Route("/desk/search", show, methods=["GET"])]
