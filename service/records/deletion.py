"""Deleting screenings: an act that stands in the audit chain, with its reason.

To write the event is to do it: event, tombstones and deletion are one transaction (`Store`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic_core import from_json
from sqlalchemy import Connection, Engine, delete, select

from service.audit.event import DELETED, Event, RecordedEvent
from service.records.tables import SCREENING_ENTITIES, SCREENING_NAMES, SCREENINGS, TOMBSTONES
from service.storage.bulk_insert import insert_rows

_AT_ONCE = 1_000
"""Screenings named by one event, and deleted in one transaction."""


@dataclass(frozen=True, slots=True)
class Deletable:
    """Which screenings to delete: those before a time (like `Document.screened_at`), of a reference, or of these ids.
    All conditions that are given have to hold."""

    before: str | None = None
    reference: str | None = None
    ids: tuple[str, ...] = ()


def find_deletable(engine: Engine, doomed: Deletable) -> list[tuple[str, str]]:
    """Ids and times of what would be deleted, oldest first."""
    statement = select(SCREENINGS.c.id, SCREENINGS.c.screened_at).order_by(SCREENINGS.c.id)
    if doomed.before is not None:
        statement = statement.where(SCREENINGS.c.screened_at < doomed.before)
    if doomed.reference is not None:
        statement = statement.where(SCREENINGS.c.reference == doomed.reference)
    if doomed.ids:
        statement = statement.where(SCREENINGS.c.id.in_(doomed.ids))
    with engine.connect() as connection:
        return [(row.id, row.screened_at) for row in connection.execute(statement)]


def deletions(ids: Sequence[str], *, actor: str, reason: str) -> Iterator[Event]:
    """The events that delete screenings, to be written one after the other."""
    for start in range(0, len(ids), _AT_ONCE):
        yield Event(DELETED, actor, None, {"reason": reason, "screenings": list(ids[start : start + _AT_ONCE])})


def delete_screenings(connection: Connection, event: RecordedEvent) -> None:
    """Delete the screenings that an event names, leaving a tombstone for each, without which the guards refuse."""
    ids = from_json(event.details)["screenings"]
    insert_rows(connection, TOMBSTONES, ("screening_id", "deleted_at"), [(one, event.at) for one in ids])
    connection.execute(delete(SCREENING_NAMES).where(SCREENING_NAMES.c.screening_id.in_(ids)))
    connection.execute(delete(SCREENING_ENTITIES).where(SCREENING_ENTITIES.c.screening_id.in_(ids)))
    connection.execute(delete(SCREENINGS).where(SCREENINGS.c.id.in_(ids)))
