"""Query parameters that a path does not know are refused, as unknown fields of bodies are: a misspelt one must not be
ignored."""

from __future__ import annotations

from fastapi import Request
from fastapi.routing import APIRoute

from service.api.problems import INVALID, Problem, refused_parameter


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
