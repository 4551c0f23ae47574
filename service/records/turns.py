"""Several processes that write to one SQLite file take turns.

SQLite would have those that wait look again every so often, up to a tenth of a second apart, and whoever is lucky goes
first: measured with two processes, one in a hundred writes took two to three times as long. Here the system wakes the
next one at once. That the database is consistent does not rest on this: its own lock is taken all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Engine

try:
    import fcntl
except ImportError:  # only POSIX knows it
    fcntl = None  # type: ignore[assignment]


class Turns:
    """A file beside the database that is locked by whoever writes. For one thread of a process."""

    def __init__(self, engine: Engine) -> None:
        database = engine.url.database if engine.dialect.name == "sqlite" else None
        self._path = Path(f"{database}-turn") if database and database != ":memory:" and fcntl else None

    def mine(self) -> AbstractContextManager[None]:
        """Wait until it is this process's turn, and keep it for the length of a block."""
        return nullcontext() if self._path is None else _locked(self._path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        file = path.open("ab")
    except OSError:  # such as a full disk: SQLite's own lock has to do, and says what is wrong
        yield
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
