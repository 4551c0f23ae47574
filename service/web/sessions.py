"""Who is signed in, kept on the server.

A session is a file that is sealed with the token in the visitor's cookie, which is kept nowhere else: whoever reads the
disk learns neither keys nor tokens. All processes of one machine see the same sessions.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service.common.clock import Clock

LONGEST = timedelta(hours=8)
"""A session ends a working day after sign-in."""
LONGEST_IDLE = timedelta(minutes=30)
"""And earlier if nothing is asked for so long."""
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor who has signed in. `csrf` has to come with every form."""

    credential: str
    csrf: str
    signed_in_at: float


class Sessions:
    """The sessions of one folder."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def begin(self, credential: str) -> str:
        """A new session. Returns the token for the cookie."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._remove_old()
        token = secrets.token_urlsafe(32)
        session = Session(credential, secrets.token_urlsafe(32), self._clock().timestamp())
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = nonce + AESGCM(_key(token)).encrypt(nonce, json.dumps(asdict(session)).encode(), None)
        path = self._path(token)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(sealed)
        self._touch(path)
        return token

    def find(self, token: str) -> Session | None:
        """The session of a token, if there is one that has not ended. It was used now."""
        path = self._path(token)
        try:
            sealed, used = path.read_bytes(), path.stat().st_mtime
            opened = AESGCM(_key(token)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except (OSError, InvalidTag, ValueError):
            return None
        session = Session(**json.loads(opened))
        now = self._clock()
        if _over(session.signed_in_at, LONGEST, now) or _over(used, LONGEST_IDLE, now):
            path.unlink(missing_ok=True)
            return None
        self._touch(path)
        return session

    def end(self, token: str) -> None:
        """Sign out."""
        self._path(token).unlink(missing_ok=True)

    def _path(self, token: str) -> Path:
        return self._folder / hashlib.sha256(b"name:" + token.encode()).hexdigest()

    def _touch(self, path: Path) -> None:
        now = self._clock().timestamp()
        try:
            os.utime(path, (now, now))
        except FileNotFoundError:
            return  # signed out meanwhile, in another window

    def _remove_old(self) -> None:
        for path in self._files():
            try:
                used = path.stat().st_mtime
            except FileNotFoundError:
                continue
            if _over(used, LONGEST_IDLE, self._clock()):
                path.unlink(missing_ok=True)

    def _files(self) -> Iterator[Path]:
        return iter(list(self._folder.iterdir()))


def _over(since: float, longest: timedelta, now: datetime) -> bool:
    return now.timestamp() - since > longest.total_seconds()


def _key(token: str) -> bytes:
    return hashlib.sha256(b"seal:" + token.encode()).digest()
