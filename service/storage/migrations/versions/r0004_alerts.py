"""Alerts, dispositions and suppressions, the outbox, and guards that keep them from being changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_GUARDED = (
    "alerts",
    "alert_matches",
    "alert_events",
    "alert_screenings",
    "alert_decided_matches",
    "dispositions",
    "disposition_ends",
    "suppressions",
    "suppression_ends",
    "screening_suppressions",
    "outbox",
)
"""All but `alert_states`, which only says again what the events add up to."""


def upgrade() -> None:
    """Make the tables and their guards."""
    _alerts()
    _dispositions()
    _suppressions()
    op.create_table(
        "outbox",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("timestamp", sa.String, nullable=False),
        sa.Column("data", sa.String, nullable=False),
    )
    op.create_index("outbox_type", "outbox", ["type", "id"])
    {"sqlite": _guard_sqlite, "postgresql": _guard_postgresql}[op.get_context().dialect.name]()


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("opened_at", sa.String, nullable=False),
        sa.Column("due_at", sa.String, nullable=False),
        sa.Column("priority", sa.String, nullable=False),
        sa.Column("subject_key", sa.String, nullable=False),
        sa.Column("profile_id", sa.String, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("subject_kind", sa.String, nullable=False),
        sa.Column("item_id", sa.String, nullable=False),
        sa.Column("subject_id", sa.String),
        sa.Column("fingerprint_sha256", sa.String, nullable=False),
        sa.Column("reference", sa.String),
        sa.Column("screening_id", sa.String),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("top_score", sa.Float, nullable=False),
        sa.Column("profile_sha256", sa.String, nullable=False),
        sa.Column("snapshot_sha256", sa.String, nullable=False),
        sa.Column("previous_alert_id", sa.String),
        sa.UniqueConstraint("subject_key", "profile_id", "sequence", name="alerts_sequence"),
    )
    op.create_index("alerts_opened_at", "alerts", ["opened_at"])
    op.create_table(
        "alert_matches",
        sa.Column("alert_id", sa.String, primary_key=True),
        sa.Column("match_id", sa.Integer, primary_key=True),
        sa.Column("entity_id", sa.String, nullable=False),
        sa.Column("watchlist", sa.String),
        sa.Column("entity_sha256", sa.String, nullable=False),
        sa.Column("rules_sha256", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("suppressed_by", sa.String),
    )
    op.create_index("alert_matches_entity", "alert_matches", ["entity_id", "alert_id"])
    op.create_index("alert_matches_watchlist", "alert_matches", ["watchlist", "alert_id"])
    op.create_table(
        "alert_events",
        sa.Column("alert_id", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("details", sa.String, nullable=False),
    )
    op.create_table(
        "alert_states",
        sa.Column("alert_id", sa.String, primary_key=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("due_at", sa.String, nullable=False),
        sa.Column("assignee", sa.String),
        sa.Column("reference", sa.String),
        sa.Column("disposition_id", sa.String),
        sa.Column("superseded_by", sa.String),
        sa.Column("closed_at", sa.String),
    )
    op.create_index("alert_states_status", "alert_states", ["status", "alert_id", "due_at"])
    op.create_index("alert_states_assignee", "alert_states", ["assignee", "alert_id"])
    op.create_index("alert_states_reference", "alert_states", ["reference", "alert_id"])
    op.create_table(
        "alert_screenings",
        sa.Column("screening_id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("item_id", sa.String, primary_key=True),
        sa.Column("alert_id", sa.String, nullable=False),
    )
    op.create_index("alert_screenings_alert", "alert_screenings", ["alert_id"])


def _dispositions() -> None:
    op.create_table(
        "dispositions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("alert_id", sa.String, nullable=False),
        sa.Column("alert_version", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("reason_code", sa.String, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.Column("content_sha256", sa.String, nullable=False),
        sa.Column("proposed_by", sa.String, nullable=False),
        sa.Column("proposed_at", sa.String, nullable=False),
    )
    op.create_index("dispositions_alert", "dispositions", ["alert_id"])
    op.create_table(
        "disposition_ends",
        sa.Column("disposition_id", sa.String, primary_key=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
        sa.Column("decided_at", sa.String, nullable=False),
        sa.Column("comment", sa.String),
    )
    op.create_table(
        "alert_decided_matches",
        sa.Column("alert_id", sa.String, primary_key=True),
        sa.Column("match_id", sa.Integer, primary_key=True),
        sa.Column("disposition_id", sa.String, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
    )


def _suppressions() -> None:
    op.create_table(
        "suppressions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("subject_key", sa.String, nullable=False),
        sa.Column("subject_sha256", sa.String, nullable=False),
        sa.Column("entity_id", sa.String, nullable=False),
        sa.Column("entity_sha256", sa.String, nullable=False),
        sa.Column("rules_sha256", sa.String, nullable=False),
        sa.Column("profile_id", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("disposition_id", sa.String, nullable=False),
        sa.Column("alert_id", sa.String, nullable=False),
        sa.Column("approved_by", sa.String, nullable=False),
        sa.Column("starts_at", sa.String, nullable=False),
        sa.Column("expires_at", sa.String, nullable=False),
    )
    op.create_index("suppressions_subject", "suppressions", ["subject_key"])
    op.create_index("suppressions_entity", "suppressions", ["entity_id"])
    op.create_table(
        "suppression_ends",
        sa.Column("suppression_id", sa.String, primary_key=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("because", sa.String),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("comment", sa.String),
    )
    op.create_table(
        "screening_suppressions",
        sa.Column("screening_id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("item_id", sa.String, primary_key=True),
        sa.Column("suppression_id", sa.String, primary_key=True),
        sa.Column("outcome", sa.String, nullable=False),
    )
    op.create_index("screening_suppressions_suppression", "screening_suppressions", ["suppression_id", "screening_id"])


def _guard_sqlite() -> None:
    for table in _GUARDED:
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept as they are'); END"
        op.execute(f"CREATE TRIGGER {table}_not_changed BEFORE UPDATE ON {table} {refuse}")
        op.execute(f"CREATE TRIGGER {table}_not_deleted BEFORE DELETE ON {table} {refuse}")


def _guard_postgresql() -> None:
    for table in _GUARDED:
        for name, action, scope in (
            ("not_changed", "UPDATE", "ROW"),
            ("not_deleted", "DELETE", "ROW"),
            ("not_emptied", "TRUNCATE", "STATEMENT"),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {action} ON {table} "
                f"FOR EACH {scope} EXECUTE FUNCTION sekisho_refuse()"
            )
