"""Finding documents again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    ScalarSelect,
    Select,
    exists,
    false,
    func,
    or_,
    select,
    union_all,
)

from service.records.model import Document, Entry, Page
from service.records.search_keys import AnyOf
from service.records.store import FIELDS
from service.records.tables import SCREENING_ENTITIES, SCREENING_NAMES, SCREENINGS

_COUNTED = 5_000
"""Screenings with a key that are counted to find the rarest key."""

_ENTRY = tuple(SCREENINGS.c[column.name] for column in fields(Entry))
_DOCUMENT = tuple(SCREENINGS.c[name] for name in FIELDS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A screening that may be what is looked for, with what was asked and answered where that is wanted. `place` is
    its id, or a text that stands where it belongs among ids by its time."""

    place: str
    entry: Entry
    request: bytes = b""
    answer: bytes = b""


@dataclass(frozen=True, slots=True)
class Query:
    """Which screenings to list. `entity` is the id of one that was a hit, `watchlist` the list of one, `actor` who
    asked; None for everybody. A screening has one of each of the `keys` (`Document.search_keys`); `counts` says how
    many have a key (`count_keys`), where that is known.

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
    keys: tuple[AnyOf, ...] = ()
    counts: Mapping[int, int] = field(default_factory=dict)


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
        statement = _newest(_ENTRY, query).limit(query.limit + 1)
        entries = tuple(Entry(**row._mapping) for row in connection.execute(statement))
    if len(entries) <= query.limit:
        return Page(entries, None)
    shown = entries[: query.limit]
    return Page(shown, shown[-1].id)


def documents(engine: Engine, query: Query) -> list[Document]:
    """As many documents as the limit says, newest first, without their entities."""
    with engine.connect() as connection:
        statement = _newest(_DOCUMENT, query).limit(query.limit)
        return [Document(**row._mapping) for row in connection.execute(statement)]


def candidates(engine: Engine, query: Query, wanted: Collection[str]) -> list[Candidate]:
    """The same as they are looked through. `request` and `answer` are read if `wanted`: they are large."""
    columns = (*_ENTRY, *(SCREENINGS.c[name] for name in sorted(wanted)))
    with engine.connect() as connection:
        rows = connection.execute(_newest(columns, query).limit(query.limit)).all()
    return [
        Candidate(row.id, Entry(*row[: len(_ENTRY)]), **{name: getattr(row, name) for name in wanted}) for row in rows
    ]


def count_keys(engine: Engine, keys: Collection[int]) -> dict[int, int]:
    """How many screenings have each of these keys, counted up to a limit."""
    if not keys:
        return {}
    counts = [select(_count(one)) for one in keys]
    with engine.connect() as connection:
        return dict(zip(keys, connection.execute(union_all(*counts)).scalars(), strict=True))


def _newest(columns: Collection[ColumnElement[Any]], query: Query) -> Select[Any]:
    """The screenings of a query in the order of an index: that of the rarest keys, or that of the ids.

    Keys are intersected in their index alone; only of those that have all of them the rows are read.
    """
    statement = select(*columns)
    if not query.keys:
        all_conditions = (*_conditions_of_id(query, SCREENINGS.c.id), *_conditions_of_row(query))
        return statement.where(*all_conditions).order_by(SCREENINGS.c.id.desc())
    first, *others = _in_order(query)
    ids = select(SCREENING_NAMES.c.screening_id).where(_is_of(SCREENING_NAMES.c.key, first))
    ids = ids.where(*(or_(false(), *map(_has_key, keys)) for keys in others))
    ids = ids.where(*_conditions_of_id(query, SCREENING_NAMES.c.screening_id))
    if conditions := [*_conditions_of_row(query)]:
        ids = ids.join_from(SCREENING_NAMES, SCREENINGS, SCREENINGS.c.id == SCREENING_NAMES.c.screening_id).where(
            *conditions
        )
    if len(first) > 1:
        ids = ids.distinct()
    newest = ids.order_by(SCREENING_NAMES.c.screening_id.desc()).limit(query.limit + 1).subquery()
    return statement.join_from(newest, SCREENINGS, SCREENINGS.c.id == newest.c.screening_id).order_by(
        SCREENINGS.c.id.desc()
    )


def _in_order(query: Query) -> list[AnyOf]:
    """The keys of a query without those that no screening has: first those that are rarest together, whose screenings
    are gone through, then those that are looked up soonest."""
    counts = query.counts
    groups = [tuple(key for key in keys if counts.get(key, 1)) for keys in query.keys]
    first, *others = sorted(groups, key=lambda keys: (sum(counts.get(key, 0) for key in keys), keys))
    return [first, *sorted(others, key=len)]


def _has_key(key: int) -> ColumnElement[bool]:
    """Each key is looked for on its own: with several at once SQLite goes through all keys of a screening, which took
    ten times as long."""
    same = SCREENING_NAMES.alias()
    return exists().where(same.c.key == key, same.c.screening_id == SCREENING_NAMES.c.screening_id)


def _count(key: int) -> ScalarSelect[int]:
    some = select(SCREENING_NAMES.c.key).where(SCREENING_NAMES.c.key == key).limit(_COUNTED).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _is_of(column: ColumnElement[int], keys: AnyOf) -> ColumnElement[bool]:
    return column == keys[0] if len(keys) == 1 else column.in_(keys)


def _conditions_of_id(query: Query, id_: ColumnElement[str]) -> Iterator[ColumnElement[bool]]:
    if query.entity is not None:
        yield id_.in_(select(SCREENING_ENTITIES.c.screening_id).where(SCREENING_ENTITIES.c.entity_id == query.entity))
    if query.watchlist is not None:
        of_list = SCREENING_ENTITIES.c.entity_id.between(f"{query.watchlist}:", f"{query.watchlist};")  # ; follows :
        yield id_.in_(select(SCREENING_ENTITIES.c.screening_id).where(of_list))
    if query.after is not None:
        yield id_ < query.after


def _conditions_of_row(query: Query) -> Iterator[ColumnElement[bool]]:
    given = {
        SCREENINGS.c.reference: query.reference,
        SCREENINGS.c.decision: query.decision,
        SCREENINGS.c.profile_id: query.profile,
        SCREENINGS.c.actor: query.actor,
    }
    yield from (column == value for column, value in given.items() if value is not None)
    if query.from_ is not None:
        yield SCREENINGS.c.screened_at >= query.from_
    if query.until is not None:
        yield SCREENINGS.c.screened_at < query.until
