"""Who is this? From the credentials of one request to an actor, or to a refusal that says why."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from service.auth.api_key_cache import ApiKeyCache
from service.auth.failed_attempts import FailedAttempts
from service.auth.key_generation import SECRET, sha256_of
from service.auth.model import Actor, Refusal
from service.common.loopback import is_loopback, names_loopback
from service.common.roles import ALL_ROLES, Role

LOCAL = Actor("local", ALL_ROLES)
"""Somebody on this machine, while there are no keys."""

UNAUTHENTICATED = Actor("unauthenticated", ALL_ROLES - {Role.ADMIN})
"""Somebody whom something in front of the service has let through. Keys and lists are not for them to change."""

_NO_KEYS = (
    "there are no API keys yet, so only this machine is served, by its own name; create one: sekisho keys create NAME"
)
_PROXIED = (
    "there are no API keys, and this request came through a proxy, so anybody may have sent it; create a key: "
    "sekisho keys create NAME"
)
_OWN_PAGES = frozenset({"", "none", "same-origin"})
"""`Sec-Fetch-Site` of programs, of addresses typed by a person, and of our own pages (W3C Fetch Metadata)."""

_NO_CREDENTIAL = (
    "send an API key as Authorization: Bearer ..., Authorization: ApiKey ... or X-API-Key, or a token as "
    "Authorization: Bearer ..."
)


class TokenReader(Protocol):
    """Whoever can tell whom a bearer token lets in."""

    async def identify(self, token: str) -> Actor | Refusal: ...


class Credentials(NamedTuple):
    """What one request says of who sends it: the key or token, the address it comes from, the headers `Host`, `Origin`
    and `Sec-Fetch-Site` (empty if there is none, None if it cannot be told, as when it comes twice), and whether a
    proxy says that it asks for somebody else."""

    credential: str | None
    peer: str | None
    host: str | None
    origin: str | None
    fetch_site: str | None = ""
    proxied: bool = False


class Authenticator:
    """Tells who somebody is. Once a key has ever existed, or tokens are taken, everybody needs one or the other."""

    def __init__(
        self, key_cache: ApiKeyCache, tokens: TokenReader | None, failures: FailedAttempts, *, guarded: bool
    ) -> None:
        self.key_cache = key_cache
        self._tokens = tokens
        self._failures = failures
        self._guarded = guarded
        """Something in front of the service lets only the right people through."""

    async def identify(self, credentials: Credentials) -> Actor | Refusal:
        """Who this is. Raises RecordsUnavailable or IdentityUnavailable if that cannot be found out."""
        found = await self._look(credentials)
        if isinstance(found, Refusal) and found.presented and (wait := self._failures.count(credentials.peer)):
            return Refusal(f"too many wrong keys or tokens came from this address; try again in {wait} s", True, wait)
        return found

    async def _look(self, credentials: Credentials) -> Actor | Refusal:
        if not self.key_cache.fresh():
            await self.key_cache.refreshed()
        if self._tokens is None and not self.key_cache.keys:
            return self._without_keys(credentials)
        credential = credentials.credential
        if credential is None:
            return Refusal(_NO_CREDENTIAL, False)
        if self._tokens is not None and not credential.startswith("sk_"):
            return await self._tokens.identify(credential)
        digest = sha256_of(credential)
        actor = self.key_cache.actor(digest)
        if actor is None and SECRET.match(credential):
            return Refusal(self.key_cache.why_not(digest), True)
        return actor or Refusal("this is no API key: they begin with sk_ and have 55 characters", True)

    def _without_keys(self, credentials: Credentials) -> Actor | Refusal:
        """Only this machine; not by way of a proxy on it, which asks for others and may set `Host` as it likes; and not
        by way of a page of another site in its browser: such a page may make a request (then `Origin` or
        `Sec-Fetch-Site` gives it away), or have its own name lead to this machine (then `Host` does)."""
        if self._guarded:
            return UNAUTHENTICATED
        here = credentials.peer is not None and is_loopback(credentials.peer)
        if not here or credentials.host is None or not names_loopback(credentials.host):
            return Refusal(_NO_KEYS, False)
        if credentials.proxied:
            return Refusal(_PROXIED, False)
        foreign = credentials.fetch_site not in _OWN_PAGES
        if foreign or (credentials.origin != "" and (credentials.origin or "").partition("://")[2] != credentials.host):
            return Refusal("there are no API keys, so pages of other sites are not served", False)
        return LOCAL
