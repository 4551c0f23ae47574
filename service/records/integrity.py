"""Are the screenings what their events say, all of them, and no others?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, Engine, Select, exists, func, select

from service.audit.event import DELETED, PERFORMED
from service.audit.link import Link
from service.audit.reading import read, rows
from service.audit.tables import AUDIT_ANCHORS, AUDIT_EVENTS, RARE
from service.audit.verdict import Findings
from service.records.screening_event import agrees
from service.records.tables import SCREENING_ENTITIES, SCREENINGS, TOMBSTONES

_CHUNK = 20_000


class ScreeningCheck:
    """Compares screenings with events as these go by, and at the end looks for what no event knows of."""

    def __init__(self, engine: Engine, findings: Findings, written: int) -> None:
        """`written` is what `count_written` told at the moment up to which events will go by."""
        self._engine, self._findings = engine, findings
        self._unexplained = written
        self._missing: dict[str, Link] = {}

    def look(self, links: Sequence[Link]) -> None:
        """Check the screenings of these events, which follow one another in one chain."""
        expected = {link.subject: link for link in links if link.kind == PERFORMED and link.subject is not None}
        if not expected:
            return
        piece = (
            AUDIT_EVENTS.c.writer == links[0].writer,
            AUDIT_EVENTS.c.number.between(links[0].number, links[-1].number),
            AUDIT_EVENTS.c.kind == PERFORMED,
        )
        found, changed, missing = read(self._engine, partial(_compare, expected, piece))
        for screening in changed:
            link = expected[screening]
            detail = "the screening was changed: its record is not what this event says"
            self._findings.add(detail, link.writer, link.number, screening)
        self._findings.screenings += found
        self._unexplained -= len(expected)
        self._missing |= missing

    def finish(self) -> None:
        """Look for screenings that are gone without a reason, and for rows that nothing speaks for."""
        deleted, buried = read(
            self._engine, lambda connection: (set(_deleted(connection)), set(_tombstones(connection)))
        )
        self._findings.deleted = len(deleted)
        for screening, link in self._missing.items():
            if screening not in deleted:
                self._findings.add("the screening of this event was removed", link.writer, link.number, screening)
        for screening in sorted(deleted ^ buried):
            self._findings.add(
                "the events and the tombstones do not agree on whether it was deleted", None, None, screening
            )
        # Looking for an event of each takes as long again. If nothing is wrong so far, to have counted them will do.
        if self._unexplained or self._findings.faults:
            for screening in self._inserted():
                self._findings.add("a screening was inserted: there is no event of it", None, None, screening)
        self._orphans()

    def _inserted(self) -> Iterator[str]:
        known = exists().where(AUDIT_EVENTS.c.subject == SCREENINGS.c.id, AUDIT_EVENTS.c.kind == PERFORMED)
        after: str | None = ""
        while after is not None:
            ids = select(SCREENINGS.c.id).where(SCREENINGS.c.id > after).order_by(SCREENINGS.c.id)
            (last,) = self._column(ids.offset(_CHUNK - 1).limit(1)) or (None,)
            unknown = select(SCREENINGS.c.id).where(SCREENINGS.c.id > after, ~known)
            yield from self._column(unknown if last is None else unknown.where(SCREENINGS.c.id <= last))
            after = last

    def _orphans(self) -> None:
        of_nothing = ~exists().where(SCREENINGS.c.id == SCREENING_ENTITIES.c.screening_id)
        for screening in self._column(select(SCREENING_ENTITIES.c.screening_id).where(of_nothing)):
            self._findings.add("a hit was inserted, or its screening changed", None, None, screening)
        unsigned = ~exists().where(
            AUDIT_EVENTS.c.writer == AUDIT_ANCHORS.c.writer, AUDIT_EVENTS.c.number == AUDIT_ANCHORS.c.number
        )
        anchors = select(AUDIT_ANCHORS.c.writer, AUDIT_ANCHORS.c.number).where(unsigned)
        for writer, number in read(self._engine, lambda connection: connection.execute(anchors).all()):
            self._findings.add("removed: there is an anchor of this event", writer, number)

    def _column(self, statement: Select[Any]) -> Sequence[str]:
        return read(self._engine, lambda connection: connection.execute(statement).scalars().all())


def count_written(connection: Connection) -> int:
    """How many screenings there are, and were before they were deleted: as many as there are events of them."""
    tables = (SCREENINGS, TOMBSTONES)
    return sum(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)


def _compare(
    expected: Mapping[str, Link], piece: tuple[ColumnElement[bool], ...], connection: Connection
) -> tuple[int, Sequence[str], Mapping[str, Link]]:
    """How many screenings there are of those that a piece of a chain speaks of, which of them are not what their events
    say, and which are not there. One after the other is read and let go."""
    entities = _entities(connection, min(expected), max(expected))
    missing = dict(expected)
    changed = []
    for row in rows(
        connection, select(SCREENINGS).join(AUDIT_EVENTS, AUDIT_EVENTS.c.subject == SCREENINGS.c.id).where(*piece)
    ):
        screening = row[0]
        if not agrees(row, sorted(entities.get(screening, ())), expected[screening][2:7]):
            changed.append(screening)
        missing.pop(screening, None)
    return len(expected) - len(missing), changed, missing


def _entities(connection: Connection, first: str, last: str) -> Mapping[str, Sequence[str]]:
    """The entities that screenings hit, of those that hit any. These are few: to take all from the first id to the last
    is faster than to ask for each."""
    entities: dict[str, list[str]] = {}
    for entity_id, screening_id in rows(
        connection, select(SCREENING_ENTITIES).where(SCREENING_ENTITIES.c.screening_id.between(first, last))
    ):
        entities.setdefault(screening_id, []).append(entity_id)
    return entities


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _tombstones(connection: Connection) -> Iterator[str]:
    yield from connection.execute(select(TOMBSTONES.c.screening_id)).scalars()


def _deleted(connection: Connection) -> Iterator[str]:
    for (details,) in connection.execute(select(AUDIT_EVENTS.c.details).where(AUDIT_EVENTS.c.kind == DELETED, RARE)):
        try:
            yield from filter(_is_text, from_json(details)["screenings"])
        except (ValueError, KeyError, TypeError):
            continue  # the event was changed, which is found where events are looked at
