"""How alembic runs the migrations: on the connection it is handed, within that connection's transaction."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel


def run() -> None:
    """Run what alembic asks for."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=SQLModel.metadata, transactional_ddl=False)
    context.run_migrations()


run()
