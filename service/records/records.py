"""The records as the rest of the program sees them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.audit.anchors import Anchoring
from service.audit.chain import PROGRAM, Chain, anchoring
from service.audit.event import RESUMED, Event, RecordedEvent, recorded_event
from service.audit.search import EventPage, EventQuery, search_events
from service.common.clock import Clock, sortable, utc_now
from service.common.lookups import aside, look_up
from service.common.periodic import PeriodicTask
from service.records.action import Action, DocumentExtension, T
from service.records.model import Document, Page
from service.records.store import Store
from service.records.writer import GroupWriter, is_large
from service.storage.database import open_database, reason, require_room
from service.storage.errors import RecordsUnavailable

if TYPE_CHECKING:
    from service.records.search import Query

_T = TypeVar("_T")


class Records:
    """Appends documents and events, and finds documents again. Reading happens in threads, so that nothing blocks the
    event loop. What finds documents is imported once one is looked for: the command that screens one name does not."""

    def __init__(
        self,
        address: str,
        *,
        timeout: float,
        clock: Clock = utc_now,
        anchors: Anchoring | None = None,
    ) -> None:
        """`timeout` in seconds, for every write and read. Without `anchors` the chain is signed with a key that is
        forgotten afterwards. Raises RecordsUnavailable."""
        anchors = self._anchoring = anchors or Anchoring()
        self._engine = open_database(address, timeout=timeout)
        chain = Chain(clock, anchors.signer, anchors.publish, behind=anchors.behind)
        store = self._store = Store(self._engine, chain)
        store.adopt_rows(self._engine)
        self._writer = GroupWriter(store.write, timeout=timeout, done=store.close)
        self._timeout = timeout
        self._clock = clock
        self._beat = PeriodicTask("records-anchors", self._anchor, anchors.seconds)
        self._beat.start()

    @property
    def computing(self) -> bool:
        """Whether the thread that writes has use for the interpreter just now."""
        return self._store.computing

    def extend(self, extension: DocumentExtension) -> None:
        """Have the findings of documents written by `extension` from here on."""
        self._store.extension = extension

    async def append(self, document: Document) -> Document:
        """Store a document; return it, or the one stored earlier under its idempotency key.

        Raises RecordsUnavailable or KeyReused. After either, the document was not answered and may not be.
        """
        if is_large(document):
            document = await aside(partial(self._store.prepare, document))
        return await self._writer.append(document)

    async def perform(self, action: Action[T]) -> T:
        """Do something in one transaction with its audit events. Raises ActionRefused and RecordsUnavailable."""
        return await self._writer.perform(action)

    def perform_now(self, action: Action[T]) -> T:
        """The same for the command line and for threads: waits until it is written."""
        return self._writer.perform_now(action)

    async def read(self, action: Callable[[Engine], _T]) -> _T:
        """Read tables of a feature in a thread. Raises RecordsUnavailable."""
        return await self._read(partial(action, self._engine))

    async def search_through(self, action: Callable[[Engine], _T]) -> _T:
        """The same for long pages and other reading that mostly computes: in the one thread in which that is done.
        Raises RecordsUnavailable."""
        return await self._read(partial(action, self._engine), look_up)

    async def note(self, event: Event) -> None:
        """Write an event into the audit chain. Raises RecordsUnavailable: then what was done may not take effect."""
        await self._writer.append(self._happened(event))

    def note_now(self, event: Event) -> None:
        """The same for the command line and for threads: waits until it is written."""
        self._writer.append_now(self._happened(event))

    @property
    def engine(self) -> Engine:
        """The database engine, for packages that keep tables of their own in the same database."""
        return self._engine

    def _happened(self, event: Event) -> RecordedEvent:
        return recorded_event(event, sortable(self._clock()))

    def _anchor(self) -> None:
        """Sign what is new. If that cannot be done now, it is at the next time."""
        with suppress(RecordsUnavailable):
            self._writer.append_now(anchoring(sortable(self._clock())))

    async def get(self, document_id: str) -> Document | None:
        """The document of that id, if there is one."""
        from service.records.search import find

        return await self._read(partial(find, self._engine, document_id))

    async def search(self, query: Query) -> Page:
        """A page of documents, newest first."""
        from service.records.search import search

        return await self._read(partial(search, self._engine, query))

    async def events(self, query: EventQuery) -> EventPage:
        """A page of audit events, newest first."""
        return await self.search_through(partial(search_events, query=query))

    def events_now(self, query: EventQuery) -> EventPage:
        """The same for the command line and for threads."""
        with _told():
            return search_events(self._engine, query)

    async def check(self) -> None:
        """Raises RecordsUnavailable if the database does not answer. If the last record could not be written, as on a
        full disk, it is tried whether one can be now: whoever waits for that sends no requests meanwhile. On PostgreSQL
        the small event that is written then may fit where a record does not."""
        await self._read(self._ping)
        if (failing := self._store.failing) is not None:
            await self._read(partial(require_room, self._engine))
            await self.note(Event(RESUMED, PROGRAM, None, {"reason": failing}))

    def close(self) -> None:
        """Write what is queued, sign it, then let go of the database."""
        self._beat.stop()
        self._anchor()
        self._writer.close()
        self._anchoring.close()
        self._engine.dispose()

    def _ping(self) -> None:
        with self._engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM screenings WHERE 1 = 0"))

    async def _read(
        self, action: Callable[[], _T], in_thread: Callable[[Callable[[], _T]], Awaitable[_T]] = asyncio.to_thread
    ) -> _T:
        try:
            with _told():
                async with asyncio.timeout(self._timeout):
                    return await in_thread(action)
        except TimeoutError:
            raise RecordsUnavailable(f"the records did not answer within {self._timeout:g} s") from None


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong in reading, as what the program knows."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        raise RecordsUnavailable(f"the records cannot be read: {reason(error)}") from None
