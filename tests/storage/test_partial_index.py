"""Indexes of some rows."""

import subprocess
import sys

import pytest
from sqlalchemy import Column, Index, Integer, MetaData, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex

from service.storage.partial_index import partial_index

WHERE = text("a IS NOT NULL")


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()])
@pytest.mark.parametrize("unique", [True, False])
def test_the_statement_is_that_of_sqlalchemys_own_arguments(dialect, unique):
    def statement(index: Index) -> str:
        Table("t", MetaData(), Column("a", Integer), Column("b", Integer), index)
        return str(CreateIndex(index).compile(dialect=dialect))

    own = Index("i", "a", "b", unique=unique, sqlite_where=WHERE, postgresql_where=WHERE)
    assert statement(partial_index("i", "a", "b", where=WHERE, unique=unique)) == statement(own)
    assert "WHERE" not in statement(Index("j", "a"))


def test_tables_are_defined_without_the_dialect_that_is_not_used():
    code = "import sys, service.bootstrap.tables; print([m for m in sys.modules if m.endswith('dialects.postgresql')])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
