"""The public keys of an identity provider (RFC 7517), kept, and asked for again when a token names an unknown one.

Anybody can send tokens that name unknown keys. So the provider is asked at most every five seconds, and more and more
seldom while asking brings nothing.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from service.auth.errors import IdentityUnavailable
from service.common.logging import Logger

log = Logger("sekisho.access")

_FIRST_PAUSE = 5.0
_LONGEST_PAUSE = 300.0
_RENEW_SECONDS = 600.0
_LIFE_SECONDS = 3600.0
"""Keys are asked for again after ten minutes, and no longer trusted after an hour without an answer."""
_TIMEOUT_SECONDS = 5.0
_LARGEST = 1024 * 1024

Fetch = Callable[[str], bytes]


def fetch_jwks(address: str) -> bytes:
    """Ask for the keys. Raises OSError."""
    if not address.startswith(("https://", "http://")):
        raise OSError(f"not an address of the web: {address}")
    try:
        with urllib.request.urlopen(address, timeout=_TIMEOUT_SECONDS) as answer:  # nosec B310  # checked above
            content: bytes = answer.read(_LARGEST + 1)
    except http.client.HTTPException as error:  # what answers there does not speak HTTP, or broke off
        raise OSError(f"the answer is no whole HTTP message: {type(error).__name__}") from None
    if len(content) > _LARGEST:
        raise OSError(f"the key set has more than {_LARGEST} bytes")
    return content


@dataclass(frozen=True, slots=True)
class _Keys:
    by_id: Mapping[str | None, jwt.PyJWK]
    at: float


class KeySet:
    """The keys behind one address."""

    def __init__(self, address: str, *, fetch: Fetch, monotonic: Callable[[], float]) -> None:
        self._address, self._fetch, self._monotonic = address, fetch, monotonic
        self._keys = _Keys({}, float("-inf"))
        self._asked = float("-inf")
        self._pause = _FIRST_PAUSE

    async def find(self, key_id: str | None) -> jwt.PyJWK | None:
        """The key of that id, or the only one if a token names none. Raises IdentityUnavailable."""
        found = self._find(key_id)
        age = self._monotonic() - self._keys.at
        if (found is None or age > _RENEW_SECONDS) and self._monotonic() - self._asked >= self._pause:
            await self._ask()
            found = self._find(key_id)
            self._pause = min(self._pause * 2, _LONGEST_PAUSE) if found is None else _FIRST_PAUSE
        if self._monotonic() - self._keys.at > _LIFE_SECONDS:
            raise IdentityUnavailable("the identity provider's keys cannot be had, so tokens cannot be verified")
        return found

    def _find(self, key_id: str | None) -> jwt.PyJWK | None:
        keys = self._keys.by_id
        return next(iter(keys.values())) if key_id is None and len(keys) == 1 else keys.get(key_id)

    async def _ask(self) -> None:
        self._asked = self._monotonic()
        try:
            content = await asyncio.to_thread(self._fetch, self._address)
            self._keys = _Keys(_read(content), self._asked)
        except (OSError, ValueError) as error:
            log.warning("identity_keys_not_read", address=self._address, reason=f"{type(error).__name__}: {error}")


def _read(content: bytes) -> dict[str | None, jwt.PyJWK]:
    """The keys that signatures are verified with. Raises ValueError for what is no key set."""
    document = json.loads(content)
    keys = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(keys, list):
        raise ValueError('expected an object with "keys"')
    return {one.key_id: one for one in map(_key, keys) if one is not None}


def _key(entry: Any) -> jwt.PyJWK | None:
    """One key; None for one of another use, of a kind that nobody here knows, or with an id that is no text."""
    if not isinstance(entry, dict) or entry.get("use", "sig") != "sig" or entry.get("kty") == "oct":
        return None
    if not isinstance(entry.get("kid"), str | None):
        return None
    try:
        return jwt.PyJWK(entry)
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
