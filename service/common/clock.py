"""Times as they are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)


def sortable(at: datetime) -> str:
    """A UTC time in ISO 8601 of fixed width, so that it sorts as text."""
    return at.isoformat(timespec="microseconds")[:26] + "Z"
