"""Screenings, the events of the audit chains, and guards that keep both from being changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_RARE = sa.text("kind <> 'screening_performed'")


_GUARDED = ("screenings", "screening_entities", "screening_tombstones", "audit_events", "audit_anchors")
_DELETABLE = {"screenings": "id", "screening_entities": "screening_id"}
"""Tables that rows may leave once a tombstone names them, and the column that a tombstone names."""


def upgrade() -> None:
    """Make the tables and their guards."""
    _screenings()
    _audit()
    guard = {"sqlite": _guard_sqlite, "postgresql": _guard_postgresql}[op.get_context().dialect.name]
    guard()


def _screenings() -> None:
    op.create_table(
        "screenings",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("screened_at", sa.String, nullable=False),
        sa.Column("reference", sa.String),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("snapshot_sha256", sa.String, nullable=False),
        sa.Column("profile_id", sa.String, nullable=False),
        sa.Column("profile_sha256", sa.String, nullable=False),
        sa.Column("engine", sa.String, nullable=False),
        sa.Column("request", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("idempotency_key", sa.String),
        sa.Column("fingerprint", sa.String),
    )
    _index_of_present("screenings_idempotency", ["idempotency_key", "actor"], unique=True)
    _index_of_present("screenings_reference", ["reference", "id"])
    op.create_index("screenings_screened_at", "screenings", ["screened_at"])
    op.create_table(
        "screening_entities",
        sa.Column("entity_id", sa.String, primary_key=True),
        sa.Column("screening_id", sa.String, primary_key=True),
    )
    op.create_index("screening_entities_screening", "screening_entities", ["screening_id"])
    op.create_table(
        "screening_tombstones",
        sa.Column("screening_id", sa.String, primary_key=True),
        sa.Column("deleted_at", sa.String, nullable=False),
    )


def _audit() -> None:
    op.create_table(
        "audit_events",
        sa.Column("writer", sa.String, primary_key=True),
        sa.Column("number", sa.BigInteger, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("subject", sa.String),
        sa.Column("details", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
    )
    op.create_index("audit_events_at", "audit_events", ["at", "writer", "number"])
    op.create_index("audit_events_subject", "audit_events", ["subject"])
    op.create_index("audit_events_rare", "audit_events", ["kind", "at"], sqlite_where=_RARE, postgresql_where=_RARE)
    op.create_table(
        "audit_anchors",
        sa.Column("writer", sa.String, primary_key=True),
        sa.Column("number", sa.BigInteger, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("public_key", sa.String, nullable=False),
        sa.Column("signature", sa.String, nullable=False),
    )


def _index_of_present(name: str, columns: list[str], *, unique: bool = False) -> None:
    present = sa.text(f"{columns[0]} IS NOT NULL")
    op.create_index(name, "screenings", columns, unique=unique, sqlite_where=present, postgresql_where=present)


def _guard_sqlite() -> None:
    for table in _GUARDED:
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept as they are'); END"
        op.execute(f"CREATE TRIGGER {table}_not_changed BEFORE UPDATE ON {table} {refuse}")
        column = _DELETABLE.get(table)
        buried = f"WHEN NOT EXISTS (SELECT 1 FROM screening_tombstones WHERE screening_id = OLD.{column})"  # nosec  # B608: names of our own tables
        op.execute(f"CREATE TRIGGER {table}_not_deleted BEFORE DELETE ON {table} {buried if column else ''} {refuse}")


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION sekisho_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'rows of % are kept as they are', TG_TABLE_NAME; END $$"
    )
    for table in _GUARDED:
        column = _DELETABLE.get(table)
        op.execute(_trigger(table, "not_changed", "UPDATE", "ROW", "sekisho_refuse()"))
        op.execute(_trigger(table, "not_emptied", "TRUNCATE", "STATEMENT", "sekisho_refuse()"))
        if column is None:
            op.execute(_trigger(table, "not_deleted", "DELETE", "ROW", "sekisho_refuse()"))
            continue
        op.execute(
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # nosec  # B608: names of our own tables
            f"IF EXISTS (SELECT 1 FROM screening_tombstones WHERE screening_id = OLD.{column}) "
            "THEN RETURN OLD; END IF; "
            f"RAISE EXCEPTION 'rows of {table} are kept as they are'; END $$"
        )
        op.execute(_trigger(table, "not_deleted", "DELETE", "ROW", f"{table}_refuse()"))


def _trigger(table: str, name: str, action: str, scope: str, function: str) -> str:
    return f"CREATE TRIGGER {table}_{name} BEFORE {action} ON {table} FOR EACH {scope} EXECUTE FUNCTION {function}"
