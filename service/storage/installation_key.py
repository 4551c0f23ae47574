"""The key of an installation: 256 bits of chance in a file, made on first use, for its owner's eyes only."""

from __future__ import annotations

import secrets
from pathlib import Path

from service.common.files import write_secret_once
from service.engine.screening.errors import NotReady

_BYTES = 32


def installation_key(path: Path) -> bytes:
    """The key in a file. Raises NotReady if there is none and none can be made, or if it is too short to be one."""
    try:
        if not path.exists():
            write_secret_once(path, secrets.token_bytes(_BYTES))
        key = path.read_bytes()
    except OSError as error:
        raise NotReady(f"the key {path} cannot be used: {error.strerror}") from None
    if len(key) < _BYTES:
        raise NotReady(f"the key {path} cannot be used: expected {_BYTES} bytes or more, got {len(key)}")
    return key
