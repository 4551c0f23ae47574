"""The lists that are searched, those that are not, fetching them, and bringing files."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.web.context import Context, Visitor, context_of
from service.web.errors import Refused

_IMPORT = "POST /v1/watchlists/{id}/editions"
_MOST_FILES = 8
_ACTIVATED = "activated"
_GATES_OBJECT = 409
_CHOICES = {"check": {"dry_run": "true"}, "import": {}, "accept": {"accept": "true"}}
"""What is to be done with files, and what is asked of the HTTP interface for it."""


async def show(request: Request) -> Response:
    """Every list with its edition and age, and those not loaded. While lists are fetched it says how each fares."""
    visitor = await context_of(request).visitor(request)
    return await _page(context_of(request), visitor)


async def show_one(request: Request) -> Response:
    """One list: its editions, what was let in, and what changed between the last two."""
    visitor = await context_of(request).visitor(request)
    watchlist_id = request.path_params["id"]
    found = await visitor.get("v1", "watchlists", watchlist_id)
    kept = await visitor.get("v1", "watchlists", watchlist_id, "editions")
    editions = kept["editions"]
    change = None
    if len(editions) > 1:
        query = {"from": editions[-2]["sha256"], "to": editions[-1]["sha256"], "limit": 100}
        answer = await visitor.ask("GET", "v1", "watchlists", watchlist_id, "diff", query=query)
        change = answer.document if answer.ok else None
    return visitor.page("list.html", one=found, editions=editions[::-1], log=kept["log"], change=change)


async def fetch(request: Request) -> Response:
    """Ask the publishers of all lists, or of one, for new editions, without waiting for them."""
    visitor = await context_of(request).visitor(request)
    form = await visitor.form()
    wanted = form.all("watchlist")
    answer = await visitor.ask("POST", "v1", "watchlists", "fetch", query={"watchlist": wanted} if wanted else {})
    if not answer.ok:
        raise Refused(answer.status, answer.detail)
    since = answer.document["asked_at"].replace("+00:00", "Z")
    return RedirectResponse(f"/desk/lists?fetching={since}&of={','.join(answer.document['waiting'])}", 303)


async def bring(request: Request) -> Response:
    """Check the files of a list, or bring them as a new edition. What the gates say is shown either way."""
    context = context_of(request)
    visitor = await context.visitor(request)
    visitor.refuse_unless_may(_IMPORT, "files of lists are brought by admins")
    folder = await asyncio.to_thread(context.uploads.incoming)
    try:
        limit = context.settings.fetch_max_bytes
        form = await visitor.file_form(folder, most_bytes=limit, most_files=_MOST_FILES)
        watchlist_id = form.text("own") or form.text("watchlist")
        query = _CHOICES.get(form.text("choice"), _CHOICES["check"])
        if not watchlist_id or not form.files:
            return await _page(context, visitor, error="choose a list and at least one file", status=422)
        path = ("v1", "watchlists", watchlist_id, "editions")
        answer = await visitor.send_files(*path, files=form.files, query=query)
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    if answer.ok:
        return await _page(context, visitor, outcome=answer.document, files=[name for name, _ in form.files])
    if answer.status in (401, 403, 503):
        raise Refused(answer.status, answer.detail)
    refused = answer.status == _GATES_OBJECT
    messages = [one["detail"] for one in answer.document.get("errors", ())] if refused else []
    return await _page(
        context, visitor, error=None if messages else answer.detail, refused=messages, status=answer.status
    )


async def _page(
    context: Context,
    visitor: Visitor,
    *,
    outcome: dict[str, Any] | None = None,
    files: Iterable[str] = (),
    refused: Iterable[str] = (),
    error: str | None = None,
    status: int = 200,
) -> Response:
    found = await visitor.get("v1", "watchlists")
    today = context.clock().date()
    query = visitor.request.query_params
    progress = _progress(found, query.get("fetching", ""), query.get("of", ""))
    return visitor.page(
        "lists.html",
        http_status=status,
        lists=[one | {"days": _days(one, today)} for one in found["watchlists"]],
        not_loaded=found["not_loaded"],
        only_bundled=all(one["freshness"] is None for one in found["watchlists"]),
        progress=progress,
        at_work=any(one["attempt"] is None for one in progress),
        outcome=outcome,
        files=list(files),
        refused=list(refused),
        error=error,
        choices=list(_CHOICES),
    )


def _progress(found: dict[str, Any], since: str, wanted: str) -> list[dict[str, Any]]:
    """How each list that is fetched fares: its last attempt, if that is later than the fetch was asked for. One that
    was brought in just now is searched a few seconds later, when it is loaded."""
    asked_at = _moment(since)
    if asked_at is None:
        return []
    loaded = {one["id"]: (one["title"], (one["freshness"] or {}).get("last_attempt")) for one in found["watchlists"]}
    known = loaded | {one["id"]: (one["title"], one["last_attempt"]) for one in found["not_loaded"]}
    rows = []
    for watchlist_id in wanted.split(","):
        if watchlist_id in known:
            title, attempt = known[watchlist_id]
            at = None if attempt is None else _moment(attempt["at"])
            newest = attempt if at is not None and at >= asked_at else None
            loading = newest is not None and newest["outcome"] == _ACTIVATED and watchlist_id not in loaded
            shown = None if loading else newest
            rows.append({"id": watchlist_id, "title": title, "attempt": shown, "loading": loading})
    return rows


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _days(one: dict[str, Any], today: date) -> int | None:
    published = one["published_on"]
    return None if published is None else (today - date.fromisoformat(published)).days


ROUTES = [
    Route("/desk/lists", show, methods=["GET"]),
    Route("/desk/lists", bring, methods=["POST"]),
    Route("/desk/lists/fetch", fetch, methods=["POST"]),
    Route("/desk/lists/{id}", show_one, methods=["GET"]),
]
