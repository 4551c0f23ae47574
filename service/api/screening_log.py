"""One line in the log for each screening, with names as the operator wants them: not at all, as keyed hashes, or plain.

A hash of a name tells whether two lines speak of the same name. Without the key nobody can try names against it.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Iterator
from typing import Literal

from service.api.schemas.screening_request import ScreeningRequestIn
from service.common.logging import Logger

log = Logger("sekisho.screenings")

Shown = Literal["none", "hashed", "plain"]
_DIGITS = 16


class ScreeningLog:
    """Writes the lines. `wanted` is for the hot path: where nothing would be written, nothing need be prepared."""

    def __init__(self, shown: Shown, key: bytes, *, wanted: bool) -> None:
        self.wanted = wanted
        self._shown, self._key = shown, key

    def note(self, screening_id: str, decision: str, actor: str, body: ScreeningRequestIn, request_id: str) -> None:
        """Write one line."""
        counts = {"parties": len(body.parties), "goods": len(body.goods)}
        names = {} if self._shown == "none" else {"names": [self._show(name) for name in _names(body)]}
        log.debug("screened", id=screening_id, decision=decision, actor=actor, request_id=request_id, **counts, **names)

    def _show(self, name: str) -> str:
        return name if self._shown == "plain" else hashed(name, self._key)


def hashed(name: str, key: bytes) -> str:
    """HMAC-SHA256 of a name, without regard to case, width and spacing: sixteen hexadecimal digits."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return hmac.digest(key, plain.encode("utf-8", "replace"), "sha256").hex()[:_DIGITS]


def _names(body: ScreeningRequestIn) -> Iterator[str]:
    for party in body.parties:
        if party.name is not None:
            yield party.name
        yield from party.aliases
