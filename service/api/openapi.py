"""The description of the API, and how to write it to `openapi.yaml`: `python -m service.api.openapi > openapi.yaml`."""

from __future__ import annotations

import sys
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from service.api.replies import problem_responses
from service.api.wire.compare import CompareIn
from service.api.wire.problem import ProblemOut
from service.api.wire.screening_request import ScreeningRequestIn
from service.api.yaml import to_yaml

_READ_BY_HAND = (ScreeningRequestIn, CompareIn, ProblemOut)
"""Models that routes read or write as bytes, which FastAPI therefore does not see."""

_TAGS = [
    {"name": "Screenings", "description": "Ask, and find again what was answered."},
    {"name": "Compare", "description": "Hold two names against each other."},
    {"name": "Lists", "description": "What answers rest on: watchlists, entities, territories, profiles."},
    {"name": "Health", "description": "Is the service alive, can it answer."},
]


def install(app: FastAPI) -> None:
    """Make the application describe itself with every model it reads and writes."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = describe(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of an application."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        license_info=app.license_info,
        tags=_TAGS,
        routes=app.routes,
        separate_input_output_schemas=False,
    )
    _, schemas = models_json_schema(
        [(model, "validation") for model in _READ_BY_HAND], ref_template="#/components/schemas/{model}"
    )
    components = document.setdefault("components", {}).setdefault("schemas", {})
    components.update(schemas["$defs"])
    for name in ("HTTPValidationError", "ValidationError"):
        components.pop(name, None)
    for operation in (one for path in document["paths"].values() for one in path.values()):
        for status, described in problem_responses(422).items():
            operation["responses"].setdefault(str(status), described)
    document["components"]["schemas"] = dict(sorted(components.items()))
    return document


def main() -> None:
    """Write the description to standard output."""
    from service.api.app import create_app  # the application needs this module first

    sys.stdout.write(to_yaml(create_app(None).openapi()))


if __name__ == "__main__":
    main()
