"""Locks by number, under which transactions of several machines take turns."""

from __future__ import annotations

from sqlalchemy import Connection, text


def take_turn(connection: Connection, lock: int) -> None:
    """Wait until no other transaction holds the lock of that number, and hold it until this one ends. In SQLite only
    one transaction writes at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
