"""What routes share that have something done: who does it, on which version, and the body that says what."""

from __future__ import annotations

from typing import TypeVar

from fastapi import Request, Response
from pydantic import BaseModel

from service.alerts.model import Alert
from service.alerts.steps import By
from service.api.alert_views import alert_out
from service.api.context import actor_of, runtime_of
from service.api.if_match import etag, expected_version
from service.api.request_body import read_json
from service.api.responses import json_bytes
from service.records.action import Action

_In = TypeVar("_In", bound=BaseModel)
_T = TypeVar("_T")

DECIDING = (400, 403, 404, 409, 412, 413, 415, 422, 428, 503)
"""The problems of whatever is decided about an alert."""


async def body_of(request: Request, model: type[_In]) -> _In:
    """The body of a request."""
    return (await read_json(request, model, limit=runtime_of(request).settings.max_body_bytes))[1]


def by(request: Request) -> By:
    """Who does something, when, on which version of an alert."""
    return By(actor_of(request).name, runtime_of(request).clock(), expected_version(request))


async def perform(request: Request, action: Action[_T]) -> _T:
    """Have it done, in one transaction with its audit events."""
    return await runtime_of(request).records.perform(action)


def versioned(model: BaseModel, version: int, *, status: int = 200) -> Response:
    """An answer with the `ETag` of the version of the alert that it tells of."""
    return json_bytes(model.model_dump_json().encode(), status=status, headers={"ETag": etag(version)})


async def changed_alert(request: Request, action: Action[Alert]) -> Response:
    """Change an alert, and answer with it."""
    alert = await perform(request, action)
    return versioned(alert_out(alert), alert.version)
