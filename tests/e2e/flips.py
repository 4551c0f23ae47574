"""Flip one bit of one stored event, as a failing disk or a careful liar would, and put it back."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from service.storage.database import begin_writing

COLUMNS = ("writer", "number", "at", "kind", "actor", "subject", "details", "sha256")
_AS_TEXT = {"sqlite": "CAST(:value AS TEXT)", "postgresql": "convert_from(:value, 'UTF8')"}


def unguard(engine: Engine) -> None:
    """Take the guards of the tables away, as an owner of the database can."""
    with begin_writing(engine) as connection:
        if engine.dialect.name == "sqlite":
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            statements = [f"DROP TRIGGER {name}" for name in names]
        else:
            found = text("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
            statements = [f"DROP TRIGGER {name} ON {table}" for name, table in connection.execute(found).all()]
        for statement in statements:
            connection.execute(text(statement))


def flip(engine: Engine, chance: random.Random) -> tuple[str, Callable[[], None]]:
    """Flip a random bit of a random event. Returns what was flipped, and what puts it back."""
    with engine.connect() as connection:
        events = connection.execute(text("SELECT * FROM audit_events ORDER BY writer, number")).all()
    while True:
        event = chance.choice(events)
        column = chance.choice(COLUMNS)
        before = getattr(event, column)
        if before is None:
            continue
        after, bit = _flipped(before if isinstance(before, int) else before.encode(), chance)
        try:
            _write(engine, event, column, after)
        except DBAPIError:  # the place is taken, or the database does not take what is no text
            continue
        undo = partial(_write, engine, event, column, before if isinstance(before, int) else before.encode())
        what = f"bit {bit} of {column} of event {event.number} of {event.writer}"
        return what, undo


def _flipped(value: int | bytes, chance: random.Random) -> tuple[int | bytes, int]:
    if isinstance(value, int):
        bit = chance.randrange(63)
        return value ^ (1 << bit), bit
    bit = chance.randrange(len(value) * 8)
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed), bit


def _write(engine: Engine, event: Any, column: str, value: int | bytes) -> None:
    to = ":value" if isinstance(value, int) else _AS_TEXT[engine.dialect.name]
    unchanged = {"sha256": event.sha256} if column != "sha256" else {"writer": event.writer, "number": event.number}
    where = " AND ".join(f"{name} = :{name}" for name in unchanged)
    with begin_writing(engine) as connection:
        statement = text(f"UPDATE audit_events SET {column} = {to} WHERE {where}")
        assert connection.execute(statement, {"value": value, **unchanged}).rowcount == 1
