"""Databases to test on: SQLite always, PostgreSQL where a server was started for it."""

import os
import secrets

import pytest
from sqlalchemy import create_engine, make_url, text

from service.storage.database import open_database

SERVER = "SEKISHO_TEST_POSTGRESQL"
"""Names the variable with the address of a server on which databases may be made and thrown away."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'records.db'}"
    else:
        yield from postgresql_database()


def postgresql_database(template="template1"):
    """Yields the address of a database, made as a copy of another one, and throws it away."""
    if SERVER not in os.environ:
        pytest.skip(f"no PostgreSQL server: {SERVER} is not set (`scripts/with_postgresql COMMAND` starts one)")
    server = make_url(os.environ[SERVER])
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    name = f"sekisho_test_{secrets.token_hex(6)}"
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def engine(database):
    """An empty database, opened, with its tables."""
    opened = open_database(database, timeout=5)
    yield opened
    opened.dispose()
