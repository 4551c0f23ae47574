"""How long a bulk job was worked on, when the work went on after a pause, how many rows are expected, and how far the
chunks in hand are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Of jobs that are there already nothing of it is known."""
    op.add_column("bulk_jobs", sa.Column("rows_expected", sa.BigInteger))
    op.add_column("bulk_jobs", sa.Column("worked_seconds", sa.Float))
    op.add_column("bulk_jobs", sa.Column("worked_until", sa.String))
    op.add_column("bulk_jobs", sa.Column("resumed_at", sa.String))
    op.add_column("bulk_tasks", sa.Column("rows_in_hand", sa.Integer))
