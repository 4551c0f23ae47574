"""Finding documents again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from sqlalchemy import ColumnElement, Engine, select

from service.records.model import Document, Entry, Page
from service.records.store import ENTITIES, TABLE


@dataclass(frozen=True, slots=True)
class Query:
    """Which screenings to list. `entity` is the id of one that was a hit, `actor` who asked; None for everybody.

    Times are like `Document.screened_at`; `from_` is included, `until` is not.
    """

    reference: str | None = None
    decision: str | None = None
    entity: str | None = None
    actor: str | None = None
    from_: str | None = None
    until: str | None = None
    after: str | None = None
    limit: int = 50


def find(engine: Engine, document_id: str) -> Document | None:
    """The document of that id, if there is one."""
    hits = select(ENTITIES.c.entity_id).where(ENTITIES.c.screening_id == document_id)
    with engine.connect() as connection:
        row = connection.execute(select(TABLE).where(TABLE.c.id == document_id)).first()
        entities = connection.execute(hits).scalars().all() if row is not None else ()
    return None if row is None else Document(**row._mapping, entities=tuple(sorted(entities)))


def search(engine: Engine, query: Query) -> Page:
    """A page of documents, newest first.

    A page starts after an id, not at a number, so documents added meanwhile never shift what comes next.
    """
    statement = select(*(TABLE.c[column.name] for column in fields(Entry)))
    for condition in _conditions(query):
        statement = statement.where(condition)
    statement = statement.order_by(TABLE.c.id.desc()).limit(query.limit + 1)
    with engine.connect() as connection:
        entries = tuple(Entry(**row._mapping) for row in connection.execute(statement))
    if len(entries) <= query.limit:
        return Page(entries, None)
    shown = entries[: query.limit]
    return Page(shown, shown[-1].id)


def _conditions(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.reference is not None:
        yield TABLE.c.reference == query.reference
    if query.decision is not None:
        yield TABLE.c.decision == query.decision
    if query.entity is not None:
        yield TABLE.c.id.in_(select(ENTITIES.c.screening_id).where(ENTITIES.c.entity_id == query.entity))
    if query.actor is not None:
        yield TABLE.c.actor == query.actor
    if query.from_ is not None:
        yield TABLE.c.screened_at >= query.from_
    if query.until is not None:
        yield TABLE.c.screened_at < query.until
    if query.after is not None:
        yield TABLE.c.id < query.after
