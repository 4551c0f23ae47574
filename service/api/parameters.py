"""Query parameters that a path does not know are refused, as unknown fields of bodies are: a misspelt one must not be
ignored. So are very many of them, before they are taken apart: nobody else is attended to while fifteen thousand are,
which takes 40 ms."""

from __future__ import annotations

from fastapi import Request
from fastapi.routing import APIRoute

from service.api.problems import INVALID, Problem, refused_parameter

MOST_FIELDS = 500
"""In the query of a URL, or a form that is written like one."""


def refuse_many(query: bytes, what: str) -> None:
    """For `what`, such as "a URL", that has this query. Raises Problem."""
    if (count := query.count(b"&") + 1) > MOST_FIELDS:
        raise Problem(INVALID, f"{what} may have at most {MOST_FIELDS} parameters, this one has {count}")


async def refuse_unknown(request: Request) -> None:
    """For every documented path of an application. Raises Problem, naming what is not known and what is."""
    route = request.scope.get("route")
    if not request.scope["query_string"] or not isinstance(route, APIRoute) or not route.include_in_schema:
        return
    known = _known(route)
    given = request.query_params.items()
    errors = [refused_parameter(name, known, value) for name, value in given if name not in known]
    if errors:
        names = ", ".join(error["pointer"].removeprefix("/") for error in errors)
        raise Problem(INVALID, f"unknown query parameter {names}; {errors[0]['expected']}", errors)


def _known(route: APIRoute) -> tuple[str, ...]:
    return tuple(field.alias for field in route.dependant.query_params)
