"""Putting documents and events into the database, a batch in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter

from sqlalchemy import Connection, Engine, and_, or_, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from service.records.audit.chain import Chain, Happened
from service.records.audit.performed import performed
from service.records.database import begin_writing, reason
from service.records.errors import KeyReused, RecordsUnavailable
from service.records.model import Document, ScreeningRow
from service.records.rows import insert_rows
from service.records.writer import Item, Outcome

TABLE = ScreeningRow.__table__  # type: ignore[attr-defined]
_FIELDS = tuple(column.name for column in fields(Document))
_VALUES = attrgetter(*_FIELDS)

_Key = tuple[str, str]


class Store:
    """Writes batches. Every screening goes in together with its event, so that neither can be without the other."""

    def __init__(self, engine: Engine, chain: Chain) -> None:
        self._engine = engine
        self._chain = chain

    def write(self, items: Sequence[Item]) -> Sequence[Outcome]:
        """Store what is new, answer what is known, refuse what reuses a key. All in one transaction."""
        try:
            with begin_writing(self._engine) as connection:
                outcomes = self._write(connection, items)
            self._chain.committed()
        except IntegrityError as error:
            # Another process took one of the keys between our look and our insert, or one row is at fault.
            self._chain.failed()
            if len(items) == 1:
                return [self._after_conflict(items[0], error)]
        except (OperationalError, RecordsUnavailable) as error:
            self._chain.failed()
            return [_refusal(error)] * len(items)
        except SQLAlchemyError as error:
            self._chain.failed()
            if len(items) == 1:
                return [_refusal(error)]
        else:
            return outcomes
        return [outcome for item in items for outcome in self.write([item])]

    def _write(self, connection: Connection, items: Sequence[Item]) -> list[Outcome]:
        known = _known(connection, [item for item in items if _key(item) is not None])
        outcomes: list[Outcome] = []
        fresh: list[Document] = []
        happened: list[Happened] = []
        for item in items:
            if isinstance(item, Happened):
                happened.append(item)
                outcomes.append(item)
                continue
            key = _key(item)
            earlier = None if key is None else known.get(key)
            if earlier is not None:
                outcomes.append(_same_or_refused(item, earlier))
                continue
            if key is not None:
                known[key] = item
            fresh.append(item)
            happened.append(Happened(performed(item), item.screened_at))
            outcomes.append(item)
        insert_rows(connection, TABLE, _FIELDS, [_VALUES(document) for document in fresh])
        if happened:
            self._chain.append(connection, happened)
        return outcomes

    def _after_conflict(self, item: Item, error: IntegrityError) -> Outcome:
        """The key may have been taken meanwhile: then the earlier document is the answer."""
        key = _key(item)
        if key is None or not isinstance(item, Document):
            return _refusal(error)
        try:
            with self._engine.connect() as connection:
                earlier = _known(connection, [item]).get(key)
        except DBAPIError as second:
            return _refusal(second)
        return _refusal(error) if earlier is None else _same_or_refused(item, earlier)


def _known(connection: Connection, documents: Sequence[Item]) -> dict[_Key, Document]:
    """What is already stored under the keys of these documents."""
    if not documents:
        return {}
    matches = [
        and_(TABLE.c.actor == document.actor, TABLE.c.idempotency_key == document.idempotency_key)
        for document in documents
        if isinstance(document, Document)
    ]
    rows = connection.execute(select(*(TABLE.c[name] for name in _FIELDS)).where(or_(*matches)))
    found = [Document(**row._mapping) for row in rows]
    return {(document.actor, document.idempotency_key or ""): document for document in found}


def _same_or_refused(document: Document, earlier: Document) -> Outcome:
    if document.fingerprint == earlier.fingerprint:
        return earlier
    return KeyReused(f"this idempotency key was already used for another request, answered as {earlier.id}")


def _refusal(error: Exception) -> RecordsUnavailable:
    return RecordsUnavailable(f"the record could not be written: {reason(error)}")


def _key(item: Item) -> _Key | None:
    if isinstance(item, Happened) or item.idempotency_key is None:
        return None
    return item.actor, item.idempotency_key
