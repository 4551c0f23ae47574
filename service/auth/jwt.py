"""Bearer tokens of an identity provider (OpenID Connect): JSON Web Tokens with a signature that anybody can check."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

from service.auth.jwks import KeySet
from service.auth.key_generation import sha256_of
from service.auth.model import Actor, Refusal
from service.auth.token_bucket import TokenBucket
from service.common.roles import Role

_SUBJECT = re.compile(r"[!-~]{1,150}\Z", re.ASCII)
_LEEWAY_SECONDS = 30
_KEPT_SECONDS = 60
_MOST_KEPT = 10_000
_NEEDED = ("exp", "iss", "aud", "sub")


@dataclass(frozen=True, slots=True)
class Provider:
    """Whose tokens are taken, and what they have to say. `roles` maps values of the claim to roles."""

    issuer: str
    audience: str
    algorithms: tuple[str, ...]
    roles_claim: str
    roles: Mapping[str, Role]


@dataclass(frozen=True, slots=True)
class _Verified:
    actor: Actor
    until: float


class Tokens:
    """Verifies tokens, and remembers for a minute which it has verified."""

    def __init__(
        self,
        provider: Provider,
        keys: KeySet,
        *,
        requests_per_second: float,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._provider, self._keys, self._rate = provider, keys, requests_per_second
        self._clock, self._monotonic = clock, monotonic
        self._verified: dict[str, _Verified] = {}
        self._buckets: dict[str, TokenBucket] = {}

    async def identify(self, token: str) -> Actor | Refusal:
        """Whom a token lets in. Raises IdentityUnavailable if the provider's keys cannot be had."""
        digest = sha256_of(token)
        known = self._verified.get(digest)
        now = self._clock().timestamp()
        if known is not None and now < known.until:
            return known.actor
        claims = await self._claims(token)
        if isinstance(claims, Refusal):
            return claims
        actor = self._actor(claims)
        if isinstance(actor, Actor):
            _keep(self._verified, digest, _Verified(actor, min(now + _KEPT_SECONDS, float(claims["exp"]))))
        return actor

    async def _claims(self, token: str) -> dict[str, Any] | Refusal:
        """What a token says, once it is known to be the provider's, for us, and of now."""
        provider = self._provider
        try:
            header = jwt.get_unverified_header(token)
            algorithm, key_id = header.get("alg"), header.get("kid")
            if algorithm not in provider.algorithms:
                return Refusal(f"tokens have to be signed with one of {', '.join(provider.algorithms)}", True)
            key = await self._keys.find(key_id)
            if key is None:
                return Refusal("this token names a key that the identity provider does not have", True)
            claims: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=[algorithm],
                audience=provider.audience,
                issuer=provider.issuer,
                leeway=_LEEWAY_SECONDS,
                options={"require": list(_NEEDED), "verify_exp": False, "verify_nbf": False, "verify_iat": False},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            return Refusal(f"this token cannot be used: {type(error).__name__}", True)
        return self._in_time(claims) or claims

    def _in_time(self, claims: Mapping[str, Any]) -> Refusal | None:
        """By the program's clock, which the library does not know."""
        now = self._clock().timestamp()
        bounds = {"exp": claims["exp"], "nbf": claims.get("nbf", 0)}
        if any(isinstance(bound, bool) or not isinstance(bound, int | float) for bound in bounds.values()):
            return Refusal("exp and nbf of a token have to be numbers", True)
        if now >= bounds["exp"] + _LEEWAY_SECONDS:
            return Refusal("this token is expired", True)
        return Refusal("this token is not valid yet", True) if now < bounds["nbf"] - _LEEWAY_SECONDS else None

    def _actor(self, claims: Mapping[str, Any]) -> Actor | Refusal:
        subject = claims["sub"]
        if not isinstance(subject, str) or not _SUBJECT.match(subject):
            return Refusal("sub of a token has to be 1 to 150 printable ASCII characters without spaces", True)
        name = f"oidc:{subject}"
        words = _words(claims, self._provider.roles_claim)
        roles = frozenset(self._provider.roles[word] for word in words if word in self._provider.roles)
        return Actor(name, roles, bucket=self._bucket(name))

    def _bucket(self, name: str) -> TokenBucket | None:
        if self._rate <= 0:
            return None
        if name not in self._buckets:
            _keep(self._buckets, name, TokenBucket(self._rate, self._monotonic()))
        return self._buckets[name]


def _words(claims: Mapping[str, Any], path: str) -> frozenset[str]:
    """The words in a claim, which may lie within another (`realm_access.roles`): a list, or a text."""
    found: Any = claims
    for step in [path] if path in claims else path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        found = found.split()
    return frozenset(word for word in found if isinstance(word, str)) if isinstance(found, list) else frozenset()


def _keep(kept: dict[str, Any], key: str, value: Any) -> None:
    """Keep a value; the one that has been kept longest goes if there are too many."""
    if len(kept) >= _MOST_KEPT:
        del kept[next(iter(kept))]
    kept[key] = value
