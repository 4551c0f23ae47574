"""Bringing the tables to the newest revision. Runs whenever the database is opened, and costs one look if nothing is
to be done. Two processes that start at once take turns."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from service.storage.advisory_lock import take_turn
from service.storage.errors import RecordsUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")
_FILE = re.compile(r"r(\d{4})_\w+\.py\Z")
_LOCK = 0x5E_C1_5B_00
"""Any number that other programs on the same server are unlikely to lock."""


def revisions() -> tuple[str, ...]:
    """All revisions, oldest first. They are one line, and their files are named by them."""
    found = map(_FILE.match, sorted(path.name for path in (MIGRATIONS / "versions").iterdir()))
    return tuple(match[1] for match in found if match)


def current(connection: Connection) -> str | None:
    """The revision of the tables, None if there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def is_current(connection: Connection) -> bool:
    """Is nothing to be done?"""
    return current(connection) == revisions()[-1]


def upgrade(connection: Connection) -> bool:
    """Bring the tables to the newest revision within the transaction of `connection`. False if they were there.

    Raises RecordsUnavailable if the tables belong to a newer program, or to none.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))  # a large table takes its time, as does the wait
        connection.execute(text("SET LOCAL lock_timeout = 0"))
    take_turn(connection, _LOCK)
    if is_current(connection):
        return False
    _refuse_foreign(connection)
    from alembic import command  # takes a tenth of a second, and is hardly ever needed

    command.upgrade(alembic_config(connection), "head")
    return True


def _refuse_foreign(connection: Connection) -> None:
    found = current(connection)
    if found is not None and found not in revisions():
        raise RecordsUnavailable(
            f"its tables have revision {found}, which this program does not know: they were made by a newer one. "
            "Run that, or give this program another database"
        )
    if found is None and inspect(connection).has_table("screenings"):
        raise RecordsUnavailable(
            "it has tables of an unreleased version, without a revision. Move it away, or give another database"
        )


def alembic_config(connection: Connection | None) -> Config:
    """What Alembic has to know to migrate the database behind `connection`."""
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
