"""Rows of bulk jobs lead to alerts like screenings do; the table of their own is gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Rows of jobs that are done already are in their records."""
    op.drop_table("bulk_alerts")
    op.add_column("alert_screenings", sa.Column("bulk_job_id", sa.String))
    op.add_column("alert_screenings", sa.Column("bulk_row", sa.BigInteger))
    is_bulk = sa.text("bulk_job_id IS NOT NULL")
    op.create_index(
        "alert_screenings_bulk",
        "alert_screenings",
        ["bulk_job_id", "bulk_row"],
        sqlite_where=is_bulk,
        postgresql_where=is_bulk,
    )
    op.add_column("screening_suppressions", sa.Column("at", sa.String))
