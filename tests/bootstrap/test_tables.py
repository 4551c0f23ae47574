"""Statements and the database speak of the same tables."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, Table, TableClause
from sqlalchemy.dialects import sqlite

from service.alerts import suppression_tables
from service.alerts import tables as alert_tables
from service.audit import tables as audit_tables
from service.bootstrap.tables import METADATA, TABLES
from service.records import tables as record_tables
from service.webhooks import tables as webhook_tables

NAMED = [
    one
    for module in (record_tables, audit_tables, alert_tables, suppression_tables, webhook_tables)
    for one in vars(module).values()
    if isinstance(one, TableClause)
]


def shape(table: TableClause) -> list[tuple[str, str]]:
    """The columns of a table with their types as SQL has them."""
    return [(column.name, column.type.compile(dialect=sqlite.dialect())) for column in table.columns]


@pytest.mark.parametrize("named", NAMED, ids=lambda table: table.name)
def test_statements_name_the_columns_that_the_database_has(named: TableClause) -> None:
    assert not isinstance(named, Table)
    assert shape(named) == shape(METADATA.tables[named.name])


def test_every_table_is_known_to_the_migrations() -> None:
    assert len(NAMED) == 20
    assert {table.name for table in TABLES} == set(METADATA.tables)
    assert all(isinstance(column, Column) for table in TABLES for column in table.columns)
