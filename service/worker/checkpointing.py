"""Has SQLite's write-ahead log copied back into the database, beside a server. In one process of a machine."""

from __future__ import annotations

from functools import partial

from service.common.periodic import PeriodicTask
from service.records.records import Records
from service.storage.checkpoint import checkpoint, has_log

_SECONDS = 0.25
"""In which at most some hundred pages are written by those who ask one by one. To look costs some hundredths of a
millisecond where there is nothing to do."""


def checkpointing_of(records: Records) -> PeriodicTask | None:
    """The task, None where the database has no such log."""
    if not has_log(records.engine):
        return None
    return PeriodicTask("sekisho-checkpoints", partial(checkpoint, records.engine), _SECONDS)
