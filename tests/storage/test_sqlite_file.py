"""Which databases are a file."""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from service.storage.sqlite_file import sqlite_file


def test_a_file_of_sqlite() -> None:
    assert sqlite_file(make_url("sqlite:////tmp/records.sqlite3")) == Path("/tmp/records.sqlite3")


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:", "postgresql+psycopg://localhost/records"])
def test_all_others(address: str) -> None:
    assert sqlite_file(make_url(address)) is None
