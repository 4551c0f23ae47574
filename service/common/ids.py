"""Ids that cannot be guessed and sort by time."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime


def random_parts() -> Iterator[str]:
    """Sixteen random hex digits at a time. To ask the system for each would cost more than all the rest of an id."""
    while True:
        digits = secrets.token_hex(4096)
        for start in range(0, len(digits), 16):
            yield digits[start : start + 16]


def new_id(prefix: str, at: datetime, random_part: str | None = None) -> str:
    """An id such as `alr_019ab0f4c1d29f86d081884c7d65`: the prefix, twelve hex digits of milliseconds, sixteen random
    ones. All ids of one prefix have the same length."""
    return f"{prefix}{int(at.timestamp() * 1000):012x}{secrets.token_hex(8) if random_part is None else random_part}"
