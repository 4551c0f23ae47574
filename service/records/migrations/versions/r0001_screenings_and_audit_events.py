"""Screenings, and the events of the audit chains."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_RARE = sa.text("kind <> 'screening_performed'")


def upgrade() -> None:
    """Make the tables."""
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
        "audit_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("writer", sa.String, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("subject", sa.String),
        sa.Column("details", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.UniqueConstraint("writer", "number", name="audit_events_place"),
    )
    op.create_index("audit_events_at", "audit_events", ["at"])
    op.create_index("audit_events_subject", "audit_events", ["subject"])
    op.create_index("audit_events_rare", "audit_events", ["kind", "id"], sqlite_where=_RARE, postgresql_where=_RARE)


def _index_of_present(name: str, columns: list[str], *, unique: bool = False) -> None:
    present = sa.text(f"{columns[0]} IS NOT NULL")
    op.create_index(name, "screenings", columns, unique=unique, sqlite_where=present, postgresql_where=present)
