"""Databases that may break."""

import os

import pytest

from tests.databases import SERVER
from tests.e2e.postgresql import own_postgresql, programs
from tests.e2e.scale import scale


@pytest.fixture
def size():
    return scale()


def needs_postgresql():
    """Skip where the suite is not to use PostgreSQL."""
    if SERVER not in os.environ or programs() is None:
        pytest.skip(f"no PostgreSQL: {SERVER} is not set (`scripts/with_postgresql COMMAND` sets it)")


@pytest.fixture
def postgresql():
    """A PostgreSQL server of the test's own."""
    needs_postgresql()
    with own_postgresql() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """None for SQLite in the data directory, or the address of a server of the test's own."""
    return None if request.param == "sqlite" else request.getfixturevalue("postgresql").address
