"""Putting documents into the database, a batch in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter

from sqlalchemy import Connection, Dialect, Engine, and_, insert, or_, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from service.records.database import reason
from service.records.errors import KeyReused, RecordsUnavailable
from service.records.model import Document, ScreeningRow
from service.records.writer import Outcome

TABLE = ScreeningRow.__table__  # type: ignore[attr-defined]
_FIELDS = tuple(column.name for column in fields(Document))
_VALUES = attrgetter(*_FIELDS)

_Key = tuple[str, str]


def store_batch(engine: Engine, documents: Sequence[Document]) -> Sequence[Outcome]:
    """Store what is new, answer what is known, refuse what reuses a key. All in one transaction."""
    try:
        with engine.begin() as connection:
            return _store(connection, documents)
    except IntegrityError as error:
        # Another process took one of the keys between our look and our insert, or one row is at fault.
        if len(documents) == 1:
            return [_after_conflict(engine, documents[0], error)]
    except (OperationalError, RecordsUnavailable) as error:
        return [_refusal(error)] * len(documents)
    except SQLAlchemyError as error:
        if len(documents) == 1:
            return [_refusal(error)]
    return [outcome for document in documents for outcome in store_batch(engine, [document])]


def _store(connection: Connection, documents: Sequence[Document]) -> list[Outcome]:
    known = _known(connection, [document for document in documents if document.idempotency_key is not None])
    outcomes: list[Outcome] = []
    fresh: list[Document] = []
    for document in documents:
        key = _key(document)
        earlier = None if key is None else known.get(key)
        if earlier is not None:
            outcomes.append(_same_or_refused(document, earlier))
            continue
        if key is not None:
            known[key] = document
        fresh.append(document)
        outcomes.append(document)
    if fresh:
        _insert(connection, fresh)
    return outcomes


def _insert(connection: Connection, documents: Sequence[Document]) -> None:
    """Hand rows to the driver as they are: there is nothing to convert, and this is the hot path.

    Where values are told apart by their place (SQLite) all rows go into one statement. SQLite's driver lets go of the
    interpreter for each statement it runs, and under load gets it back only after the event loop's next pause: row by
    row, a batch would wait as many times as it has rows.
    """
    head, row, positional = _statement(connection.dialect)
    if positional:
        values = tuple(value for document in documents for value in _VALUES(document))
        connection.exec_driver_sql(head + ", ".join([row] * len(documents)), values)
    else:
        rows = [dict(zip(_FIELDS, _VALUES(document), strict=True)) for document in documents]
        connection.exec_driver_sql(head + row, rows)


@cache
def _statement(dialect: Dialect) -> tuple[str, str, bool]:
    """The statement that adds rows up to its VALUES, the placeholders of one row, and whether those are positional."""
    compiled = insert(TABLE).compile(dialect=dialect, column_keys=list(_FIELDS))
    head, word, row = str(compiled).partition("VALUES ")
    return head + word, row, bool(compiled.positional)


def _known(connection: Connection, documents: Sequence[Document]) -> dict[_Key, Document]:
    """What is already stored under the keys of these documents."""
    if not documents:
        return {}
    matches = [
        and_(TABLE.c.actor == document.actor, TABLE.c.idempotency_key == document.idempotency_key)
        for document in documents
    ]
    rows = connection.execute(select(*(TABLE.c[name] for name in _FIELDS)).where(or_(*matches)))
    found = [Document(**row._mapping) for row in rows]
    return {(document.actor, document.idempotency_key or ""): document for document in found}


def _after_conflict(engine: Engine, document: Document, error: IntegrityError) -> Outcome:
    """The key may have been taken meanwhile: then the earlier document is the answer."""
    key = _key(document)
    try:
        with engine.connect() as connection:
            earlier = _known(connection, [document]).get(key) if key else None
    except DBAPIError as second:
        return _refusal(second)
    return _refusal(error) if earlier is None else _same_or_refused(document, earlier)


def _same_or_refused(document: Document, earlier: Document) -> Outcome:
    if document.fingerprint == earlier.fingerprint:
        return earlier
    return KeyReused(f"this idempotency key was already used for another request, answered as {earlier.id}")


def _refusal(error: Exception) -> RecordsUnavailable:
    return RecordsUnavailable(f"the record could not be written: {reason(error)}")


def _key(document: Document) -> _Key | None:
    return None if document.idempotency_key is None else (document.actor, document.idempotency_key)
