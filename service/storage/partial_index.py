"""An index of the rows of which a condition holds, for SQLite and PostgreSQL alike.

SQLAlchemy's own arguments `sqlite_where` and `postgresql_where` import both dialects with all that belongs to them,
also where only one is used: a twentieth of a second at each start.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Index, TextClause
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex
from sqlalchemy.sql.compiler import DDLCompiler

_CONDITION = "condition"


def partial_index(name: str, *columns: str, where: TextClause, unique: bool = False) -> Index:
    """An index of the rows of which `where` holds."""
    return Index(name, *columns, unique=unique, info={_CONDITION: where})


@compiles(CreateIndex)
def _create(create: CreateIndex, compiler: DDLCompiler, **options: Any) -> str:
    visit: Callable[..., str] = compiler.visit_create_index
    statement = visit(create, **options)
    condition = create.element.info.get(_CONDITION)
    return statement if condition is None else f"{statement} WHERE {condition.text}"
