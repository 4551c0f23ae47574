"""A connection for whoever writes again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from sqlalchemy import Connection, Engine

from service.storage.database import to_write

_IDLE_SECONDS = 1.0


class HeldConnection:
    """Keeps one connection between transactions: to fetch one from the pool and give it back costs as much as writing
    five screenings.

    One that failed, or was not used for a while, goes back to the pool, which finds out whether it still leads
    anywhere. For one thread.
    """

    def __init__(self, engine: Engine, *, monotonic: Callable[[], float] = monotonic) -> None:
        self._engine, self._monotonic = to_write(engine), monotonic
        self._connection: Connection | None = None
        self._used = 0.0

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes, committed at the end of the block and undone if that fails."""
        connection = self._ready()
        try:
            with connection.begin():
                yield connection
        except BaseException:
            self.close()
            raise
        self._used = self._monotonic()

    def close(self) -> None:
        """Give the connection back. The next transaction fetches another one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _ready(self) -> Connection:
        if self._connection is not None and self._monotonic() - self._used > _IDLE_SECONDS:
            self.close()
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection
