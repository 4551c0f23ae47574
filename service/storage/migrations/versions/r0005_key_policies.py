"""What a key may ask with, beside each key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Keys that are there may go on asking with anything."""
    op.add_column("api_keys", sa.Column("policy", sa.String))
