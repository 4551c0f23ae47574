"""Alembic, as this program uses it."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from service.records.upgrade import MIGRATIONS


def migrate(connection: Connection) -> None:
    """Run all migrations that the database has not seen, within the transaction of `connection`."""
    command.upgrade(config_for(connection), "head")


def config_for(connection: Connection | None) -> Config:
    """What alembic has to know."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
