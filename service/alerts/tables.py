"""The tables of alerts, as statements name them.

How the database has them, with their keys and indexes, say the classes of `service.alerts.rows`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Float, Integer, String, column, table

ALERTS = table(
    "alerts",
    column("id", String),
    column("opened_at", String),
    column("due_at", String),
    column("priority", String),
    column("subject_key", String),
    column("profile_id", String),
    column("sequence", Integer),
    column("subject_kind", String),
    column("item_id", String),
    column("subject_id", String),
    column("fingerprint_sha256", String),
    column("reference", String),
    column("screening_id", String),
    column("decision", String),
    column("top_score", Float),
    column("profile_sha256", String),
    column("snapshot_sha256", String),
    column("previous_alert_id", String),
)

MATCHES = table(
    "alert_matches",
    column("alert_id", String),
    column("match_id", Integer),
    column("entity_id", String),
    column("watchlist", String),
    column("entity_sha256", String),
    column("rules_sha256", String),
    column("score", Float),
    column("suppressed_by", String),
)

EVENTS = table(
    "alert_events",
    column("alert_id", String),
    column("version", Integer),
    column("at", String),
    column("actor", String),
    column("kind", String),
    column("status", String),
    column("details", String),
)

STATES = table(
    "alert_states",
    column("alert_id", String),
    column("status", String),
    column("version", Integer),
    column("due_at", String),
    column("assignee", String),
    column("reference", String),
    column("disposition_id", String),
    column("superseded_by", String),
    column("closed_at", String),
)

ALERT_SCREENINGS = table(
    "alert_screenings",
    column("screening_id", String),
    column("kind", String),
    column("item_id", String),
    column("alert_id", String),
    column("bulk_job_id", String),
    column("bulk_row", BigInteger),
)

DISPOSITIONS = table(
    "dispositions",
    column("id", String),
    column("alert_id", String),
    column("alert_version", Integer),
    column("outcome", String),
    column("reason_code", String),
    column("content", String),
    column("content_sha256", String),
    column("proposed_by", String),
    column("proposed_at", String),
)

DISPOSITION_ENDS = table(
    "disposition_ends",
    column("disposition_id", String),
    column("status", String),
    column("decided_by", String),
    column("decided_at", String),
    column("comment", String),
)

DECIDED = table(
    "alert_decided_matches",
    column("alert_id", String),
    column("match_id", Integer),
    column("disposition_id", String),
    column("outcome", String),
)
