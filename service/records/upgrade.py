"""Bringing the tables to the newest revision. Runs whenever the database is opened, and costs one look if nothing is
to be done. Two processes that start at once take turns."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from service.records.errors import RecordsUnavailable

_MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 0x5E_C1_5B_00
"""Any number that other programs on the same server are unlikely to lock."""


def upgrade(connection: Connection) -> bool:
    """Bring the tables to the newest revision within the transaction of `connection`. False if they were there.

    Raises RecordsUnavailable if the tables belong to a newer program, or to none.
    """
    config = config_for(connection)
    scripts = ScriptDirectory.from_config(config)
    newest = scripts.get_current_head()
    if current(connection) == newest:
        return False
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    found = current(connection)
    if found == newest:
        return False
    _refuse_foreign(connection, found, {one.revision for one in scripts.walk_revisions()})
    command.upgrade(config, "head")
    return True


def current(connection: Connection) -> str | None:
    """The revision of the tables, None if there are none."""
    return MigrationContext.configure(connection).get_current_revision()


def config_for(connection: Connection | None) -> Config:
    """What alembic has to know."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _refuse_foreign(connection: Connection, found: str | None, known: set[str]) -> None:
    if found is not None and found not in known:
        raise RecordsUnavailable(
            f"its tables have revision {found}, which this program does not know: they were made by a newer one. "
            "Run that, or give this program another database"
        )
    if found is None and inspect(connection).has_table("screenings"):
        raise RecordsUnavailable(
            "it has tables of an unreleased version, without a revision. Move it away, or give another database"
        )
