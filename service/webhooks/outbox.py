"""Writing events for other systems, in the transaction of what they tell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from service.audit.link import canonical
from service.common.clock import sortable
from service.common.ids import new_id
from service.storage.bulk_insert import insert_rows
from service.webhooks.tables import OutboxRow

TABLE = OutboxRow.__table__  # type: ignore[attr-defined]

TYPES: Mapping[str, str] = {
    "alert.opened": "An alert was raised.",
    "alert.closed": "Two people have decided an alert, or a newer one has taken its place.",
    "disposition.proposed": "A decision waits for a second person.",
    "suppression.lapsed": "A remembered decision does not hold any more.",
    "hit.ended": "A listed entity is no hit of a subject any more. Its alert stays open for a person.",
    "subject.decision_changed": "The decision about a subject is another one than before.",
    "rescreen.finished": "The whole book was screened again.",
    "rescreen.failed": "The book was screened again, but not all of it, or a daily run found what was missed.",
}
"""The types of events and what each says. Others are refused: add a line here first."""


@dataclass(frozen=True, slots=True)
class OutboxEvent:
    """Something that other systems may want to know. `data` holds ids, references and decisions, and no names."""

    type: str
    data: Mapping[str, Any]

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"unknown type of event {self.type!r}; known: {', '.join(TYPES)}")


def write_events(connection: Connection, events: Sequence[OutboxEvent], at: datetime) -> None:
    """Add events to the outbox within the transaction of `connection`."""
    rows = [(new_id("evt_", at), event.type, sortable(at), canonical(event.data)) for event in events]
    insert_rows(connection, TABLE, ("id", "type", "timestamp", "data"), rows)
