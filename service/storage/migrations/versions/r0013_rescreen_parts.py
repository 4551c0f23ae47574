"""Parts of the record of a rescreen, which machines without a common folder put together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. It is empty but while a rescreen is at work."""
    op.add_column("rescreen_tasks", sa.Column("part", sa.LargeBinary))
