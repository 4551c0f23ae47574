"""The key of an installation: 256 bits of chance in a file, made on first use, for its owner's eyes only."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from service.engine.screening.errors import NotReady

_BYTES = 32


def installation_key(path: Path) -> bytes:
    """The key in a file. Raises NotReady if there is none and none can be made, or if it is too short to be one."""
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise NotReady(f"the key {path} cannot be used: {error.strerror}") from None
    if len(key) < _BYTES:
        raise NotReady(f"the key {path} cannot be used: expected {_BYTES} bytes or more, got {len(key)}")
    return key


def _make(path: Path) -> None:
    """Written aside and then linked: of several processes that start at once, the first to do so wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    number = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(secrets.token_bytes(_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            os.link(aside, path)
    finally:
        aside.unlink(missing_ok=True)
