"""The book: counterparties that are watched, and the rescreens of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.customers.model import RescreenState, SubjectStatus
from service.engine.model.decision import Decision
from service.web.api_client import may
from service.web.context import Visitor, context_of
from service.web.errors import Refused

_FILTERS = ("segment", "status", "decision", "entity", "after")
_OF_THE_BOOK = frozenset({"rescreen_overdue", "subjects_waiting", "subjects_unscreenable", "rescreen_missed"})
_SHOWN_RESCREENS = 5


async def show(request: Request) -> Response:
    """Subjects, newest first, by the filters in the address. A reference leads to its subject."""
    visitor = await context_of(request).visitor(request)
    if reference := request.query_params.get("reference", "").strip():
        return RedirectResponse(f"/desk/book/{quote(reference, safe='')}", 303)
    given = {name: request.query_params[name] for name in _FILTERS if request.query_params.get(name)}
    answer = await visitor.ask("GET", "v1", "subjects", query=given)
    if answer.status == 403:
        raise Refused(answer.status, answer.detail)
    found, error = (answer.document, None) if answer.ok else (None, answer.detail)
    following = None
    if found is not None and found["next"] is not None:
        following = "/desk/book?" + urlencode(given | {"after": found["next"]})
    rescreens = []
    if visitor.actor is not None and may(visitor.actor, "GET /v1/rescreens"):
        rescreens = (await visitor.get("v1", "rescreens", limit=_SHOWN_RESCREENS))["rescreens"]
    return visitor.page(
        "book.html",
        http_status=answer.status,
        given=given,
        subjects=[] if found is None else found["subjects"],
        error=error,
        following=following,
        rescreens=rescreens,
        statuses=list(SubjectStatus),
        decisions=list(Decision),
        **await _standing(visitor),
    )


async def show_subject(request: Request) -> Response:
    """One subject with its newest answer and its hits."""
    visitor = await context_of(request).visitor(request)
    return await _subject_page(visitor, request.path_params["reference"])


async def withdraw(request: Request) -> Response:
    """Watch a subject no more."""
    visitor = await context_of(request).visitor(request)
    form = await visitor.form()
    reference = request.path_params["reference"]
    answer = await visitor.ask("POST", "v1", "subjects", reference, "withdraw", body={"reason": form.text("reason")})
    if answer.ok:
        return RedirectResponse(f"/desk/book/{quote(reference, safe='')}", 303)
    if answer.status != 422:
        raise Refused(answer.status, answer.detail)
    return await _subject_page(visitor, reference, error=answer.detail)


async def list_rescreens(request: Request) -> Response:
    """Rescreens, newest first."""
    visitor = await context_of(request).visitor(request)
    return await _rescreens_page(visitor)


async def ask_for_rescreen(request: Request) -> Response:
    """Screen the whole book again."""
    visitor = await context_of(request).visitor(request)
    form = await visitor.form()
    answer = await visitor.ask("POST", "v1", "rescreens", body={"reason": form.text("reason")})
    if answer.ok:
        return RedirectResponse(f"/desk/rescreens/{answer.document['id']}", 303)
    if answer.status not in (409, 422):
        raise Refused(answer.status, answer.detail)
    return await _rescreens_page(visitor, error=answer.detail, status=answer.status)


async def show_rescreen(request: Request) -> Response:
    """One rescreen with its totals and what it certifies."""
    visitor = await context_of(request).visitor(request)
    rescreen_id = request.path_params["id"]
    rescreen = await visitor.get("v1", "rescreens", rescreen_id)
    answer = await visitor.ask("GET", "v1", "rescreens", rescreen_id, "certificate")
    return visitor.page(
        "rescreen.html",
        one=rescreen,
        at_work=rescreen["state"] in (RescreenState.QUEUED, RescreenState.RUNNING),
        certificate=answer.document if answer.ok else None,
    )


async def download_certificate(request: Request) -> Response:
    """The certificate of a rescreen as a file."""
    visitor = await context_of(request).visitor(request)
    rescreen_id = request.path_params["id"]
    answer = await visitor.ask("GET", "v1", "rescreens", rescreen_id, "certificate")
    if not answer.ok:
        raise Refused(answer.status, answer.detail)
    headers = {"Content-Disposition": f'attachment; filename="{rescreen_id}-certificate.json"'}
    return Response(answer.content, media_type="application/json", headers=headers)


async def _subject_page(visitor: Visitor, reference: str, *, error: str | None = None) -> Response:
    subject = await visitor.get("v1", "subjects", reference)
    return visitor.page(
        "subject.html",
        http_status=200 if error is None else 422,
        one=subject,
        fields={key: value for key, value in subject["subject"].items() if value and key not in ("roles", "type")},
        error=error,
        **await _standing(visitor),
    )


async def _rescreens_page(visitor: Visitor, *, error: str | None = None, status: int = 200) -> Response:
    query = {"after": visitor.request.query_params.get("after")}
    found = await visitor.ask("GET", "v1", "rescreens", query=query)
    if not found.ok:
        raise Refused(found.status, found.detail)
    page = found.document
    following = None if page["next"] is None else "/desk/rescreens?" + urlencode({"after": page["next"]})
    return visitor.page(
        "rescreens.html", http_status=status, rescreens=page["rescreens"], following=following, error=error
    )


async def _standing(visitor: Visitor) -> dict[str, Any]:
    """Which snapshot is in use, and whether the book is behind it."""
    answer = await visitor.ask("GET", "readyz")
    ready = answer.document if answer.ok else {}
    warnings = [one for one in ready.get("warnings", ()) if one["code"] in _OF_THE_BOOK]
    return {"in_use": ready.get("snapshot_sha256"), "warnings": warnings}


ROUTES = [
    Route("/desk/book", show, methods=["GET"]),
    Route("/desk/book/{reference}", show_subject, methods=["GET"]),
    Route("/desk/book/{reference}/withdraw", withdraw, methods=["POST"]),
    Route("/desk/rescreens", list_rescreens, methods=["GET"]),
    Route("/desk/rescreens", ask_for_rescreen, methods=["POST"]),
    Route("/desk/rescreens/{id}", show_rescreen, methods=["GET"]),
    Route("/desk/rescreens/{id}/certificate", download_certificate, methods=["GET"]),
]
