"""Where events are sent, how each delivery stands, and the place of each event in the feed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'rows of outbox are kept as they are'); END"
_FIELDS = "id, type, timestamp, data, once_key"


def upgrade() -> None:
    """Make the tables. Events that were written before are given their places when they are first published."""
    _endpoints()
    _deliveries()
    op.add_column("outbox", sa.Column("position", sa.BigInteger))
    op.add_column("outbox", sa.Column("once_key", sa.String))
    op.drop_index("outbox_type", "outbox")
    op.create_index("outbox_type", "outbox", ["type", "position"])
    op.create_index("outbox_position", "outbox", ["position"], unique=True)
    op.create_index("outbox_once", "outbox", ["once_key"], unique=True)
    unpublished = sa.text("position IS NULL")
    op.create_index("outbox_unpublished", "outbox", ["id"], sqlite_where=unpublished, postgresql_where=unpublished)
    {"sqlite": _guard_sqlite, "postgresql": _guard_postgresql}[op.get_context().dialect.name]()


def _endpoints() -> None:
    op.create_table(
        "webhook_endpoints",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("event_types", sa.String, nullable=False),
        sa.Column("description", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("created_by", sa.String, nullable=False),
        sa.Column("secret", sa.String, nullable=False),
        sa.Column("signing_key", sa.String, nullable=False),
        sa.Column("previous_secret", sa.String),
        sa.Column("previous_signing_key", sa.String),
        sa.Column("previous_until", sa.String),
        sa.Column("disabled_at", sa.String),
        sa.Column("disabled_because", sa.String),
        sa.Column("not_before", sa.String),
    )


def _deliveries() -> None:
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("endpoint_id", sa.String, nullable=False),
        sa.Column("event_id", sa.String, nullable=False),
        sa.Column("event_type", sa.String, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", sa.String),
        sa.Column("attempted_at", sa.String),
        sa.Column("status_code", sa.Integer),
        sa.Column("latency_ms", sa.Integer),
        sa.Column("error", sa.String),
        sa.Column("claimed_by", sa.String),
        sa.Column("claimed_until", sa.String),
        sa.UniqueConstraint("event_id", "endpoint_id", name="webhook_deliveries_once"),
    )
    op.create_index("webhook_deliveries_due", "webhook_deliveries", ["status", "endpoint_id", "next_attempt_at"])
    op.create_index("webhook_deliveries_endpoint", "webhook_deliveries", ["endpoint_id", "id"])


def _guard_sqlite() -> None:
    """A place is given once, and nothing else of an event ever changes. Old events may be removed."""
    op.execute("DROP TRIGGER outbox_not_changed")
    op.execute("DROP TRIGGER outbox_not_deleted")
    op.execute(f"CREATE TRIGGER outbox_not_changed BEFORE UPDATE OF {_FIELDS} ON outbox {_REFUSE}")
    op.execute(
        f"CREATE TRIGGER outbox_not_moved BEFORE UPDATE OF position ON outbox WHEN OLD.position IS NOT NULL {_REFUSE}"
    )


def _guard_postgresql() -> None:
    op.execute("DROP TRIGGER outbox_not_changed ON outbox")
    op.execute("DROP TRIGGER outbox_not_deleted ON outbox")
    op.execute(
        f"CREATE TRIGGER outbox_not_changed BEFORE UPDATE OF {_FIELDS} ON outbox "
        "FOR EACH ROW EXECUTE FUNCTION sekisho_refuse()"
    )
    op.execute(
        "CREATE TRIGGER outbox_not_moved BEFORE UPDATE OF position ON outbox "
        "FOR EACH ROW WHEN (OLD.position IS NOT NULL) EXECUTE FUNCTION sekisho_refuse()"
    )
