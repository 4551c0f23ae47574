"""Databases to test on: SQLite always, PostgreSQL where a server was started for it.

Tables are made once and then copied: to migrate takes a fifth of a second of processor, and most tests need tables.
"""

import os
import secrets
import shutil
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, make_url, text

from service.storage.database import begin_writing, open_database
from service.storage.seals import take_seals

SERVER = "SEKISHO_TEST_POSTGRESQL"
"""Names the variable with the address of a server on which databases may be made and thrown away."""

KINDS = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory):
    """A SQLite file with tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "sekisho.db"
    open_database(f"sqlite:///{path}", timeout=5).dispose()
    return path


def copy_of(database, folder):
    """The address of a copy of a SQLite file in a folder."""
    return f"sqlite:///{shutil.copyfile(database, folder / 'records.db')}"


@pytest.fixture(scope="session")
def postgresql_with_tables():
    """The name of a PostgreSQL database with tables and nothing in them, to be copied."""
    with contextmanager(postgresql_database)() as address:
        open_database(address, timeout=5).dispose()
        yield make_url(address).database


@pytest.fixture(params=KINDS)
def empty_database(request, tmp_path):
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'records.db'}"
    else:
        yield from postgresql_database()


@pytest.fixture(params=KINDS)
def database(request, tmp_path):
    """The address of a database with tables and nothing in them."""
    if request.param == "sqlite":
        yield copy_of(request.getfixturevalue("sqlite_with_tables"), tmp_path)
    else:
        yield from postgresql_database(request.getfixturevalue("postgresql_with_tables"))


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
    """A database with its tables and nothing in them, opened."""
    opened = open_database(database, timeout=5)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def _shared_engine(sqlite_with_tables, tmp_path_factory):
    opened = open_database(copy_of(sqlite_with_tables, tmp_path_factory.mktemp("shared")), timeout=5)
    yield opened
    opened.dispose()


@pytest.fixture
def transaction(_shared_engine):
    """A transaction in a SQLite database with its tables and nothing in them. What is written is undone."""
    with begin_writing(_shared_engine) as connection:
        yield connection
        take_seals(connection)
        connection.rollback()
