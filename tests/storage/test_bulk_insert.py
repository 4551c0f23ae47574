"""Rows are added many at once, as they are."""

import pytest
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text, select
from sqlalchemy.exc import DBAPIError

from service.storage import bulk_insert
from service.storage.bulk_insert import insert_rows
from service.storage.database import begin_writing

TABLE = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("word", Text),
    Column("bytes", LargeBinary),
    Column("other", Text, server_default="as given"),
)
COLUMNS = ("id", "word", "bytes")
ROWS = [
    (1, None, b""),
    (2, "", b"\x00\xff\t\n"),
    (3, "\t\\N\n", None),
    (4, "李雷 😀 ; DROP TABLE things", b"x"),
    (5, "'\"", b"{}"),
]


@pytest.fixture
def things(engine):
    with engine.begin() as connection:
        TABLE.create(connection)
    return engine


def kept(things, *columns):
    with things.connect() as connection:
        return [
            tuple(row) for row in connection.execute(select(*(TABLE.c[name] for name in columns)).order_by(TABLE.c.id))
        ]


@pytest.mark.parametrize("most", [3, 7, 30_000])
def test_values_come_back_as_they_were_in_however_many_statements(things, monkeypatch, most):
    monkeypatch.setattr(bulk_insert, "_MOST_VALUES", most)
    with begin_writing(things) as connection:
        insert_rows(connection, TABLE, COLUMNS, ROWS)
    assert kept(things, *COLUMNS) == ROWS
    assert {other for (other,) in kept(things, "other")} == {"as given"}


def test_more_rows_than_one_statement_takes(things):
    rows = [(number, str(number), None) for number in range(10_001)]
    with begin_writing(things) as connection:
        insert_rows(connection, TABLE, list(COLUMNS), rows)
    assert kept(things, *COLUMNS) == rows


def test_no_rows_are_no_statement(things):
    with begin_writing(things) as connection:
        insert_rows(connection, TABLE, COLUMNS, [])
    assert kept(things, "id") == []


def test_a_key_that_is_taken_fails_in_the_same_words_whatever_the_way(things):
    with pytest.raises(DBAPIError) as failed, begin_writing(things) as connection:
        insert_rows(connection, TABLE, COLUMNS, [(1, "a secret", None), (1, "b", None)])
    assert failed.value.orig is not None
    assert kept(things, "id") == []
