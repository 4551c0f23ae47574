"""API keys: who has one, making one, withdrawing one."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from service.api import examples
from service.api.context import actor_of, authenticator_of, runtime_of
from service.api.problems import NOT_FOUND, Problem
from service.api.request_body import read_json
from service.api.responses import documented, json_body, json_bytes, json_model
from service.api.schemas.base import parse_moment
from service.api.schemas.keys import KeyIn, KeyOut, KeysOut, MadeKeyOut
from service.auth.api_keys import Wanted, find_key, make_key, needs_approval
from service.auth.key_policy import read_policy
from service.auth.model import ApiKey
from service.auth.store import KeyStore, add_key
from service.auth.store import approve_key as approval
from service.auth.store import revoke_key as withdrawal
from service.common.clock import sortable

router = APIRouter(prefix="/v1/keys", tags=["Keys"])

KeyId = Annotated[str, Path(alias="id", max_length=20, description="Id of the key.", examples=["ab3de8fg"])]


@router.get("", summary="All keys", responses=documented(KeysOut, 422, 503))
async def list_keys(request: Request) -> Response:
    """Every key there ever was, without its secret: whose it is, what it may do, and when it was last used."""
    runtime = runtime_of(request)
    keys = await asyncio.to_thread(KeyStore(runtime.records.engine).load)
    now = runtime.clock()
    return json_model(KeysOut(keys=[KeyOut(**_fields(key, now)) for key in keys]))


@router.post(
    "",
    summary="Make a key",
    status_code=201,
    responses=documented(MadeKeyOut, 400, 413, 415, 422, 503, status=201),
    openapi_extra=json_body(KeyIn, examples.KEYS),
)
async def create_key(request: Request) -> Response:
    """Make a key. Its secret is in this answer and nowhere else. Once there is a key, every request needs one. With
    `SEKISHO_KEYS_NEED_TWO` it is `proposed`, and lets nobody in until another administrator approves it."""
    runtime, actor = runtime_of(request), actor_of(request)
    _, body = await read_json(request, KeyIn, limit=runtime.settings.max_body_bytes)
    expires_at = None if body.expires_at is None else parse_moment(body.expires_at)
    policy = None if body.policy is None else read_policy(body.policy.model_dump_json())
    wanted = Wanted(body.name, frozenset(body.roles), expires_at, body.requests_per_second, policy)
    now = runtime.clock()
    two = runtime.settings.keys_need_two
    keys = await asyncio.to_thread(KeyStore(runtime.records.engine).load) if two else ()
    proposed = needs_approval(keys, by=actor.name, now=now, keys_need_two=two)
    key, secret = make_key(wanted, by=actor.name, now=now, proposed=proposed)
    await runtime.records.perform(add_key(key))
    await _take_effect(request)
    made = MadeKeyOut(**_fields(key, now), secret=secret)
    return json_bytes(made.model_dump_json().encode(), status=201)


@router.post(
    "/{id}/approve", summary="Approve a key, as a second person", responses=documented(KeyOut, 404, 409, 422, 503)
)
async def approve_key(request: Request, key_id: KeyId) -> Response:
    """Let a key that another administrator has made come into force. Nobody approves a key of their own making, by
    whatever key. Whoever does not want it revokes it."""
    runtime, actor = runtime_of(request), actor_of(request)
    key = await _known_key(request, key_id)
    await runtime.records.perform(approval(key, by=actor.name, at=runtime.clock()))
    await _take_effect(request)
    return json_model(KeyOut(**_fields(await _known_key(request, key.id), runtime.clock())))


@router.delete("/{id}", summary="Withdraw a key", responses=documented(KeyOut, 404, 422, 503))
async def revoke_key(request: Request, key_id: KeyId) -> Response:
    """Withdraw a key. In this process it stops to work at once, in others within seconds (`SEKISHO_KEY_SECONDS`)."""
    runtime, actor = runtime_of(request), actor_of(request)
    key = await _known_key(request, key_id)
    if key.revoked_at is None:
        await runtime.records.perform(withdrawal(key, by=actor.name, at=runtime.clock()))
        await _take_effect(request)
    return json_model(KeyOut(**_fields(await _known_key(request, key.id), runtime.clock())))


async def _known_key(request: Request, key_id: str) -> ApiKey:
    """The key as it is kept. Raises Problem."""
    store = KeyStore(runtime_of(request).records.engine)
    key = find_key(await asyncio.to_thread(store.load), key_id)
    if key is None:
        raise Problem(NOT_FOUND, f"there is no key {key_id!r}")
    return key


async def _take_effect(request: Request) -> None:
    key_cache = authenticator_of(request).key_cache
    await asyncio.to_thread(lambda: key_cache.read(anyway=True))


def _fields(key: ApiKey, now: datetime) -> dict[str, Any]:
    fields = {name: sortable(value) if isinstance(value, datetime) else value for name, value in asdict(key).items()}
    del fields["secret_sha256"], fields["genuine"]
    return fields | {"prefix": key.prefix, "state": key.state(now), "roles": sorted(key.roles)}
