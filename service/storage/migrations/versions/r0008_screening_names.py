"""Keyed hashes by which screenings are found by the names that were asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table. Screenings that are there already are not in it."""
    op.create_table(
        "screening_names",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("screening_id", sa.String, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("screening_names_screening", "screening_names", ["screening_id"])
