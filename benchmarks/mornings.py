"""A time zone in which it is morning, for whoever counts rescreens: late in the day the daily one comes in between."""

from __future__ import annotations

from datetime import UTC, datetime

_MORNING = 10


def morning_time_zone() -> str:
    """The name of a time zone in which it is now between ten and eleven, so that no day ends within half a day."""
    behind = (datetime.now(UTC).hour - _MORNING + 14) % 24 - 14  # zones reach from 14 hours before UTC to 12 behind it
    return f"Etc/GMT{behind:+d}"
