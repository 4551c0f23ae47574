"""Are the screenings what their events say, all of them, and no others?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, Engine, Select, exists, select

from service.records.audit.heads import TABLE as EVENTS
from service.records.audit.link import Link
from service.records.audit.performed import PERFORMED, performed_as
from service.records.audit.reading import read
from service.records.audit.table import RARE, AuditAnchorRow
from service.records.audit.verdict import Findings
from service.records.model import ScreeningEntityRow, ScreeningRow, TombstoneRow

DELETED = "records_deleted"
_ANCHORS = AuditAnchorRow.__table__  # type: ignore[attr-defined]
_SCREENINGS = ScreeningRow.__table__  # type: ignore[attr-defined]
_ENTITIES = ScreeningEntityRow.__table__  # type: ignore[attr-defined]
_TOMBSTONES = TombstoneRow.__table__  # type: ignore[attr-defined]
_CHUNK = 20_000


class KeptCheck:
    """Compares screenings with events as these go by, and at the end looks for what no event knows of."""

    def __init__(self, engine: Engine, findings: Findings) -> None:
        self._engine, self._findings = engine, findings
        self._missing: dict[str, Link] = {}

    def look(self, links: Sequence[Link]) -> None:
        """Check the screenings of these events, which follow one another in one chain."""
        expected = {link.subject: link for link in links if link.kind == PERFORMED and link.subject is not None}
        if not expected:
            return
        piece = (
            EVENTS.c.writer == links[0].writer,
            EVENTS.c.number.between(links[0].number, links[-1].number),
            EVENTS.c.kind == PERFORMED,
        )
        rows, hits = read(self._engine, partial(_piece, piece, min(expected), max(expected)))
        for row in rows:
            link = expected[row[0]]
            if not _agrees(row, sorted(hits.get(row[0], ())), link):
                detail = "the screening was changed: its record is not what this event says"
                self._findings.add(detail, link.writer, link.number, link.subject)
        self._findings.screenings += len(rows)
        self._missing |= {screening: expected[screening] for screening in expected.keys() - {row[0] for row in rows}}

    def finish(self) -> None:
        """Look for screenings that are gone without a reason, and for rows that nothing speaks for."""
        deleted, buried = read(self._engine, lambda connection: (set(_deleted(connection)), set(_buried(connection))))
        self._findings.deleted = len(deleted)
        for screening, link in self._missing.items():
            if screening not in deleted:
                self._findings.add("the screening of this event was removed", link.writer, link.number, screening)
        for screening in sorted(deleted ^ buried):
            self._findings.add(
                "the events and the tombstones do not agree on whether it was deleted", None, None, screening
            )
        for screening in self._unaccounted():
            self._findings.add("a screening was inserted: there is no event of it", None, None, screening)
        self._orphans()

    def _unaccounted(self) -> Iterator[str]:
        known = exists().where(EVENTS.c.subject == _SCREENINGS.c.id, EVENTS.c.kind == PERFORMED)
        after: str | None = ""
        while after is not None:
            ids = select(_SCREENINGS.c.id).where(_SCREENINGS.c.id > after).order_by(_SCREENINGS.c.id)
            (last,) = self._column(ids.offset(_CHUNK - 1).limit(1)) or (None,)
            unknown = select(_SCREENINGS.c.id).where(_SCREENINGS.c.id > after, ~known)
            yield from self._column(unknown if last is None else unknown.where(_SCREENINGS.c.id <= last))
            after = last

    def _orphans(self) -> None:
        of_nothing = ~exists().where(_SCREENINGS.c.id == _ENTITIES.c.screening_id)
        for screening in self._column(select(_ENTITIES.c.screening_id).where(of_nothing)):
            self._findings.add("a hit was inserted, or its screening changed", None, None, screening)
        unsigned = ~exists().where(EVENTS.c.writer == _ANCHORS.c.writer, EVENTS.c.number == _ANCHORS.c.number)
        anchors = select(_ANCHORS.c.writer, _ANCHORS.c.number).where(unsigned)
        for writer, number in read(self._engine, lambda connection: connection.execute(anchors).all()):
            self._findings.add("removed: there is an anchor of this event", writer, number)

    def _column(self, statement: Select[Any]) -> Sequence[str]:
        return read(self._engine, lambda connection: connection.execute(statement).scalars().all())


def _piece(
    piece: tuple[ColumnElement[bool], ...], first: str, last: str, connection: Connection
) -> tuple[Sequence[tuple[Any, ...]], dict[str, list[str]]]:
    """The rows of the screenings that a piece of a chain speaks of, and the entities of each that has any. These are
    few: to take all from the first id to the last is faster than to ask for each."""
    rows = select(_SCREENINGS).join(EVENTS, EVENTS.c.subject == _SCREENINGS.c.id).where(*piece)
    hits = select(_ENTITIES).where(_ENTITIES.c.screening_id.between(first, last))
    entities: dict[str, list[str]] = {}
    for entity_id, screening_id in connection.execute(hits).all():
        entities.setdefault(screening_id, []).append(entity_id)
    return connection.execute(rows).all(), entities


def _agrees(row: tuple[Any, ...], entities: Sequence[str], link: Link) -> bool:
    try:
        return performed_as(row, entities) == link[2:7]
    except (TypeError, ValueError):
        return False


def _buried(connection: Connection) -> Iterator[str]:
    yield from connection.execute(select(_TOMBSTONES.c.screening_id)).scalars()


def _deleted(connection: Connection) -> Iterator[str]:
    for (details,) in connection.execute(select(EVENTS.c.details).where(EVENTS.c.kind == DELETED, RARE)):
        try:
            yield from from_json(details)["screenings"]
        except (ValueError, KeyError, TypeError):
            continue  # the event was changed, which is found where events are looked at
