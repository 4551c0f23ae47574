"""The log of SQLite is copied back while a server runs."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine

from service.audit.event import Event
from service.worker.checkpointing import checkpointing_of

_PATIENCE_SECONDS = 20


@dataclass
class Elsewhere:
    """Records in another database."""

    engine: Engine


def in_file_alone(file, tmp_path):
    """How many events the database holds without its log."""
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        return connection.execute("SELECT count(*) FROM audit_events WHERE kind = 'record_read'").fetchone()[0]


def test_what_is_recorded_gets_into_the_database_while_nobody_waits(make_runtime, tmp_path):
    records = make_runtime().records
    task = checkpointing_of(records)
    task.start()
    try:
        records.note_now(Event("record_read", "local", "scr_1", {}))
        until = time.monotonic() + _PATIENCE_SECONDS
        while not in_file_alone(Path(records.engine.url.database), tmp_path) and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        task.stop()
    assert in_file_alone(Path(records.engine.url.database), tmp_path) == 1


def test_there_is_nothing_to_do_for_other_databases():
    assert checkpointing_of(Elsewhere(create_engine("sqlite://"))) is None
