"""SQLite's write-ahead log, copied back into the database beside the commits and not within one of them.

Left to itself, SQLite does that in the commit that makes the log a thousand pages long. Such a commit takes 10 to 30 ms
instead of one, and all who are recorded meanwhile wait: at 400 records a second one a second, of which most of the
slowest hundredth of answers was made up. A log that is copied back in time is written over from its beginning, which a
disk does faster than it makes a file longer.
"""

from __future__ import annotations

from contextlib import closing, suppress
from sqlite3 import OperationalError

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from service.storage.sqlite_file import sqlite_file

LONGEST_LOG = 4_000
"""Pages, 16 MB, from which on a commit copies the log back all the same: where nobody else does."""


def checkpoint(engine: Engine) -> None:
    """Copy back what is in the log now. Nobody waits for that, and it waits for nobody; what it could not do, as on a
    full disk, is left to the next time."""
    with suppress(OperationalError, DBAPIError), closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").close()


def has_log(engine: Engine) -> bool:
    """Whether the database is one that keeps such a log: SQLite in a file."""
    return sqlite_file(engine.url) is not None
