"""Writing events for other systems, in the transaction of what they tell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from sqlalchemy import Connection

from service.audit.link import canonical
from service.common.clock import sortable
from service.common.ids import new_id
from service.storage.bulk_insert import insert_rows
from service.webhooks.tables import OUTBOX

TYPES: Mapping[str, str] = {
    "alert.opened": "An alert was raised.",
    "alert.closed": "Two people have decided an alert, or a newer one has taken its place.",
    "alert.overdue": "An alert is still undecided after the time in which somebody should have decided it.",
    "disposition.proposed": "A decision waits for a second person.",
    "suppression.lapsed": "A remembered decision does not hold any more.",
    "hit.ended": "A subject no longer hits an entity that it hit before.",
    "subject.decision_changed": "A rescreening has come to another decision about a subject.",
    "rescreen.finished": "All subjects of a rescreening were screened.",
    "rescreen.failed": "A rescreening could not screen all its subjects.",
    "watchlist.activated": "Another edition of a watchlist has come into use.",
    "watchlist.refused": "A new edition of a watchlist was not let in, or could not be had; the former one stays.",
    "watchlist.stale": "A watchlist is older than the operator allows.",
    "bulk_job.finished": "A bulk job has come to its end.",
}
"""The types of events and what each says. Others are refused: add a line here first."""

MOST_DATA_BYTES = 16_000
"""So that the whole body of a webhook stays below 20 kB."""


@dataclass(frozen=True, slots=True)
class OutboxEvent:
    """Something that other systems may want to know. `data` holds ids, references and decisions, and no names.

    What several processes may notice at the same time has a `once_key`: only the first event with it is written.
    """

    type: str
    data: Mapping[str, Any]
    once_key: str | None = None

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"unknown type of event {self.type!r}; known: {', '.join(TYPES)}")


EventRow = tuple[str, str, str, str]
_COLUMNS = ("id", "type", "timestamp", "data")


def write_events(connection: Connection, events: Sequence[OutboxEvent], at: datetime) -> None:
    """Add events to the outbox within the transaction of `connection`. Raises ValueError if the data of one are too
    large."""
    write_rows(connection, [event_row(one, at) for one in events if one.once_key is None])
    for one in events:
        if one.once_key is not None:
            _write_once(connection, dict(zip(_COLUMNS, event_row(one, at), strict=True)) | {"once_key": one.once_key})


def write_rows(connection: Connection, rows: Sequence[EventRow]) -> None:
    """The same for rows that were made ahead of the transaction, of events without a `once_key`."""
    insert_rows(connection, OUTBOX, _COLUMNS, rows)


def event_row(event: OutboxEvent, at: datetime) -> EventRow:
    """The row of an event that happened at a moment. Raises ValueError if its data are too large."""
    data = canonical(event.data)
    if len(data.encode()) > MOST_DATA_BYTES:
        raise ValueError(f"data of {event.type}: expected at most {MOST_DATA_BYTES} bytes, got {len(data.encode())}")
    return new_id("evt_", at), event.type, sortable(at), data


def _write_once(connection: Connection, row: Mapping[str, str]) -> None:
    insert: Any = import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert
    connection.execute(insert(OUTBOX).values(row).on_conflict_do_nothing(index_elements=["once_key"]))
