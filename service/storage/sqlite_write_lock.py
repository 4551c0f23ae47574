"""Several processes that write to one SQLite file take turns.

SQLite would have those that wait look again every so often, up to a tenth of a second apart, and whoever is lucky goes
first: measured with two processes, one in a hundred writes took two to three times as long. Here the system wakes the
next one at once. That the database is consistent does not rest on this: its own lock is taken all the same.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext, suppress
from typing import IO

from sqlalchemy import Engine

from service.common.files import holding
from service.storage.sqlite_file import sqlite_file


class SqliteWriteLock:
    """A file beside the database that is locked by whoever writes. For one thread of a process."""

    def __init__(self, engine: Engine) -> None:
        database = sqlite_file(engine.url)
        self._path = None if database is None else database.with_name(f"{database.name}-turn")
        self._file: IO[bytes] | None = None

    def mine(self) -> AbstractContextManager[None]:
        """Wait until it is this process's turn, and keep it for the length of a block."""
        file = self._open()
        return _NOT_WAITED_FOR if file is None else holding(file)

    def close(self) -> None:
        """Close the file."""
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _open(self) -> IO[bytes] | None:
        if self._file is None and self._path is not None:
            # Where it cannot be made, as on a full disk, SQLite's own lock has to do, and says what is wrong.
            with suppress(OSError):
                self._file = self._path.open("ab")
        return self._file


_NOT_WAITED_FOR = nullcontext()
