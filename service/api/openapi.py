"""The OpenAPI document of the application."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from service.api.path_redaction import without_folders
from service.api.permissions import PERMISSIONS, names
from service.api.responses import problem_examples, problem_responses
from service.api.schemas.alerts import ApproveIn, AssignIn, CommentIn, DispositionIn, SuppressionIn, WithdrawIn
from service.api.schemas.changes import ActivateIn, RollbackIn
from service.api.schemas.compare import CompareIn
from service.api.schemas.evidence import VerifyIn
from service.api.schemas.keys import KeyIn
from service.api.schemas.problem import ProblemOut
from service.api.schemas.screening_request import ScreeningRequestIn
from service.api.schemas.subjects import RescreenIn, SubjectIn, WithdrawSubjectIn
from service.api.schemas.webhooks import WebhookIn
from service.engine.screening.request import DEFAULT_PROFILE
from service.engine.screening.warnings import watchlist_warnings

_READ_BY_HAND = (
    ScreeningRequestIn,
    CompareIn,
    ActivateIn,
    RollbackIn,
    KeyIn,
    AssignIn,
    CommentIn,
    DispositionIn,
    SuppressionIn,
    ApproveIn,
    WithdrawIn,
    SubjectIn,
    WithdrawSubjectIn,
    RescreenIn,
    WebhookIn,
    VerifyIn,
    ProblemOut,
)
"""Models that routes read or write as bytes, which FastAPI therefore does not see."""

_SERVERS = [{"url": ".", "description": "Where this document was read, also below a path of a proxy"}]

_TAGS = [
    {"name": "Screenings", "description": "Ask, and find again what was answered."},
    {"name": "Alerts", "description": "What waits for a person, what two have decided, and what is remembered."},
    {"name": "Book", "description": "Counterparties that are watched, and screened again when a list changes."},
    {"name": "Evidence", "description": "Certificates and dossiers for examiners, and whether they hold."},
    {"name": "Bulk jobs", "description": "Files in, files out: one answer a row."},
    {"name": "Compare", "description": "Hold two names against each other."},
    {"name": "Lists", "description": "What answers rest on: watchlists, entities, territories, profiles."},
    {"name": "Webhooks", "description": "What has happened, sent to you or asked for."},
    {"name": "Keys", "description": "Who may come in, and for what."},
    {"name": "Audit", "description": "What has happened here, in a chain that shows what was changed."},
    {"name": "Health", "description": "Is the service alive, can it answer."},
]

_SCHEMES: dict[str, Any] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key (`sk_...`), or a token of the identity provider. Not needed on this machine while "
        "there are no keys.",
    },
    "key": {
        "type": "apiKey",
        "in": "header",
        "name": "X-API-Key",
        "description": "An API key, for programs that cannot send `Authorization`. `Authorization: ApiKey sk_...` is "
        "understood too.",
    },
}


def install(app: FastAPI) -> None:
    """Make the application describe itself with every model it reads and writes."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = describe(app)
        return _with_what_is_loaded(app, app.openapi_schema)

    app.openapi = openapi  # type: ignore[method-assign]


def _with_what_is_loaded(app: FastAPI, document: dict[str, Any]) -> dict[str, Any]:
    """The document, which says on its first page what answers rest on now."""
    runtime = app.state.runtime
    snapshot = None if runtime is None else runtime.snapshots.loaded
    if snapshot is None:
        return document
    today = runtime.screenings.today()
    lists = [
        f"{one.id} ({one.edition}, {len(one.entities):,} entities)"
        for one in sorted(snapshot.watchlists, key=lambda one: one.id)
    ]
    warnings = [
        without_folders(one.detail, runtime.settings)
        for one in (
            *runtime.folder_warnings,
            *watchlist_warnings(snapshot.watchlists, snapshot.watchlists, snapshot.profiles[DEFAULT_PROFILE], today),
        )
    ]
    said = "\n\n".join([f"Loaded: {', '.join(lists)}.", *(f"**Note:** {one}." for one in warnings)])
    info = document["info"] | {"description": f"{document['info']['description']}\n\n{said}"}
    return document | {"info": info}


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of an application."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        license_info=app.license_info,
        servers=_SERVERS,
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
    document["components"]["securitySchemes"] = _SCHEMES
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _secure(operation, f"{method.upper()} {path}")
    document["components"]["schemas"] = dict(sorted(components.items()))
    document["components"]["examples"] = problem_examples()
    return document


def _secure(operation: dict[str, Any], name: str) -> None:
    """Say who may do it, and what anybody else is told."""
    roles = PERMISSIONS[name].roles
    statuses = (422,) if roles is None else (401, 403, 422, 429, 503)
    for status, described in problem_responses(*statuses).items():
        operation["responses"].setdefault(str(status), described)
    operation["responses"] = dict(sorted(operation["responses"].items()))
    operation["security"] = [] if roles is None else [{scheme: []} for scheme in _SCHEMES]
    if roles is not None:
        operation["description"] = f"{operation['description']}\n\nRoles: {names(roles)}."
