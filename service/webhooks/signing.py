"""Signatures of Standard Webhooks 1.0.0 (https://www.standardwebhooks.com): `v1`, HMAC-SHA256 with a shared secret, and
beside it `v1a`, Ed25519, which a receiver can check without sharing a secret. Verifiers skip what they do not know.

Secrets are written `whsec_`, Ed25519 keys `whsk_` (private) and `whpk_` (public), each with the base64 of its bytes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from service.common.clock import sortable
from service.webhooks.model import SigningKeys

_SECRET, _PRIVATE, _PUBLIC = "whsec_", "whsk_", "whpk_"
_SECRET_BYTES = 32
"""The standard asks for 24 to 64."""


def new_secret() -> str:
    """A shared secret by chance."""
    return _SECRET + _base64(secrets.token_bytes(_SECRET_BYTES))


def new_signing_key() -> str:
    """A private Ed25519 key by chance."""
    return _PRIVATE + _base64(Ed25519PrivateKey.generate().private_bytes_raw())


def public_key_of(signing_key: str) -> str:
    """What the receiver verifies `v1a` with."""
    return _PUBLIC + _base64(_private(signing_key).public_key().public_bytes_raw())


def signed_headers(keys: SigningKeys, message_id: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers of one attempt. The id stays the same over retries; `now` is the moment of the attempt."""
    timestamp = str(int(now.timestamp()))
    content = b".".join((message_id.encode(), timestamp.encode(), body))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signatures(keys, content, now)),
    }


def _signatures(keys: SigningKeys, content: bytes, now: datetime) -> Iterator[str]:
    """By the present keys, and by those before them while a receiver may still have them."""
    yield _hmac(keys.secret, content)
    former = keys.previous_until is not None and sortable(now) < keys.previous_until
    if former and keys.previous_secret is not None:
        yield _hmac(keys.previous_secret, content)
    yield _ed25519(keys.signing_key, content)
    if former and keys.previous_signing_key is not None:
        yield _ed25519(keys.previous_signing_key, content)


def _hmac(secret: str, content: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(_SECRET))
    return f"v1,{_base64(hmac.new(key, content, hashlib.sha256).digest())}"


def _ed25519(signing_key: str, content: bytes) -> str:
    return f"v1a,{_base64(_private(signing_key).sign(content))}"


def _private(signing_key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(signing_key.removeprefix(_PRIVATE)))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
