"""Finding events again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, TextClause, select, tuple_

from service.audit.event import PERFORMED
from service.audit.link import Link
from service.audit.tables import AUDIT_EVENTS, RARE
from service.storage.database import reading

PLACE = r"^[0-9TZ:.-]{27}~[0-9a-f]{24}~[0-9]{1,18}$"
"""The place of an event in listings: when, which chain, which number."""
_PLACE = re.compile(PLACE, re.ASCII)


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events to list. Times are like `Link.at`; `from_` is included, `until` is not."""

    kind: str | None = None
    actor: str | None = None
    subject: str | None = None
    from_: str | None = None
    until: str | None = None
    after: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class EventPage:
    """Part of a listing, newest first. `next` is the place to ask `after` for more; None on the last page."""

    events: tuple[Link, ...]
    next: str | None


def search_events(engine: Engine, query: EventQuery) -> EventPage:
    """A page of events, newest first. Raises ValueError if `after` is no place that a page ended at, and
    RecordsUnavailable.

    A page starts after a place, not at a number, so events added meanwhile never shift what comes next.
    """
    statement = select(*(AUDIT_EVENTS.c[name] for name in Link._fields))
    for condition in _conditions(query):
        statement = statement.where(condition)
    order = (AUDIT_EVENTS.c.at.desc(), AUDIT_EVENTS.c.writer.desc(), AUDIT_EVENTS.c.number.desc())
    with reading(engine, "the audit events") as connection:
        events = tuple(Link(*row) for row in connection.execute(statement.order_by(*order).limit(query.limit + 1)))
    if len(events) <= query.limit:
        return EventPage(events, None)
    shown = events[: query.limit]
    return EventPage(shown, place_of(shown[-1]))


def place_of(link: Link) -> str:
    """Where a page ends that ends with this event."""
    return f"{link.at}~{link.writer}~{link.number}"


def _conditions(query: EventQuery) -> Iterator[ColumnElement[bool] | TextClause]:
    if query.kind is not None:
        yield AUDIT_EVENTS.c.kind == query.kind
        if query.kind != PERFORMED:
            yield RARE
    if query.actor is not None:
        yield AUDIT_EVENTS.c.actor == query.actor
    if query.subject is not None:
        yield AUDIT_EVENTS.c.subject == query.subject
    if query.from_ is not None:
        yield AUDIT_EVENTS.c.at >= query.from_
    if query.until is not None:
        yield AUDIT_EVENTS.c.at < query.until
    if query.after is not None:
        yield tuple_(AUDIT_EVENTS.c.at, AUDIT_EVENTS.c.writer, AUDIT_EVENTS.c.number) < _place(query.after)


def _place(text: str) -> tuple[str, str, int]:
    if not _PLACE.fullmatch(text):
        raise ValueError(f"expected `next` of the page before, got {text[:100]!r}")
    at, writer, number = text.split("~")
    return at, writer, int(number)
