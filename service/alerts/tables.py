"""The tables of alerts. Rows are only ever added, but for `alert_states`, which repeats what the events add up to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, String, Table, UniqueConstraint, text

from service.storage.metadata import METADATA
from service.storage.partial_index import partial_index

ALERTS = Table(
    "alerts",
    METADATA,
    Column("id", String, primary_key=True),
    Column("opened_at", String, nullable=False),
    Column("due_at", String, nullable=False),
    Column("priority", String, nullable=False),
    Column("subject_key", String, nullable=False),
    Column("profile_id", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("subject_kind", String, nullable=False),
    Column("item_id", String, nullable=False),
    Column("subject_id", String),
    Column("fingerprint_sha256", String, nullable=False),
    Column("reference", String),
    Column("screening_id", String),
    Column("decision", String, nullable=False),
    Column("top_score", Float, nullable=False),
    Column("profile_sha256", String, nullable=False),
    Column("snapshot_sha256", String, nullable=False),
    Column("previous_alert_id", String),
    UniqueConstraint("subject_key", "profile_id", "sequence", name="alerts_sequence"),
    Index("alerts_opened_at", "opened_at"),
)
"""An alert as it was raised. Those of one subject under one profile are numbered, so that two servers that raise
one at the same moment cannot both do so."""

MATCHES = Table(
    "alert_matches",
    METADATA,
    Column("alert_id", String, primary_key=True),
    Column("match_id", Integer, primary_key=True),
    Column("entity_id", String, nullable=False),
    Column("watchlist", String),
    Column("entity_sha256", String, nullable=False),
    Column("rules_sha256", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("suppressed_by", String),
    Index("alert_matches_entity", "entity_id", "alert_id"),
    Index("alert_matches_watchlist", "watchlist", "alert_id"),
)
"""A match of an alert, with the hashes of what entity and rule were like."""

EVENTS = Table(
    "alert_events",
    METADATA,
    Column("alert_id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("details", String, nullable=False),
)
"""Something that happened to an alert, and the status that it led to. The key lets only one writer be next."""

STATES = Table(
    "alert_states",
    METADATA,
    Column("alert_id", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("due_at", String, nullable=False),
    Column("assignee", String),
    Column("reference", String),
    Column("disposition_id", String),
    Column("superseded_by", String),
    Column("closed_at", String),
    Index("alert_states_status", "status", "alert_id", "due_at"),
    Index("alert_states_assignee", "assignee", "alert_id"),
    Index("alert_states_reference", "reference", "alert_id"),
)
"""The last state of an alert, so that lists of alerts are fast. It can be made again from the events."""

ALERT_SCREENINGS = Table(
    "alert_screenings",
    METADATA,
    Column("screening_id", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("item_id", String, primary_key=True),
    Column("alert_id", String, nullable=False),
    Column("bulk_job_id", String),
    Column("bulk_row", BigInteger),
    Index("alert_screenings_alert", "alert_id"),
    partial_index("alert_screenings_bulk", "bulk_job_id", "bulk_row", where=text("bulk_job_id IS NOT NULL")),
)
"""Which alert a screening, or a row of a bulk job, has led to, for each party or line of goods that has one."""

DISPOSITIONS = Table(
    "dispositions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("alert_id", String, nullable=False),
    Column("alert_version", Integer, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason_code", String, nullable=False),
    Column("content", String, nullable=False),
    Column("content_sha256", String, nullable=False),
    Column("proposed_by", String, nullable=False),
    Column("proposed_at", String, nullable=False),
    Index("dispositions_alert", "alert_id"),
)
"""A proposed decision. `content` is canonical JSON of all of it, which `content_sha256` covers with the version of
the alert."""

DISPOSITION_ENDS = Table(
    "disposition_ends",
    METADATA,
    Column("disposition_id", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_at", String, nullable=False),
    Column("comment", String),
)
"""What became of a proposal. There can be one end only."""

DECIDED = Table(
    "alert_decided_matches",
    METADATA,
    Column("alert_id", String, primary_key=True),
    Column("match_id", Integer, primary_key=True),
    Column("disposition_id", String, nullable=False),
    Column("outcome", String, nullable=False),
)
"""What was decided about a match, by an approved disposition."""
