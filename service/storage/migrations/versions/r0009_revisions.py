"""Counters of changes of rows that change, so that of their hashes in the audit chain the newest is known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Rows that are there are hashed when the records are opened next."""
    for table in ("api_keys", "bulk_jobs", "rescreens", "subjects", "webhook_endpoints"):
        op.add_column(table, sa.Column("revision", sa.Integer))
