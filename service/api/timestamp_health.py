"""How time-stamps of the audit chain stand. An authority that does not answer is no reason to refuse screenings: only
to warn."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from service.audit.timestamp_state import stamp_state
from service.bootstrap.runtime import Runtime
from service.engine.screening.warnings import ScreeningWarning

_GRACE_SECONDS = 600.0
"""For what is signed only every so often, and for an authority that is asked again every minute."""


async def unstamped_seconds(runtime: Runtime) -> float | None:
    """For how long the first event that no time-stamp covers has been on record; 0 if there is none, None if no
    authority is set. Raises RecordsUnavailable."""
    if runtime.settings.timestamp_authority is None:
        return None

    def read(engine: Engine) -> float:
        with engine.connect() as connection:
            unstamped = stamp_state(connection).unstamped
        waiting = 0.0 if unstamped is None else (runtime.clock() - datetime.fromisoformat(unstamped)).total_seconds()
        return max(waiting, 0.0)

    return await runtime.records.read(read)


async def timestamp_warnings(runtime: Runtime) -> list[ScreeningWarning]:
    """What an operator should know. Raises RecordsUnavailable."""
    settings = runtime.settings
    waiting = await unstamped_seconds(runtime)
    usual = 2 * settings.timestamp_seconds + settings.anchor_seconds + _GRACE_SECONDS
    if waiting is None or waiting <= usual:
        return []
    detail = f"the audit chain has had no time-stamp for {waiting:.0f} s: see the log for what its authority says"
    return [ScreeningWarning("timestamps_overdue", detail)]
