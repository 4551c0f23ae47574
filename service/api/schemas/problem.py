"""Errors: RFC 9457 problem documents."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from service.api.schemas.base import Outgoing


class FaultOut(Outgoing):
    """One thing wrong with the request."""

    location: Literal["body", "query", "path", "header"] = Field(
        description="Which part of the request.", examples=["body"]
    )
    pointer: str = Field(
        description="Where in it: an RFC 6901 JSON pointer, or `/` and the parameter's name.",
        examples=["/parties/0/birth_date"],
    )
    detail: str = Field(description="What is wrong.", examples=["there is no such day"])
    expected: str | None = Field(
        default=None, description="What would be right.", examples=["YYYY, YYYY-MM or YYYY-MM-DD"]
    )
    got: Any = Field(default=None, description="What was sent, shortened.", examples=["1972-02-30"])


class ProblemOut(Outgoing):
    """What went wrong. Nothing was decided."""

    type: str = Field(description="Which kind of problem.", examples=["urn:sekisho:problem:invalid-request"])
    title: str = Field(description="The kind in words.", examples=["The request cannot be answered as it stands"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(description="What happened here.", examples=["/parties/0/birth_date: there is no such day"])
    request_id: str = Field(description="Id of this request, also in `X-Request-ID`.", examples=["5f2b1c9a0e7d4c38"])
    errors: list[FaultOut] = Field(
        default_factory=list, description="Each thing wrong with the request, up to 100 of them."
    )
