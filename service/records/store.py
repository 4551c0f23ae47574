"""Putting documents and events into the database, a batch in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Engine, and_, or_, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from service.audit.chain import Chain, is_unsealed
from service.audit.event import DELETED, RecordedEvent
from service.records.action import Action, ActionRefused, DocumentExtension, NoExtension, Performed
from service.records.model import Document
from service.records.screening_event import screening_event
from service.records.tables import SCREENING_ENTITIES, SCREENING_NAMES, SCREENINGS
from service.records.writer import Item, Outcome
from service.storage.bulk_insert import insert_rows
from service.storage.database import connected, reason, writing
from service.storage.errors import KeyReused, RecordsUnavailable
from service.storage.held_connection import HeldConnection
from service.storage.seals import seals_pending
from service.storage.sqlite_write_lock import SqliteWriteLock

FIELDS = tuple(column.name for column in SCREENINGS.columns)
_VALUES = attrgetter(*FIELDS)

_Key = tuple[str, str]
_Settled = Performed[Document] | Exception

_ATTEMPTS = 3
_CONCERNING_ALL = (OperationalError, InterfaceError)
"""Errors that are the database's and not one item's."""
_LOST_RACES = frozenset({"DeadlockDetected", "SerializationFailure"})


class Store:
    """Writes batches. Every screening goes in together with its event, so that neither can be without the other."""

    def __init__(self, engine: Engine, chain: Chain) -> None:
        self.extension: DocumentExtension = NoExtension()
        self._held = HeldConnection(engine)
        self._chain = chain
        self._turns = SqliteWriteLock(engine)
        self.failing: str | None = None
        """Why the database takes no records, None if it does: since the last attempt."""
        self.computing = False
        """Whether rows are being put together and inserted, which needs the interpreter; to commit them does not."""

    def write(self, items: Sequence[Item]) -> Sequence[Outcome]:
        """Store what is new, answer what is known, refuse what reuses a key. All in one transaction."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._once(items)
            except Exception as error:  # whatever it was, those who wait have to hear of it
                self._chain.failed()
                if _may_pass(error) and attempt < _ATTEMPTS:
                    continue
                if isinstance(error, _CONCERNING_ALL):
                    self.failing = reason(error)
                if isinstance(error, _CONCERNING_ALL) or len(items) == 1:
                    return [_refusal(error)] * len(items)
                break
        return [outcome for item in items for outcome in self.write([item])]

    def prepare(self, document: Document) -> Document:
        """The same document, with what takes long about it done ahead of its transaction, in another thread than that
        which writes: nobody else can write during a transaction, but everybody while this is done."""
        return self.extension.prepare(replace(document, event=screening_event(document)))

    def adopt_rows(self, engine: Engine) -> None:
        """Seal rows of an earlier program, if there are such, before anything is written. Raises RecordsUnavailable."""
        if not connected(is_unsealed, engine):
            return
        with writing(engine, "the records of an earlier version") as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL statement_timeout = 0"))  # a large table takes its time
            self._chain.adopt(connection)
        self._chain.committed()

    def close(self) -> None:
        """Let go of the database."""
        self._held.close()
        self._turns.close()

    def _once(self, items: Sequence[Item]) -> Sequence[Outcome]:
        with self._turns.mine(), self._held.begin() as connection:
            self.computing = True
            try:
                outcomes = self._write(connection, items)
            finally:
                self.computing = False
        self._chain.committed()
        self.failing = None
        return outcomes

    def _write(self, connection: Connection, items: Sequence[Item]) -> list[Outcome]:
        known = _known(connection, [item for item in items if _key(item) is not None])
        fresh, repeated = _sort_out(items, known)
        settled = self._settle(connection, list(fresh.values()))
        documents = [one.value for one in settled.values() if isinstance(one, Performed)]
        _insert(connection, documents, in_order=bool(known))
        outcomes: list[Outcome] = []
        events: list[RecordedEvent] = []
        for at, item in enumerate(items):
            if isinstance(item, RecordedEvent):
                events.append(item)
                outcomes.append(item)
            elif isinstance(item, Action):
                outcomes.append(_perform(connection, item, events))
            elif at in fresh:
                outcome = settled[id(item)]
                if isinstance(outcome, Performed):
                    events += (outcome.value.event or screening_event(outcome.value), *outcome.events)
                outcomes.append(_answer(outcome))
            else:
                earlier = repeated[at]
                outcomes.append(_answer(settled.get(id(earlier), earlier)))
        if events or seals_pending(connection):
            self._chain.append(connection, events)
        deletions = [one for one in events if one.kind == DELETED]
        if deletions:
            # Rare, and whoever screens one name from the command line would wait for it.
            from service.records.deletion import delete_screenings

            for one in deletions:
                delete_screenings(connection, one)
        return outcomes

    def _settle(self, connection: Connection, fresh: Sequence[Document]) -> dict[int, _Settled]:
        """What is to be recorded of each new document, by its `id()`."""
        settled: dict[int, _Settled] = {
            id(document): Performed(document, ()) if document.also is None else self._together(connection, document)
            for document in fresh
        }
        carrying = [document for document in fresh if document.findings and document.also is None]
        if carrying:
            written = self.extension.write(connection, carrying)
            settled |= {id(document): outcome for document, outcome in zip(carrying, written, strict=True)}
        return settled

    def _together(self, connection: Connection, document: Document) -> _Settled:
        """What is to be recorded of a document that somebody else's rows belong to: both or neither."""
        assert document.also is not None  # nosec  # B101: only called for such
        try:
            with connection.begin_nested():
                events = list(document.also(connection))
                if document.findings:
                    (outcome,) = self.extension.write(connection, [document])
                    if isinstance(outcome, Exception):
                        raise _TakenBack(outcome)
                    return Performed(outcome.value, (*events, *outcome.events))
                return Performed(document, events)
        except ActionRefused as error:
            return error
        except _TakenBack as error:
            return error.why


class _TakenBack(Exception):  # noqa: N818 - never leaves this module
    """A document may not be written, so that nothing that belongs to it may be."""

    def __init__(self, why: Exception) -> None:
        super().__init__(str(why))
        self.why = why


def _sort_out(items: Sequence[Item], known: dict[_Key, Document]) -> tuple[dict[int, Document], dict[int, Outcome]]:
    """Documents that are new, and what is answered for those that are not, by their place among the items."""
    fresh: dict[int, Document] = {}
    repeated: dict[int, Outcome] = {}
    for at, item in enumerate(items):
        if not isinstance(item, Document):
            continue
        key = _key(item)
        earlier = None if key is None else known.get(key)
        if earlier is not None:
            repeated[at] = _same_or_refused(item, earlier)
            continue
        if key is not None:
            known[key] = item
        fresh[at] = item
    return fresh, repeated


def _answer(outcome: Outcome) -> Outcome:
    return outcome.value if isinstance(outcome, Performed) else outcome


def _insert(connection: Connection, documents: Sequence[Document], *, in_order: bool) -> None:
    """`in_order` of their keys, so that two processes with the same keys never wait for each other."""
    rows = sorted(documents, key=_order) if in_order else documents
    insert_rows(connection, SCREENINGS, FIELDS, [_VALUES(document) for document in rows])
    hits = [(entity_id, document.id) for document in documents for entity_id in document.entities]
    insert_rows(connection, SCREENING_ENTITIES, ("entity_id", "screening_id"), hits)
    keys = [(key, document.id) for document in documents for key in document.search_keys]
    insert_rows(connection, SCREENING_NAMES, ("key", "screening_id"), keys)


def _perform(connection: Connection, action: Action[Any], events: list[RecordedEvent]) -> Outcome:
    """Run an action. If it refuses, whatever it has written before is undone, and nothing else."""
    try:
        with connection.begin_nested():
            performed = action.run(connection)
    except ActionRefused as error:
        return error
    events += performed.events
    return performed.value


def _may_pass(error: Exception) -> bool:
    """Has another process taken a key between our look and our insert? Then the next look finds it."""
    return isinstance(error, IntegrityError) or type(getattr(error, "orig", None)).__name__ in _LOST_RACES


def _known(connection: Connection, documents: Sequence[Item]) -> dict[_Key, Document]:
    """What is already stored under the keys of these documents."""
    if not documents:
        return {}
    matches = [
        and_(SCREENINGS.c.actor == document.actor, SCREENINGS.c.idempotency_key == document.idempotency_key)
        for document in documents
        if isinstance(document, Document)
    ]
    rows = connection.execute(select(*(SCREENINGS.c[name] for name in FIELDS)).where(or_(*matches)))
    found = [Document(**row._mapping) for row in rows]
    return {(document.actor, document.idempotency_key or ""): document for document in found}


def _same_or_refused(document: Document, earlier: Document) -> Outcome:
    if document.fingerprint == earlier.fingerprint:
        return earlier
    return KeyReused(f"this idempotency key was already used for another request, answered as {earlier.id}")


def _refusal(error: Exception) -> RecordsUnavailable:
    if isinstance(error, RecordsUnavailable):
        return error
    # What others than the database say may hold what was to be written.
    why = reason(error) if isinstance(error, DBAPIError) else type(error).__name__
    return RecordsUnavailable(f"the record could not be written: {why}")


def _order(document: Document) -> _Key:
    return document.idempotency_key or "", document.actor


def _key(item: Item) -> _Key | None:
    if not isinstance(item, Document) or item.idempotency_key is None:
        return None
    return item.actor, item.idempotency_key
