"""`If-Match` and `ETag`: a decision names the version of the alert that it was made on (RFC 9110, 13.1.1)."""

from __future__ import annotations

import re

from fastapi import Request

from service.api.problems import BAD_HEADER, PRECONDITION_NEEDED, Problem

_ETAG = re.compile(r'"(\d{1,9})"\Z', re.ASCII)

IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The `ETag` of the alert that you have looked at. If it has changed since, nothing is done (412).",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$', "example": '"1"'},
}
"""For the parameters of a route."""


def etag(version: int) -> str:
    """The entity tag of a version."""
    return f'"{version}"'


def expected_version(request: Request) -> int:
    """The version that the caller has looked at. Raises Problem if there is none, or `*`."""
    given = request.headers.getlist("if-match")
    if not given:
        raise Problem(PRECONDITION_NEEDED, "send If-Match with the ETag of the alert that you have looked at")
    match = _ETAG.match(given[0].strip()) if len(given) == 1 else None
    if match is None:
        raise Problem(BAD_HEADER, f'If-Match has to be one ETag such as "3", not {given[0][:50]!r}')
    return int(match[1])
