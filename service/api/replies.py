"""Answers, serialised once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi.responses import Response
from pydantic import BaseModel

from service.api.problems import MEDIA_TYPE
from service.api.wire.problem import ProblemOut


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
    413: "The body is over the limit.",
    415: "The body is not declared as JSON.",
    422: "Something in the request is wrong; `errors` says which field and why.",
    429: "More requests than this key may make, or more wrong keys than one address may send; `Retry-After` says when "
    "to ask again.",
    503: "The service cannot answer now; `detail` says why. Nothing was decided.",
}


def documented(model: type[BaseModel], *problems: int, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """For the `responses` of a route: what it answers when all is well, and the problems it can answer with."""
    responses: dict[int | str, dict[str, Any]] = {status: {"model": model, "description": "The answer."}}
    responses |= problem_responses(*problems)
    return responses


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a route can answer with."""
    reference = {"$ref": f"#/components/schemas/{ProblemOut.__name__}"}
    return {
        status: {"description": _WHY[status], "content": {MEDIA_TYPE: {"schema": reference}}} for status in statuses
    }


def json_body(model: type[BaseModel], examples: dict[str, Any]) -> dict[str, Any]:
    """For the `openapi_extra` of a route that reads its body itself."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema, "examples": examples}}}
    }
