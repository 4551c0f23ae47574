"""Bulk jobs, their tasks, and the rows of their results that need a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "bulk_jobs",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("started_at", sa.String),
        sa.Column("finished_at", sa.String),
        sa.Column("file_name", sa.String, nullable=False),
        sa.Column("file_bytes", sa.BigInteger, nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("layout", sa.String),
        sa.Column("rows", sa.BigInteger),
        sa.Column("totals", sa.String),
        sa.Column("result_sha256", sa.String),
        sa.Column("reason", sa.String),
    )
    op.create_index("bulk_jobs_created", "bulk_jobs", ["created_at", "id"])
    op.create_index("bulk_jobs_state", "bulk_jobs", ["state"])
    op.create_table(
        "bulk_tasks",
        sa.Column("job_id", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("owner", sa.String),
        sa.Column("lease_until", sa.String),
        sa.Column("outcome", sa.String),
    )
    op.create_index("bulk_tasks_open", "bulk_tasks", ["state", "number"])
    op.create_table(
        "bulk_alerts",
        sa.Column("job_id", sa.String, primary_key=True),
        sa.Column("row", sa.BigInteger, primary_key=True),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("top_score", sa.Float),
        sa.Column("top_entity_id", sa.String),
        sa.Column("top_name", sa.String),
        sa.Column("top_watchlist", sa.String),
        sa.Column("reason", sa.String),
    )
