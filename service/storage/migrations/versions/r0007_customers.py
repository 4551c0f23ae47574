"""The book of counterparties, their last hits, and rescreens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, and the guard of versions."""
    _subjects()
    _rescreens()
    {"sqlite": _guard_sqlite, "postgresql": _guard_postgresql}[op.get_context().dialect.name]()


def _subjects() -> None:
    op.create_table(
        "subjects",
        sa.Column("number", _NUMBER, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("reference", sa.String, nullable=False),
        sa.Column("segment", sa.String),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("updated_at", sa.String, nullable=False),
        sa.Column("withdrawn_reason", sa.String),
        sa.Column("last_snapshot", sa.String),
        sa.Column("last_screening_id", sa.String),
        sa.Column("last_rescreen_id", sa.String),
        sa.Column("last_decision", sa.String),
        sa.Column("last_at", sa.String),
        sa.Column("last_on", sa.String),
        sa.UniqueConstraint("id", name="subjects_id"),
        sa.UniqueConstraint("reference", name="subjects_reference"),
    )
    op.create_index("subjects_last_snapshot", "subjects", ["last_snapshot", "number"])
    op.create_index("subjects_segment", "subjects", ["segment", "number"])
    op.create_table(
        "subject_versions",
        sa.Column("subject_id", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.String),
    )
    op.create_table(
        "subject_hits",
        sa.Column("subject_number", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("entity_id", sa.String, primary_key=True),
        sa.Column("watchlist", sa.String),
        sa.Column("entity_sha256", sa.String, nullable=False),
        sa.Column("rules_sha256", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
    )
    op.create_index("subject_hits_entity", "subject_hits", ["entity_id"])


def _rescreens() -> None:
    op.create_table(
        "rescreens",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("trigger", sa.String, nullable=False),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("from_snapshot", sa.String, nullable=False),
        sa.Column("to_snapshot", sa.String, nullable=False),
        sa.Column("since_day", sa.String, nullable=False),
        sa.Column("on_day", sa.String, nullable=False),
        sa.Column("queued_at", sa.String, nullable=False),
        sa.Column("started_at", sa.String),
        sa.Column("finished_at", sa.String),
        sa.Column("entities", sa.String),
        sa.Column("totals", sa.String),
        sa.Column("reason", sa.String),
        sa.Column("certificate", sa.String),
        sa.Column("certificate_sha256", sa.String),
    )
    op.create_index("rescreens_state", "rescreens", ["state"])
    op.create_index("rescreens_trigger", "rescreens", ["trigger", "on_day"])
    op.create_table(
        "rescreen_tasks",
        sa.Column("rescreen_id", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("first", _NUMBER, nullable=False),
        sa.Column("last", _NUMBER, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("owner", sa.String),
        sa.Column("lease_until", sa.String),
        sa.Column("outcome", sa.String),
    )


def _guard_sqlite() -> None:
    refuse = "BEGIN SELECT RAISE(ABORT, 'rows of subject_versions are kept as they are'); END"
    op.execute(f"CREATE TRIGGER subject_versions_not_changed BEFORE UPDATE ON subject_versions {refuse}")
    op.execute(f"CREATE TRIGGER subject_versions_not_deleted BEFORE DELETE ON subject_versions {refuse}")


def _guard_postgresql() -> None:
    for name, action, scope in (
        ("not_changed", "UPDATE", "ROW"),
        ("not_deleted", "DELETE", "ROW"),
        ("not_emptied", "TRUNCATE", "STATEMENT"),
    ):
        op.execute(
            f"CREATE TRIGGER subject_versions_{name} BEFORE {action} ON subject_versions "
            f"FOR EACH {scope} EXECUTE FUNCTION sekisho_refuse()"
        )
