"""One alert, and what people decide about it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.alerts.proposals import CHECKS, SHORTEST_RATIONALE
from service.alerts.reason_codes import reason_codes
from service.alerts.statuses import AlertStatus, Outcome
from service.web.context import Form, Visitor, context_of
from service.web.errors import Refused
from service.web.word_difference import mark_words

_CHANGED = 412
_DECIDED = frozenset({AlertStatus.CLOSED_FALSE_POSITIVE, AlertStatus.CLOSED_TRUE_MATCH, AlertStatus.SUPERSEDED})
_TO_PROPOSE = frozenset({AlertStatus.OPEN, AlertStatus.IN_REVIEW, AlertStatus.RETURNED})


async def show(request: Request) -> Response:
    """The alert as it stands."""
    visitor = await context_of(request).visitor(request)
    return await _page(visitor, request.path_params["id"])


async def act(request: Request) -> Response:
    """Do what the form says with the version that was looked at. If the alert has changed since, nothing is done: the
    page comes again with what has happened meanwhile and what was written."""
    visitor = await context_of(request).visitor(request)
    form = await visitor.form()
    alert_id = request.path_params["id"]
    path, body = _asked(alert_id, request.path_params["action"], form)
    answer = await visitor.ask("POST", *path, body=body, version=form.text("version"))
    if answer.ok:
        return RedirectResponse(f"/desk/alerts/{alert_id}", 303)
    if answer.status in (401, 404):
        raise Refused(answer.status, answer.detail)
    since = form.text("version") if answer.status == _CHANGED else None
    return await _page(visitor, alert_id, form=form, error=answer.detail, status=answer.status, since=since)


async def _page(
    visitor: Visitor,
    alert_id: str,
    *,
    form: Form | None = None,
    error: str | None = None,
    status: int = 200,
    since: str | None = None,
) -> Response:
    alert = await visitor.get("v1", "alerts", alert_id)
    asked = alert["subject"]["as_screened"] or {}
    events = alert["events"]
    meanwhile = [one for one in events if since is not None and since.isdigit() and one["version"] > int(since)]
    return visitor.page(
        "alert.html",
        http_status=status,
        alert=alert,
        asked=asked,
        matches=[_compared(one, asked.get("name") or "") for one in alert["matches"]],
        events=events[::-1],
        meanwhile=meanwhile,
        proposals=alert["dispositions"][::-1],
        error=error,
        changed=status == _CHANGED,
        form=form or Form({}),
        reason_codes=list(reason_codes()),
        outcomes=list(Outcome),
        checks=CHECKS,
        shortest=SHORTEST_RATIONALE,
        decided=alert["status"] in _DECIDED,
        to_propose=alert["status"] in _TO_PROPOSE,
    )


def _compared(match: dict[str, Any], name: str) -> dict[str, Any]:
    asked, listed = mark_words(name, match["name"] or "")
    return match | {"asked_words": asked, "listed_words": listed}


def _asked(alert_id: str, action: str, form: Form) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The path and body of what a form asks for. Raises Refused."""
    alert, disposition = ("v1", "alerts", alert_id), ("v1", "dispositions", form.text("disposition"))
    match action:
        case "take":
            return (*alert, "assign"), {}
        case "comment":
            return (*alert, "comments"), {"comment": form.text("comment")}
        case "escalate":
            return (*alert, "escalate"), {"comment": form.text("comment")}
        case "propose":
            return (*alert, "dispositions"), _proposal(form)
        case "approve":
            return (*disposition, "approve"), {"disposition_sha256": form.text("sha256")}
        case "return":
            return (*disposition, "return"), {"comment": form.text("comment")}
        case "withdraw":
            return (*disposition, "withdraw"), {"comment": form.text("comment")} if form.text("comment") else {}
    raise Refused(404, f"nothing is called {action!r} here")


def _proposal(form: Form) -> dict[str, Any]:
    body: dict[str, Any] = {
        "match_ids": [int(one) for one in form.all("match") if one.isdecimal()],
        "outcome": form.text("outcome"),
        "reason_code": form.text("reason_code"),
        "rationale": form.text("rationale"),
        "checks": form.all("check"),
    }
    if form.text("remember"):
        body["suppress"] = {}
    return body


ROUTES = [
    Route("/desk/alerts/{id}", show, methods=["GET"]),
    Route("/desk/alerts/{id}/{action}", act, methods=["POST"]),
]
