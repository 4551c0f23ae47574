"""Answers, serialised once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi.responses import Response
from pydantic import BaseModel

from service.api.problems import (
    FORBIDDEN,
    MALFORMED,
    MEDIA_TYPE,
    NOT_FOUND,
    NOT_JSON,
    NOT_READY,
    TOO_LARGE,
    TOO_MANY,
    UNAUTHENTICATED,
    problem_document,
)
from service.api.schemas.problem import ProblemOut


class JsonResponse(Response):
    """JSON that is already written, with no other headers than those it needs."""

    media_type = "application/json"

    def init_headers(self, headers: Mapping[str, str] | None = None) -> None:
        """Written out, as there are only these two in most answers."""
        if headers:
            super().init_headers(headers)
            return
        length = str(len(self.body)).encode("latin-1")
        self.raw_headers = [(b"content-length", length), (b"content-type", b"application/json")]


def json_bytes(content: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """JSON that is already written."""
    return JsonResponse(content, status, headers)


def json_model(model: BaseModel) -> Response:
    """A wire model, written by pydantic."""
    return json_bytes(model.model_dump_json().encode())


_WHY = {
    400: "The body is not JSON, or a header cannot be used.",
    401: "It is not known who asks: a key or token is missing, unknown, expired or revoked.",
    403: "Whoever asks has none of the roles that may do this.",
    404: "There is nothing under this id.",
    409: "Conflict with what is there; `detail` says with what.",
    410: "The event to go on from is not kept any more, or never was: events may have been missed.",
    412: "The alert is not what it was when you looked at it; `errors` says what has happened since.",
    413: "The body is over the limit.",
    415: "The body is not declared as JSON.",
    422: "Something in the request is wrong; `errors` says which field and why.",
    428: "`If-Match` is missing: it is not said which version of the alert was looked at.",
    429: "More requests than this key may make, more work than it may have in hand at one time, or more wrong keys "
    "than one address may send; `Retry-After` says when to ask again.",
    503: "The service cannot answer now; `detail` says why. Nothing was decided.",
}


_EXAMPLES = (
    (MALFORMED, "the body cannot be read as JSON: EOF while parsing an object at line 1 column 1"),
    (UNAUTHENTICATED, "this token is expired"),
    (FORBIDDEN, "GET /v1/audit/verify needs one of the roles auditor; back-office has screener"),
    (NOT_FOUND, "there is no screening 'scr_1'"),
    (TOO_LARGE, "a body may have at most 1048576 bytes, this one has 2000000"),
    (NOT_JSON, "send Content-Type: application/json, in UTF-8; this request has text/plain"),
    (TOO_MANY, "this key may ask 20 times a second; ask again in 1 s"),
    (NOT_READY, "the rounds of measures cannot be read: the disk does not answer"),
)
"""What is shown for a status. Of 422 the schema has one; what 409 is about differs from path to path."""


def documented(model: type[BaseModel], *problems: int, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """For the `responses` of a route: what it answers when all is well, and the problems it can answer with."""
    responses: dict[int | str, dict[str, Any]] = {status: {"model": model, "description": "The answer."}}
    responses |= problem_responses(*problems)
    return responses


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a route can answer with. Their examples stand among the components (`problem_examples`)."""
    schema = {"$ref": f"#/components/schemas/{ProblemOut.__name__}"}
    examples = {
        kind.status: {"examples": {kind.word: {"$ref": f"#/components/examples/{kind.word}"}}} for kind, _ in _EXAMPLES
    }
    return {
        status: {
            "description": _WHY[status],
            "content": {MEDIA_TYPE: {"schema": schema, **examples.get(status, {})}},
        }
        for status in statuses
    }


def problem_examples() -> dict[str, Any]:
    """For the components of a description: a problem of each kind that a status stands for."""
    return {kind.word: {"summary": kind.title, "value": problem_document(kind, detail)} for kind, detail in _EXAMPLES}


def json_body(model: type[BaseModel], examples: dict[str, Any]) -> dict[str, Any]:
    """For the `openapi_extra` of a route that reads its body itself."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema, "examples": examples}}}
    }
