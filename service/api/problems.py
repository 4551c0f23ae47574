"""The one place where errors become answers: RFC 9457 problem documents. Every error comes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, TypeVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ValidationError
from pydantic_core import to_json
from starlette.exceptions import HTTPException

from service.alerts.errors import (
    DispositionChanged,
    NotFound,
    NotPossible,
    ProposalRefused,
    VersionChanged,
)
from service.api.path_redaction import without_folders
from service.api.schemas.base import IN_WORDS
from service.api.validation_messages import expected, meant, too_many
from service.auth.errors import IdentityUnavailable, KeyNotProposed, KeyRefused
from service.auth.key_policy import NotAllowed
from service.auth.second_person import SecondPersonNeeded
from service.bulk.errors import BadFile, FileTooLarge, TooManyJobs
from service.common.logging import Logger
from service.common.redaction import without_secrets
from service.customers.errors import RescreenUnknown, SegmentRefused, SubjectUnknown
from service.engine.screening.errors import Fault, InvalidRequest, NotReady
from service.records.action import ActionRefused
from service.screenings.work_in_hand import TooMuchInHand
from service.storage.errors import KeyReused, RecordsUnavailable
from service.webhooks.errors import CursorUnknown, WebhookNotFound, WebhookNotPossible, WebhookRefused

log = Logger("sekisho.http")

MEDIA_TYPE = "application/problem+json"
_MOST_FAULTS = 100
_LONGEST_ECHO = 100
_LONGEST_POINTER = 500
_HALF_CHARACTERS = ("surrogate in hex escape", "unexpected end of hex escape")
"""How the JSON reader speaks of an escape that stands for half a character."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the last word of its `type`, the status and the title."""

    word: str
    status: int
    title: str


INVALID = Kind("invalid-request", 422, "The request cannot be answered as it stands")
MALFORMED = Kind("malformed-json", 400, "The body is not JSON")
BAD_HEADER = Kind("bad-header", 400, "A header cannot be used")
TOO_LARGE = Kind("body-too-large", 413, "The body is too large")
NOT_JSON = Kind("unsupported-media-type", 415, "The body has to be JSON")
UNAUTHENTICATED = Kind("unauthenticated", 401, "It is not known who asks")
FORBIDDEN = Kind("forbidden", 403, "Whoever asks may not do this")
METHOD_NOT_ALLOWED = Kind("method-not-allowed", 405, "Method Not Allowed")
TOO_MANY = Kind("too-many-requests", 429, "Too many requests")
TOO_MUCH_IN_HAND = Kind("too-much-in-hand", 429, "Too much work of yours is in hand at the same time")
OVER_TIME = Kind("over-time", 503, "The time for a request is over")
IDENTITY_UNAVAILABLE = Kind("identity-unavailable", 503, "It cannot be found out who asks")
BAD_FILE = Kind("bad-file", 422, "The file cannot be screened as it is")
NOT_A_FORM = Kind("not-a-form", 415, "The file has to come in a form")
NOT_FINISHED = Kind("not-finished", 409, "The job is in another state")
BUSY = Kind("busy", 503, "Too much is going on at the same time")
NOT_FOUND = Kind("not-found", 404, "There is nothing here")
KEY_REUSED = Kind("idempotency-key-reused", 409, "The idempotency key belongs to another request")
CURSOR_UNKNOWN = Kind("cursor-unknown", 410, "Events may have been missed")
EDITION_REFUSED = Kind("edition-refused", 409, "The edition was not let in; the one before stays")
PRECONDITION_NEEDED = Kind("if-match-needed", 428, "It is not said which version is meant")
NOT_POSSIBLE = Kind("not-possible", 409, "This cannot be done as things stand")
VERSION_CHANGED = Kind("version-changed", 412, "The alert is not what was looked at")
DISPOSITION_CHANGED = Kind("disposition-changed", 409, "The proposal is not what was looked at")
SECOND_PERSON_NEEDED = Kind("second-person-needed", 403, "Another person has to decide this")
NOT_REPLAYABLE = Kind("not-replayable", 409, "The screening cannot be replayed")
NOT_READY = Kind("not-ready", 503, "The service cannot answer now")
NOT_INSTALLED = Kind("not-installed", 503, "The service was installed without this")
NOT_RECORDED = Kind("records-unavailable", 503, "The records cannot be used, so nothing is answered")
INTERNAL = Kind("internal-error", 500, "The service failed")


_F = TypeVar("_F")


class Problem(Exception):  # noqa: N818 - reads as what it is
    """Raised anywhere in this package to answer with a problem document."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        errors: Sequence[dict[str, Any]] = (),
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.errors = errors
        self.headers = headers


def problem_document(
    kind: Kind, detail: str, request_id: str = "5f2b1c9a0e7d4c38", errors: Iterable[dict[str, Any]] = ()
) -> dict[str, Any]:
    """A problem as it is written; without the id of a request, an example of one."""
    return {
        "type": f"urn:sekisho:problem:{kind.word}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "request_id": request_id,
        "errors": list(errors),
    }


def problem_response(
    request: Request,
    kind: Kind,
    detail: str,
    errors: Iterable[dict[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer for a problem."""
    content = problem_document(kind, without_secrets(detail), request.scope.get("request_id", ""), errors)
    return Response(to_json(content, inf_nan_mode="strings"), kind.status, dict(headers or {}), MEDIA_TYPE)


def from_validation(error: ValidationError, model: type[BaseModel]) -> Problem:
    """What pydantic found wrong with a body that is to be a `model`."""
    found = error.errors(include_url=False)
    if found[0]["type"] == "json_invalid":
        if any(words in found[0]["ctx"]["error"] for words in _HALF_CHARACTERS):
            return Problem(INVALID, f"the text was damaged before it came here: {found[0]['ctx']['error']}")
        return Problem(MALFORMED, f"the body cannot be read as JSON: {found[0]['ctx']['error']}")
    return Problem(INVALID, *_summarised(found, lambda entry: _described("body", entry["loc"], entry, model)))


def from_faults(error: InvalidRequest) -> Problem:
    """What the use case found wrong with a request."""
    return Problem(INVALID, *_summarised(error.faults, _from_fault))


def not_allowed(error: NotAllowed) -> Problem:
    """What a key may not ask with."""
    return Problem(FORBIDDEN, *_summarised(error.faults, _from_fault))


def _from_fault(fault: Fault) -> dict[str, Any]:
    return {
        "location": "body",
        "pointer": fault.pointer,
        "detail": fault.detail,
        "expected": fault.expected,
        "got": _echo(fault.got),
    }


def refused_parameter(name: str, known: Sequence[str], value: str) -> dict[str, Any]:
    """A query parameter that a path does not know."""
    return {
        "location": "query",
        "pointer": f"/{without_secrets(name).replace('~', '~0').replace('/', '~1')[:_LONGEST_ECHO]}",
        "detail": "there is no such parameter here",
        "expected": f"known: {', '.join(known)}" if known else "no parameters",
        "got": _echo(value),
    }


def _described(
    location: str, path: Sequence[int | str], entry: Any, model: type[BaseModel] | None = None
) -> dict[str, Any]:
    pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)
    missing = entry["type"] == "missing"
    return {
        "location": location,
        "pointer": pointer,
        "detail": _sentence(entry),
        "expected": expected(entry, model),
        "got": None if missing else _echo(entry.get("input")),
    }


def _sentence(entry: Any) -> str:
    if entry["type"] == "extra_forbidden":
        return "there is no such field"
    if entry["type"] == "missing":
        return "this field is required"
    if entry["type"] == "string_pattern_mismatch":
        pattern = entry["ctx"]["pattern"]
        return f"expected {IN_WORDS.get(pattern, pattern)}{meant(pattern, entry.get('input'))}"
    if (sizes := too_many(entry)) is not None:
        return sizes
    message = str(entry["msg"]).removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _echo(value: Any) -> Any:
    """What was sent, shortened; containers only by their kind."""
    if isinstance(value, str):
        value = without_secrets(value)
        return value if len(value) <= _LONGEST_ECHO else value[:_LONGEST_ECHO] + "…"
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)[:_LONGEST_ECHO]
    return {"dict": "an object", "list": "an array"}.get(type(value).__name__, type(value).__name__)


def _summarised(found: Sequence[_F], describe: Callable[[_F], dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """What is told of faults: those that are shown are described, and the others counted. A body may have tens of
    thousands."""
    errors = [_presentable(describe(one)) for one in found[:_MOST_FAULTS]]
    first = errors[0]
    detail = f"{first['pointer'] or 'the request'}: {first['detail']}"
    if len(found) > 1:
        detail += f" (and {len(found) - 1} more)"
    return detail, errors


def _presentable(error: dict[str, Any]) -> dict[str, Any]:
    """A key sent in place of a field's name is not told again, and a name of a megabyte not in full."""
    pointer = without_secrets(error["pointer"])
    shown = pointer if len(pointer) <= _LONGEST_POINTER else pointer[:_LONGEST_POINTER] + "…"
    return error | {"pointer": shown, "detail": without_secrets(error["detail"])}


async def _problem(request: Request, error: Problem) -> Response:
    detail = _without_folders(request, error.detail) if error.kind.status == NOT_READY.status else error.detail
    return problem_response(request, error.kind, detail, error.errors, error.headers)


async def _invalid(request: Request, error: InvalidRequest) -> Response:
    return await _problem(request, from_faults(error))


async def _not_allowed(request: Request, error: NotAllowed) -> Response:
    return await _problem(request, not_allowed(error))


async def _not_ready(request: Request, error: NotReady) -> Response:
    return problem_response(request, NOT_READY, _without_folders(request, str(error)), headers={"Retry-After": "5"})


async def _not_recorded(request: Request, error: RecordsUnavailable) -> Response:
    return problem_response(request, NOT_RECORDED, _without_folders(request, str(error)), headers={"Retry-After": "1"})


def _without_folders(request: Request, detail: str) -> str:
    """Where things lie on the server is written to the log instead."""
    shown = without_folders(detail, request.app.state.runtime.settings)
    if shown != detail:
        log.warning("not_answered", reason=detail, request_id=request.scope.get("request_id", ""))
    return shown


async def _identity_unavailable(request: Request, error: IdentityUnavailable) -> Response:
    return problem_response(request, IDENTITY_UNAVAILABLE, str(error), headers={"Retry-After": "5"})


async def _key_refused(request: Request, error: KeyRefused) -> Response:
    fault = Fault(f"/{error.field}", str(error), error.expected, error.got)
    return await _problem(request, from_faults(InvalidRequest([fault])))


async def _too_much_in_hand(request: Request, error: TooMuchInHand) -> Response:
    request.app.state.metrics.refused_for_work_in_hand()
    return problem_response(request, TOO_MUCH_IN_HAND, str(error), headers={"Retry-After": "5"})


async def _bad_file(request: Request, error: BadFile) -> Response:
    kind = TOO_LARGE if isinstance(error, FileTooLarge) else BAD_FILE
    return problem_response(request, kind, _without_folders(request, str(error)))


async def _too_many_jobs(request: Request, error: TooManyJobs) -> Response:
    return problem_response(request, BUSY, str(error), headers={"Retry-After": "60"})


async def _action_refused(request: Request, error: ActionRefused) -> Response:
    return problem_response(request, _REFUSALS.get(type(error), NOT_POSSIBLE), str(error))


async def _changed(request: Request, error: VersionChanged | DispositionChanged) -> Response:
    """With the difference between what was looked at and what is there."""
    location = "header" if isinstance(error, VersionChanged) else "body"
    errors = [
        {
            "location": location,
            "pointer": f"/{one.field}",
            "detail": f"this is {one.got} now" if one.got is not None else "this is not there any more",
            "expected": None if one.expected is None else str(one.expected),
            "got": _echo(one.got),
        }
        for one in error.changes
    ]
    return problem_response(request, _REFUSALS[type(error)], str(error), errors[:_MOST_FAULTS])


async def _proposal_refused(request: Request, error: ProposalRefused | WebhookRefused) -> Response:
    fault = Fault(f"/{error.field}", f"expected {error.expected}", error.expected, str(error.got))
    return await _problem(request, from_faults(InvalidRequest([fault])))


_REFUSALS: Mapping[type[ActionRefused], Kind] = {
    NotFound: NOT_FOUND,
    NotPossible: NOT_POSSIBLE,
    KeyNotProposed: NOT_POSSIBLE,
    SecondPersonNeeded: SECOND_PERSON_NEEDED,
    VersionChanged: VERSION_CHANGED,
    DispositionChanged: DISPOSITION_CHANGED,
    SubjectUnknown: NOT_FOUND,
    RescreenUnknown: NOT_FOUND,
    SegmentRefused: FORBIDDEN,
    WebhookNotFound: NOT_FOUND,
    WebhookNotPossible: NOT_POSSIBLE,
    CursorUnknown: CURSOR_UNKNOWN,
}


async def _key_reused(request: Request, error: KeyReused) -> Response:
    return problem_response(request, KEY_REUSED, str(error))


async def _parameters(request: Request, error: RequestValidationError) -> Response:
    summarised = _summarised(error.errors(), lambda entry: _described(str(entry["loc"][0]), entry["loc"][1:], entry))
    return problem_response(request, INVALID, *summarised)


async def _http(request: Request, error: HTTPException) -> Response:
    status = HTTPStatus(error.status_code)
    kind = Kind(status.phrase.lower().replace(" ", "-"), error.status_code, status.phrase)
    details = {404: f"there is nothing at {request.url.path}"}
    detail = details.get(error.status_code, str(error.detail))
    return problem_response(request, kind, detail, headers=error.headers)


_HANDLERS: Mapping[type[Exception], Any] = {
    Problem: _problem,
    InvalidRequest: _invalid,
    NotAllowed: _not_allowed,
    TooMuchInHand: _too_much_in_hand,
    NotReady: _not_ready,
    RecordsUnavailable: _not_recorded,
    IdentityUnavailable: _identity_unavailable,
    KeyRefused: _key_refused,
    KeyReused: _key_reused,
    NotFound: _action_refused,
    NotPossible: _action_refused,
    KeyNotProposed: _action_refused,
    SecondPersonNeeded: _action_refused,
    VersionChanged: _changed,
    DispositionChanged: _changed,
    ProposalRefused: _proposal_refused,
    SubjectUnknown: _action_refused,
    RescreenUnknown: _action_refused,
    SegmentRefused: _action_refused,
    WebhookRefused: _proposal_refused,
    WebhookNotFound: _action_refused,
    WebhookNotPossible: _action_refused,
    CursorUnknown: _action_refused,
    BadFile: _bad_file,
    FileTooLarge: _bad_file,
    TooManyJobs: _too_many_jobs,
    RequestValidationError: _parameters,
    HTTPException: _http,
}


def install(app: FastAPI) -> None:
    """Map every error of a route to its problem."""
    for error, handler in _HANDLERS.items():
        app.add_exception_handler(error, handler)


async def answer_to(request: Request, error: Exception) -> Response | None:
    """The answer to an error that was raised before any route was reached; None for one that nobody foresaw."""
    handler = _HANDLERS.get(type(error))
    if handler is None:
        return None
    response: Response = await handler(request, error)
    return response
