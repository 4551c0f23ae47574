"""Who may come in, as the operator set it: composed of the keys in the database and the identity provider, if any."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import datetime
from time import monotonic

from service.auth.api_key_cache import ApiKeyCache
from service.auth.authenticator import Authenticator, TokenReader
from service.auth.failed_attempts import FailedAttempts
from service.auth.store import KeyStore
from service.engine.screening.errors import NotReady
from service.records.records import Records
from service.settings import Settings


def authenticator_of(settings: Settings, records: Records, clock: Callable[[], datetime]) -> Authenticator:
    """An authenticator for one server. Raises NotReady if tokens are to be taken and nothing here can verify them."""
    key_cache = ApiKeyCache(
        KeyStore(records.engine),
        life=settings.key_seconds,
        requests_per_second=settings.requests_per_second,
        clock=clock,
        timeout=settings.record_timeout_seconds,
    )
    tokens = _token_reader(settings, clock) if settings.oidc_issuer else None
    failures = FailedAttempts(settings.failed_keys_per_minute, monotonic)
    return Authenticator(key_cache, tokens, failures, guarded=settings.allow_unauthenticated)


def _token_reader(settings: Settings, clock: Callable[[], datetime]) -> TokenReader:
    if importlib.util.find_spec("jwt") is None:
        raise NotReady("SEKISHO_OIDC_ISSUER is set, but PyJWT is not installed: pip install 'sekisho[oidc]'")
    from service.auth.jwks import KeySet, fetch_jwks
    from service.auth.jwt import Provider, Tokens

    provider = Provider(
        issuer=settings.oidc_issuer or "",
        audience=settings.oidc_audience or "",
        algorithms=settings.oidc_algorithms,
        roles_claim=settings.oidc_roles_claim,
        roles=settings.oidc_roles,
    )
    keys = KeySet(settings.oidc_jwks_url or "", fetch=fetch_jwks, monotonic=monotonic)
    return Tokens(provider, keys, requests_per_second=settings.requests_per_second, clock=clock, monotonic=monotonic)
