"""API keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("secret_sha256", sa.String, nullable=False),
        sa.Column("roles", sa.String, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("created_by", sa.String, nullable=False),
        sa.Column("expires_at", sa.String),
        sa.Column("revoked_at", sa.String),
        sa.Column("revoked_by", sa.String),
        sa.Column("used_at", sa.String),
        sa.Column("requests_per_second", sa.Float),
        sa.UniqueConstraint("secret_sha256", name="api_keys_secret"),
    )
