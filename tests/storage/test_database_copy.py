"""A copy is of one moment, and is put into an empty database only."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from service.bootstrap.tables import TABLES
from service.records.search import find
from service.storage.database import engine_of
from service.storage.database_copy import SQLITE_FILE, copy_in, copy_out
from service.storage.errors import RecordsUnavailable
from tests.records.test_records import ONE, store_of

ALL = TABLES


def test_a_copy_of_sqlite_is_one_file_with_all_that_was_written(engine, tmp_path):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL is copied table by table")
    (tmp_path / "copy").mkdir()
    store = store_of(engine)
    store.write([ONE])
    with engine.connect() as connection:  # somebody reads, and the log beside the file stays
        connection.exec_driver_sql("SELECT 1 FROM screenings")
        store.write([replace(ONE, id="scr_2")])
        copy_out(engine, ALL, tmp_path / "copy")
    store.write([replace(ONE, id="scr_3")])
    assert [one.name for one in (tmp_path / "copy").iterdir()] == [SQLITE_FILE]
    copied = engine_of(f"sqlite:///{tmp_path / 'copy' / SQLITE_FILE}", timeout=5, read_only=True)
    assert [find(copied, f"scr_{n}") is not None for n in (1, 2, 3)] == [True, True, False]
    copied.dispose()


def test_a_damaged_database_is_not_copied_silently(engine, tmp_path):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL looks after itself")
    store_of(engine).write([replace(ONE, id=f"scr_{n}", answer=b"x" * 3000) for n in range(60)])
    path = engine.url.database
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'screenings'").fetchone()
    with open(path, "r+b") as file:
        file.seek((root - 1) * 4096 + 8)
        file.write(b"\xff" * 64)
    with pytest.raises((RecordsUnavailable, sqlite3.DatabaseError)):
        copy_out(engine_of(f"sqlite:///{path}", timeout=5), ALL, tmp_path)


def test_tables_of_postgresql_go_out_and_in_again(engine, tmp_path):
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite is one file")
    store_of(engine).write([ONE])
    copy_out(engine, ALL, tmp_path)
    assert len(list(tmp_path.glob("*.copy"))) == len(ALL)
    with pytest.raises(RecordsUnavailable, match="the database is not empty: screenings has rows"):
        copy_in(engine, ALL, tmp_path)
