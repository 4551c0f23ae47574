"""Where a database lies, if it is one file of SQLite."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite database; None for one in memory and for every other database."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)
