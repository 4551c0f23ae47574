"""The records as the rest of the program sees them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.records.database import open_database, reason
from service.records.errors import RecordsUnavailable
from service.records.model import Document, Page
from service.records.search import Query, find, search
from service.records.store import store_batch
from service.records.writer import GroupWriter

_T = TypeVar("_T")


class Records:
    """Appends documents and finds them again. Reading happens in threads, so that nothing blocks the event loop."""

    def __init__(self, address: str, *, timeout: float) -> None:
        self._engine = open_database(address)
        self._writer = GroupWriter(partial(store_batch, self._engine), timeout=timeout)
        self._timeout = timeout

    async def append(self, document: Document) -> Document:
        """Store a document; return it, or the one stored earlier under its idempotency key.

        Raises RecordsUnavailable or KeyReused. After either, the document was not answered and may not be.
        """
        return await self._writer.append(document)

    async def get(self, document_id: str) -> Document | None:
        """The document of that id, if there is one."""
        return await self._read(partial(find, self._engine, document_id))

    async def search(self, query: Query) -> Page:
        """A page of documents, newest first."""
        return await self._read(partial(search, self._engine, query))

    async def check(self) -> None:
        """Raises RecordsUnavailable if the database does not answer."""
        await self._read(self._ping)

    def close(self) -> None:
        """Write what is queued, then let go of the database."""
        self._writer.close()
        self._engine.dispose()

    def _ping(self) -> None:
        with self._engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM screenings WHERE 1 = 0"))

    async def _read(self, action: Callable[[], _T]) -> _T:
        try:
            async with asyncio.timeout(self._timeout):
                return await asyncio.to_thread(action)
        except (DBAPIError, PoolTimeout) as error:
            raise RecordsUnavailable(f"the records cannot be read: {reason(error)}") from None
        except TimeoutError:
            raise RecordsUnavailable(f"the records did not answer within {self._timeout:g} s") from None
