"""Finding documents again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, select

from service.records.model import Document, Entry, Page
from service.records.store import FIELDS
from service.records.tables import SCREENING_ENTITIES, SCREENING_NAMES, SCREENINGS

_COUNTED = 5_000
"""Screenings with a key that are counted to find the rarest key."""

_ENTRY = tuple(SCREENINGS.c[column.name] for column in fields(Entry))
_DOCUMENT = tuple(SCREENINGS.c[name] for name in FIELDS)


@dataclass(frozen=True, slots=True)
class Query:
    """Which screenings to list. `entity` is the id of one that was a hit, `watchlist` the list of one, `actor` who
    asked; None for everybody. A screening has one of each of the `keys` (`Document.search_keys`).

    Times are like `Document.screened_at`; `from_` is included, `until` is not.
    """

    reference: str | None = None
    decision: str | None = None
    entity: str | None = None
    watchlist: str | None = None
    profile: str | None = None
    actor: str | None = None
    from_: str | None = None
    until: str | None = None
    after: str | None = None
    limit: int = 50
    keys: frozenset[tuple[int, ...]] = frozenset()


def find(engine: Engine, document_id: str) -> Document | None:
    """The document of that id, if there is one."""
    with engine.connect() as connection:
        return find_with(connection, document_id)


def find_with(connection: Connection, document_id: str) -> Document | None:
    """The same with a connection."""
    hits = select(SCREENING_ENTITIES.c.entity_id).where(SCREENING_ENTITIES.c.screening_id == document_id)
    row = connection.execute(select(SCREENINGS).where(SCREENINGS.c.id == document_id)).first()
    entities = connection.execute(hits).scalars().all() if row is not None else ()
    return None if row is None else Document(**row._mapping, entities=tuple(sorted(entities)))


def search(engine: Engine, query: Query) -> Page:
    """A page of documents, newest first.

    A page starts after an id, not at a number, so documents added meanwhile never shift what comes next.
    """
    with engine.connect() as connection:
        statement = _newest(connection, _ENTRY, query).limit(query.limit + 1)
        entries = tuple(Entry(**row._mapping) for row in connection.execute(statement))
    if len(entries) <= query.limit:
        return Page(entries, None)
    shown = entries[: query.limit]
    return Page(shown, shown[-1].id)


def documents(engine: Engine, query: Query) -> list[Document]:
    """As many documents as the limit says, newest first, without their entities. One with two keys of which one would
    do may stand twice."""
    with engine.connect() as connection:
        statement = _newest(connection, _DOCUMENT, query).limit(query.limit)
        return [Document(**row._mapping) for row in connection.execute(statement)]


def _newest(connection: Connection, columns: Collection[ColumnElement[Any]], query: Query) -> Select[Any]:
    """The screenings of a query in the order of an index: that of the rarest key, or that of the ids."""
    statement = select(*columns)
    if not query.keys:
        return statement.where(*_conditions(query, SCREENINGS.c.id)).order_by(SCREENINGS.c.id.desc())
    first, *others = _rarest_first(connection, query.keys)
    statement = statement.join_from(
        SCREENING_NAMES, SCREENINGS, SCREENINGS.c.id == SCREENING_NAMES.c.screening_id
    ).where(_is_of(SCREENING_NAMES.c.key, first))
    for keys in others:
        same = SCREENING_NAMES.alias()
        with_key = select(same.c.key).where(
            _is_of(same.c.key, keys), same.c.screening_id == SCREENING_NAMES.c.screening_id
        )
        statement = statement.where(with_key.exists())
    return statement.where(*_conditions(query, SCREENING_NAMES.c.screening_id)).order_by(
        SCREENING_NAMES.c.screening_id.desc()
    )


def _rarest_first(connection: Connection, groups: Collection[tuple[int, ...]]) -> list[tuple[int, ...]]:
    if len(groups) < 2:
        return list(groups)

    def count(keys: tuple[int, ...]) -> int:
        some = select(SCREENING_NAMES.c.key).where(_is_of(SCREENING_NAMES.c.key, keys)).limit(_COUNTED).subquery()
        return connection.execute(select(func.count()).select_from(some)).scalar_one()

    return sorted(groups, key=lambda keys: (count(keys), keys))


def _is_of(column: ColumnElement[int], keys: tuple[int, ...]) -> ColumnElement[bool]:
    return column == keys[0] if len(keys) == 1 else column.in_(keys)


def _conditions(query: Query, id_: ColumnElement[str]) -> Iterator[ColumnElement[bool]]:
    if query.reference is not None:
        yield SCREENINGS.c.reference == query.reference
    if query.decision is not None:
        yield SCREENINGS.c.decision == query.decision
    if query.entity is not None:
        yield id_.in_(select(SCREENING_ENTITIES.c.screening_id).where(SCREENING_ENTITIES.c.entity_id == query.entity))
    if query.watchlist is not None:
        of_list = SCREENING_ENTITIES.c.entity_id.between(f"{query.watchlist}:", f"{query.watchlist};")  # ; follows :
        yield id_.in_(select(SCREENING_ENTITIES.c.screening_id).where(of_list))
    if query.profile is not None:
        yield SCREENINGS.c.profile_id == query.profile
    if query.actor is not None:
        yield SCREENINGS.c.actor == query.actor
    if query.from_ is not None:
        yield SCREENINGS.c.screened_at >= query.from_
    if query.until is not None:
        yield SCREENINGS.c.screened_at < query.until
    if query.after is not None:
        yield id_ < query.after
