"""The tables of suppressions, as statements name them. They stand apart from those of alerts, which a command that
screens one name can do without.

How the database has them, with their keys and indexes, say the classes of `service.alerts.suppression_rows`, which are
not loaded to read them.
"""

from __future__ import annotations

from sqlalchemy import Float, String, column, table

SUPPRESSIONS = table(
    "suppressions",
    column("id", String),
    column("subject_key", String),
    column("subject_sha256", String),
    column("entity_id", String),
    column("entity_sha256", String),
    column("rules_sha256", String),
    column("profile_id", String),
    column("score", Float),
    column("disposition_id", String),
    column("alert_id", String),
    column("approved_by", String),
    column("starts_at", String),
    column("expires_at", String),
)

SUPPRESSION_ENDS = table(
    "suppression_ends",
    column("suppression_id", String),
    column("status", String),
    column("because", String),
    column("at", String),
    column("by", String),
    column("comment", String),
)

CONSIDERED = table(
    "screening_suppressions",
    column("screening_id", String),
    column("kind", String),
    column("item_id", String),
    column("suppression_id", String),
    column("outcome", String),
    column("at", String),
)
