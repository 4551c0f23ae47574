"""The write-ahead log of SQLite, copied back beside the commits."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from service.storage.checkpoint import checkpoint, has_log
from service.storage.database import begin_writing, open_database


@pytest.fixture
def file(tmp_path):
    return tmp_path / "records.sqlite3"


@pytest.fixture
def engine(file):
    engine = open_database(f"sqlite:///{file}", timeout=2)
    yield engine
    engine.dispose()


def write(engine, name):
    with begin_writing(engine) as connection:
        connection.execute(text("INSERT INTO screening_tombstones VALUES (:name, 'now')"), {"name": name})


def in_file_alone(file, tmp_path):
    """What the database holds without its log."""
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        return [name for (name,) in connection.execute("SELECT screening_id FROM screening_tombstones")]


def test_what_was_committed_gets_from_the_log_into_the_database(engine, file, tmp_path):
    checkpoint(engine)
    write(engine, "scr_1")
    assert in_file_alone(file, tmp_path) == []
    checkpoint(engine)
    assert in_file_alone(file, tmp_path) == ["scr_1"]


def test_a_log_that_was_copied_back_is_written_over(engine, file):
    size = file.with_name(f"{file.name}-wal").stat().st_size  # that of making the tables
    checkpoint(engine)
    for at in range(200):
        write(engine, f"scr_{at}")
        checkpoint(engine)
    assert file.with_name(f"{file.name}-wal").stat().st_size == size


def test_who_is_writing_is_not_waited_for(engine):
    with begin_writing(engine) as connection:
        connection.execute(text("INSERT INTO screening_tombstones VALUES ('scr_1', 'now')"))
        checkpoint(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM screening_tombstones")).scalar() == 1


def test_what_cannot_be_copied_back_is_left_to_the_next_time(engine, tmp_path):
    lost = create_engine(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.sqlite3'}")
    checkpoint(lost)


def test_only_a_file_of_sqlite_has_a_log(engine):
    assert has_log(engine)
    assert not has_log(create_engine("sqlite://"))
