"""How alembic runs the migrations: on the connection it is handed, within that connection's transaction."""

from __future__ import annotations

from alembic import context

from service.storage.metadata import METADATA


def run() -> None:
    """Run what alembic asks for."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=METADATA, transactional_ddl=False)
    context.run_migrations()


run()
