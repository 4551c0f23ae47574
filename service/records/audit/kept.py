"""Are the screenings what their events say, all of them, and no others?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from json import loads
from typing import Any

from sqlalchemy import Connection, Engine, exists, select

from service.records.audit.heads import TABLE as EVENTS
from service.records.audit.link import Link
from service.records.audit.performed import PERFORMED, performed_as
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
        for row, entities in self._rows(links[0].writer, links[0].number, links[-1].number):
            link = expected.pop(row[0])
            self._findings.screenings += 1
            if not _agrees(row, entities, link):
                detail = "the screening was changed: its record is not what this event says"
                self._findings.add(detail, link.writer, link.number, link.subject)
        self._missing |= expected

    def _rows(self, writer: str, first: int, last: int) -> Iterator[tuple[tuple[Any, ...], Sequence[str]]]:
        """The rows of screenings that a piece of a chain speaks of, and the entities of each."""
        piece = (
            EVENTS.c.writer == writer,
            EVENTS.c.number.between(first, last),
            EVENTS.c.kind == PERFORMED,
        )
        rows = select(_SCREENINGS).join(EVENTS, EVENTS.c.subject == _SCREENINGS.c.id).where(*piece)
        hits = select(_ENTITIES).join(EVENTS, EVENTS.c.subject == _ENTITIES.c.screening_id).where(*piece)
        with self._engine.connect() as connection:
            found = connection.execute(rows).all()
            entities = defaultdict(list)
            for entity_id, screening_id in connection.execute(hits).all():
                entities[screening_id].append(entity_id)
        for row in found:
            yield tuple(row), sorted(entities[row[0]]) if row[0] in entities else ()

    def finish(self) -> None:
        """Look for screenings that are gone without a reason, and for rows that nothing speaks for."""
        with self._engine.connect() as connection:
            deleted = set(_deleted(connection))
            buried = set(connection.execute(select(_TOMBSTONES.c.screening_id)).scalars())
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
        after = ""
        while True:
            ids = select(_SCREENINGS.c.id).where(_SCREENINGS.c.id > after).order_by(_SCREENINGS.c.id).limit(_CHUNK)
            with self._engine.connect() as connection:
                last = connection.execute(ids.offset(_CHUNK - 1).limit(1)).scalar()
                wanted = [_SCREENINGS.c.id > after, ~known]
                if last is not None:
                    wanted.append(_SCREENINGS.c.id <= last)
                yield from connection.execute(select(_SCREENINGS.c.id).where(*wanted)).scalars()
            if last is None:
                return
            after = last

    def _orphans(self) -> None:
        of_nothing = ~exists().where(_SCREENINGS.c.id == _ENTITIES.c.screening_id)
        unsigned = ~exists().where(EVENTS.c.writer == _ANCHORS.c.writer, EVENTS.c.number == _ANCHORS.c.number)
        with self._engine.connect() as connection:
            for (screening,) in connection.execute(select(_ENTITIES.c.screening_id).where(of_nothing)):
                self._findings.add("a hit was inserted, or its screening changed", None, None, screening)
            for writer, number in connection.execute(select(_ANCHORS.c.writer, _ANCHORS.c.number).where(unsigned)):
                self._findings.add("removed: there is an anchor of this event", writer, number)


def _agrees(row: tuple[Any, ...], entities: Sequence[str], link: Link) -> bool:
    try:
        return performed_as(row, entities) == link[2:7]
    except (TypeError, ValueError):
        return False


def _deleted(connection: Connection) -> Iterator[str]:
    for (details,) in connection.execute(select(EVENTS.c.details).where(EVENTS.c.kind == DELETED, RARE)):
        yield from loads(details)["screenings"]
