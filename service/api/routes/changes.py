"""Another edition for a list: activating, rolling back, importing. Audited, and done in a process of its own."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request, Response

from service.api import examples
from service.api.context import actor_of, runtime_of
from service.api.path_redaction import without_folders
from service.api.problems import EDITION_REFUSED, NOT_FOUND, Problem
from service.api.request_body import read_json
from service.api.responses import documented, json_body, json_model
from service.api.routes.editions import WatchlistId
from service.api.schemas.changes import ActivateIn, ChangeOut, RollbackIn
from service.audit.event import Detail, Event
from service.bootstrap.runtime import Runtime
from service.watchlists.editions.errors import UnknownEditionError
from service.watchlists.editions.importing import previous_edition
from service.watchlists.editions.store import store_of
from service.worker.list_commands import Ended, ListCommand, change
from service.worker.list_reload import reload_with_index

router = APIRouter(prefix="/v1/watchlists", tags=["Lists"])


@router.post(
    "/{id}/activate",
    summary="Activate an edition",
    responses=documented(ChangeOut, 400, 404, 409, 413, 415, 422, 503),
    openapi_extra=json_body(ActivateIn, examples.ACTIVATIONS),
)
async def activate_edition(request: Request, watchlist_id: WatchlistId) -> Response:
    """Make a stored edition the active one, through the same gates as an import. If one of them objects, the answer is
    409, says why, and the edition before stays. The answer comes when answers of this process rest on the new edition.
    """
    runtime = runtime_of(request)
    _, body = await read_json(request, ActivateIn, limit=runtime.settings.max_body_bytes)
    _refuse_unknown(runtime, watchlist_id)
    try:
        edition = await asyncio.to_thread(store_of(runtime.settings).edition, watchlist_id, body.edition)
    except UnknownEditionError as error:
        raise Problem(NOT_FOUND, str(error)) from None
    details: dict[str, Detail] = {"edition": edition.sha256, "accept": body.accept}
    reason = await _note(request, watchlist_id, "activate", body.reason, details)
    command = ListCommand("activate", watchlist_id, edition.sha256, accept=body.accept, reason=reason)
    ended = await change(runtime.settings, command)
    return await _answer(runtime, watchlist_id, ended)


@router.post(
    "/{id}/rollback",
    summary="Go back to the edition before",
    responses=documented(ChangeOut, 400, 404, 409, 413, 415, 422, 503),
    openapi_extra=json_body(RollbackIn, examples.ROLLBACKS),
)
async def roll_back_edition(request: Request, watchlist_id: WatchlistId) -> Response:
    """Make the edition that was active before active again. No gate stands in its way: it is a person's decision."""
    runtime = runtime_of(request)
    _, body = await read_json(request, RollbackIn, limit=runtime.settings.max_body_bytes)
    _refuse_unknown(runtime, watchlist_id)
    previous = await asyncio.to_thread(previous_edition, store_of(runtime.settings), watchlist_id)
    if previous is None:
        raise Problem(NOT_FOUND, f"no edition of {watchlist_id} was active before the active one")
    reason = await _note(request, watchlist_id, "rollback", body.reason, {"edition": previous})
    ended = await change(runtime.settings, ListCommand("rollback", watchlist_id, reason=reason))
    return await _answer(runtime, watchlist_id, ended)


def _refuse_unknown(runtime: Runtime, watchlist_id: str) -> None:
    if watchlist_id not in store_of(runtime.settings).watchlists():
        raise Problem(NOT_FOUND, f"no editions are kept of a watchlist {watchlist_id!r}")


async def _note(request: Request, watchlist_id: str, action: str, reason: str, details: dict[str, Detail]) -> str:
    """Say who asks, before it is done, in the audit chain; and for the log of the list, which this returns."""
    actor = actor_of(request).name
    event = Event("list_change_asked", actor, watchlist_id, details | {"action": action, "reason": reason})
    await runtime_of(request).records.note(event)
    return f"{reason} (by {actor})"


async def _answer(runtime: Runtime, watchlist_id: str, ended: Ended) -> Response:
    edition = ended.edition
    if not ended.done or edition is None:
        told = [without_folders(message, runtime.settings) for message in ended.messages]
        errors = [{"location": "body", "pointer": "", "detail": message} for message in told]
        raise Problem(EDITION_REFUSED, "; ".join(told), errors)
    in_use = await asyncio.to_thread(reload_with_index, runtime)
    return json_model(
        ChangeOut(
            watchlist=watchlist_id,
            outcome=ended.outcome,
            edition=edition["edition"],
            edition_sha256=edition["sha256"],
            messages=list(ended.messages),
            in_use=in_use,
        )
    )
