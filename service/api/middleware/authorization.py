"""Authorization before every route: what is asked for, who asks, whether they may, how often, and for how long.

One plain ASGI wrapper, so that what is refused here has cost next to nothing. It keeps the row of the table of
permissions as `scope["operation"]` and who asks as `scope["actor"]`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.parameters import refuse_many
from service.api.permissions import Operation, Operations, names
from service.api.problems import (
    FORBIDDEN,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    NOT_READY,
    OVER_TIME,
    TOO_MANY,
    UNAUTHENTICATED,
    Problem,
)
from service.auth.authenticator import Authenticator, Credentials
from service.auth.model import Actor, Refusal
from service.auth.token_bucket import TokenBucket
from service.common.logging import Logger

log = Logger("sekisho.http")

_WHERE_FROM = frozenset({b"host", b"origin", b"sec-fetch-site"})
_CREDENTIALS = _WHERE_FROM | {b"authorization", b"x-api-key"}
_OF_PROXIES = frozenset({b"forwarded", b"via", b"x-real-ip", b"x-client-ip", b"true-client-ip", b"cf-connecting-ip"})
"""With these, and all that begin with `X-Forwarded-`, a proxy says for whom it asks (RFC 7239, RFC 9110)."""
_SCHEMES = frozenset({"bearer", "apikey", "token"})
"""Of `Authorization`: ours, and those that clients and data loaders of OpenSanctions send."""
_IN_ADDRESS = ("api_key", "token")
"""Query parameters with a key, for clients that cannot send headers, where the operator allows it."""


class AuthorizationMiddleware:
    """Wraps an application. Raises Problem, RecordsUnavailable or IdentityUnavailable instead of asking it."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        authenticator: Authenticator | None,
        operations: Operations,
        seconds: float,
        keys_in_addresses: str | None = None,
    ) -> None:
        """`keys_in_addresses` is the beginning of the paths at which a key may stand in the address itself."""
        self._app, self._authenticator, self._operations, self._seconds = app, authenticator, operations, seconds
        self._keys_in_addresses = keys_in_addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refuse_many(scope["query_string"], "a URL")
        operation = self._operations.find(scope["method"], scope["path"])
        if operation is None:
            raise self._not_there(scope)
        scope["operation"] = operation
        permission = operation.permission
        if permission.roles is not None:
            actor = scope["actor"] = await self._let_in(scope)
            if actor.bucket is not None:
                send = _limited(actor.bucket, send)
            if permission.roles.isdisjoint(actor.roles):
                raise _forbidden(operation, actor)
        if permission.timed:
            await self._in_time(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(self._seconds) as budget:
                await self._app(scope, receive, send)
        except TimeoutError:
            if not budget.expired():
                raise
            detail = f"the request took longer than {self._seconds:g} s; nothing was decided"
            raise Problem(OVER_TIME, detail, headers={"Retry-After": "1"}) from None

    async def _let_in(self, scope: Scope) -> Actor:
        if self._authenticator is None:
            raise Problem(NOT_READY, "this application only describes itself")
        credentials = credentials_of(scope)
        if (
            credentials.credential is None
            and self._keys_in_addresses
            and scope["path"].startswith(self._keys_in_addresses)
        ):
            credentials = credentials._replace(credential=_key_in_address(scope["query_string"]))
        found = await self._authenticator.identify(credentials)
        if isinstance(found, Refusal):
            if found.wait_seconds:
                raise Problem(TOO_MANY, found.detail, headers={"Retry-After": str(found.wait_seconds)})
            raise _unauthenticated(scope, found)
        return found

    def _not_there(self, scope: Scope) -> Problem:
        methods = self._operations.methods(scope["path"])
        if not methods:
            return Problem(NOT_FOUND, f"there is nothing at {scope['path']}")
        detail = f"{scope['method']} is not understood at {scope['path']}"
        return Problem(METHOD_NOT_ALLOWED, detail, headers={"Allow": ", ".join(methods)})


def tells_where_from(name: bytes) -> bool:
    """Whether a service without keys looks at a header, to tell this machine from everybody else."""
    return name in _WHERE_FROM or _is_of_proxy(name)


def _is_of_proxy(name: bytes) -> bool:
    return name in _OF_PROXIES or name.startswith(b"x-forwarded-")


def credentials_of(scope: Scope) -> Credentials:
    """Who says what of themselves. A header that comes twice says nothing that could be relied on."""
    found: dict[bytes, str | None] = {}
    proxied = False
    for name, value in scope["headers"]:
        if name in _CREDENTIALS:
            found[name] = None if name in found else value.decode("latin-1")
        elif _is_of_proxy(name):
            proxied = True
    client = scope.get("client")
    return Credentials(
        _credential(found),
        client[0] if client else None,
        found.get(b"host"),
        found.get(b"origin", ""),
        found.get(b"sec-fetch-site", ""),
        proxied,
    )


def _credential(found: dict[bytes, str | None]) -> str | None:
    key = found.get(b"x-api-key")
    if key:
        return key
    scheme, _, credential = (found.get(b"authorization") or "").partition(" ")
    return credential.strip() if credential and scheme.lower() in _SCHEMES else None


def _key_in_address(query: bytes) -> str | None:
    given = parse_qs(query.decode("latin-1"))
    return next((given[name][0] for name in _IN_ADDRESS if name in given), None)


def _unauthenticated(scope: Scope, refusal: Refusal) -> Problem:
    """RFC 6750: a challenge, which only speaks of an invalid token where there was one."""
    log.info("not_let_in", reason=refusal.detail, operation=scope["operation"].name, request_id=scope["request_id"])
    challenge = 'Bearer realm="sekisho"' + (', error="invalid_token"' if refusal.presented else "")
    return Problem(UNAUTHENTICATED, refusal.detail, headers={"WWW-Authenticate": challenge})


def _forbidden(operation: Operation, actor: Actor) -> Problem:
    wanted, has = names(operation.permission.roles or ()), names(actor.roles) or "none"
    detail = f"{operation.name} needs one of the roles {wanted}; {actor.name} has {has}"
    challenge = 'Bearer realm="sekisho", error="insufficient_scope"'
    return Problem(FORBIDDEN, detail, headers={"WWW-Authenticate": challenge})


def _limited(bucket: TokenBucket, send: Send) -> Send:
    """Take a request out of the bucket, and tell on the answer how many are left. Raises Problem if there is none."""
    allowed = bucket.take(asyncio.get_running_loop().time())
    headers = _rate_headers(bucket)
    if not allowed:
        detail = f"this key may ask {bucket.per_second:g} times a second; ask again in {bucket.wait_seconds} s"
        raise Problem(TOO_MANY, detail, headers={**dict(headers), "Retry-After": str(bucket.wait_seconds)})
    raw = [(name.lower().encode(), value.encode()) for name, value in headers]

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *raw]
        await send(message)

    return send_on


def _rate_headers(bucket: TokenBucket) -> Iterable[tuple[str, str]]:
    """As the HTTPAPI working group's drafts have them, in the form that most clients read."""
    size = int(bucket.size)
    return (
        ("RateLimit-Limit", str(size)),
        ("RateLimit-Remaining", str(bucket.left)),
        ("RateLimit-Reset", str(bucket.full_seconds)),
        ("RateLimit-Policy", f"{size};w={max(1, round(bucket.size / bucket.per_second))}"),
    )
