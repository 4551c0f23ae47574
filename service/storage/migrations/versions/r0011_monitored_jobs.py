"""Bulk jobs that take their file into the book."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column that says what a file does to the book."""
    op.add_column("bulk_jobs", sa.Column("book", sa.String))
