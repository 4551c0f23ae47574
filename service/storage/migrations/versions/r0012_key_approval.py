"""API keys that wait until a second administrator approves them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Keys that are there wait for nobody."""
    for column in ("proposed_at", "approved_at", "approved_by"):
        op.add_column("api_keys", sa.Column(column, sa.String))
