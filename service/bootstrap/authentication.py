"""Who may come in, as the operator set it: composed of the keys in the database and the identity provider, if any."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import datetime
from time import monotonic

from service.auth.api_key_cache import Keyring
from service.auth.authenticator import Doorkeeper, TokenReader
from service.auth.failed_attempts import Failures
from service.auth.store import KeyStore
from service.engine.screening.errors import NotReady
from service.records.records import Records
from service.settings import Settings


def doorkeeper_of(settings: Settings, records: Records, clock: Callable[[], datetime]) -> Doorkeeper:
    """A doorkeeper for one server. Raises NotReady if tokens are to be taken and nothing here can verify them."""
    keyring = Keyring(
        KeyStore(records.engine),
        life=settings.key_seconds,
        requests_per_second=settings.requests_per_second,
        clock=clock,
        timeout=settings.record_timeout_seconds,
    )
    tokens = _token_reader(settings, clock) if settings.oidc_issuer else None
    failures = Failures(settings.failed_keys_per_minute, monotonic)
    return Doorkeeper(keyring, tokens, failures, guarded=settings.allow_unauthenticated)


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
