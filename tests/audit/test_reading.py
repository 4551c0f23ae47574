"""Chains are read from whatever the database has become."""

import os

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from service.audit import reading
from service.audit.link import BEGINNING, Link, tie
from service.audit.reading import bounds, chain_chunks, open_for_reading, read, rows
from service.audit.signing import Signer
from service.audit.tables import AUDIT_ANCHORS, AUDIT_EVENTS
from service.storage.bulk_insert import insert_rows
from service.storage.database import begin_writing, open_database
from service.storage.errors import RecordsUnavailable

A, B = "a" * 24, "b" * 24


def chain(writer, events):
    return [tie(BEGINNING, writer, n, "t", "record_read", "desk", None, "{}") for n in range(1, events + 1)]


def write(engine, *chains):
    with begin_writing(engine) as connection:
        for links in chains:
            insert_rows(connection, AUDIT_EVENTS, Link._fields, links)


def test_a_chain_is_read_in_pieces_with_the_anchors_among_them(engine, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 3)
    links = chain(A, 8)
    write(engine, links, chain(B, 2))
    anchor = Signer().sign(links[4])
    with begin_writing(engine) as connection:
        insert_rows(
            connection,
            AUDIT_ANCHORS,
            ("writer", "number", "sha256", "public_key", "signature"),
            [tuple(vars_of(anchor))],
        )
    pieces = list(chain_chunks(engine, A, 7))
    assert [len(piece) for piece, _ in pieces] == [3, 3, 1]
    assert [link for piece, _ in pieces for link in piece] == links[:7]
    assert [anchors for _, anchors in pieces] == [{}, {5: anchor}, {}]


def vars_of(anchor):
    return (anchor.writer, anchor.number, anchor.sha256, anchor.public_key, anchor.signature)


def test_bounds_are_of_one_moment_and_name_what_is_no_chain(engine):
    write(engine, chain(A, 3), chain("nonsense", 2))
    assert read(engine, bounds) == {A: 3, "nonsense": None}


def test_all_rows_come_one_after_the_other(engine):
    write(engine, chain(A, 120))
    with engine.connect() as connection:
        found = list(rows(connection, select(AUDIT_EVENTS.c.number).order_by(AUDIT_EVENTS.c.number)))
    assert found == [(n,) for n in range(1, 121)]


@pytest.fixture
def file(database):
    if not database.startswith("sqlite"):
        pytest.skip("only SQLite is a file")
    engine = open_database(database, timeout=5)
    write(engine, chain(A, 2))
    engine.dispose()
    return database


def test_text_that_is_no_utf8_any_more_is_read(file):
    engine = open_for_reading(file)
    with begin_writing(engine) as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS audit_events_update"))
        connection.execute(text("PRAGMA ignore_check_constraints = 1"))
        for (trigger,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        connection.execute(text("UPDATE audit_events SET actor = CAST(x'ff41' AS TEXT) WHERE number = 2"))
    ((links, _),) = chain_chunks(engine, A, 2)
    assert [link.actor for link in links] == ["desk", "\udcffA"]
    engine.dispose()


@pytest.mark.skipif(os.geteuid() != 0, reason="looks as whoever may write everywhere would")
def test_a_database_that_may_be_written_is_opened_as_it_is(file):
    assert reading._unwritable(file) == (file, False)
    assert reading._unwritable("postgresql://a/b") == ("postgresql://a/b", False)
    assert reading._unwritable("sqlite:///:memory:") == ("sqlite:///:memory:", False)


def test_where_nothing_may_be_written_it_is_read_as_one_that_never_changes(file, monkeypatch):
    monkeypatch.setattr(reading.os, "access", lambda *_: False)
    engine = open_for_reading(file)
    assert read(engine, bounds) == {A: 2}
    with pytest.raises(DBAPIError), begin_writing(engine) as connection:
        connection.execute(text("DELETE FROM audit_events"))
    engine.dispose()


def test_what_is_not_in_the_file_yet_is_not_passed_over(file, monkeypatch, tmp_path):
    engine = open_database(file, timeout=5)
    write(engine, chain(B, 1))  # stands in the log beside the file while somebody has it open
    monkeypatch.setattr(reading.os, "access", lambda *_: False)
    with pytest.raises(RecordsUnavailable, match=r"records\.db-wal holds what is not in it yet"):
        open_for_reading(file)
    engine.dispose()
