"""Secrets of API keys: `sk_`, eight characters that are the id of the key, `_`, and 256 bits of chance.

Only the SHA-256 of a secret is kept. A slow hash with a salt protects secrets that people choose, which can be guessed;
256 bits of chance cannot be, so a fast hash is as safe here and can be taken at every request.
"""

from __future__ import annotations

import hashlib
import re
import secrets

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_ID_LENGTH = 8
SECRET = re.compile(r"sk_([a-km-np-z2-9]{8})_[A-Za-z0-9_-]{43}\Z", re.ASCII)


def new_secret() -> tuple[str, str]:
    """An id and a secret that begins with it."""
    key_id = "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))
    return key_id, f"sk_{key_id}_{secrets.token_urlsafe(32)}"


def sha256_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
