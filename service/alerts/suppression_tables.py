"""The tables of suppressions. Rows are only ever added.

They stand apart from those of alerts, which a command that screens one name can do without.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, String, Table

from service.storage.metadata import METADATA

SUPPRESSIONS = Table(
    "suppressions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("subject_key", String, nullable=False),
    Column("subject_sha256", String, nullable=False),
    Column("entity_id", String, nullable=False),
    Column("entity_sha256", String, nullable=False),
    Column("rules_sha256", String, nullable=False),
    Column("profile_id", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("disposition_id", String, nullable=False),
    Column("alert_id", String, nullable=False),
    Column("approved_by", String, nullable=False),
    Column("starts_at", String, nullable=False),
    Column("expires_at", String, nullable=False),
    Index("suppressions_subject", "subject_key"),
    Index("suppressions_entity", "entity_id"),
)
"""A decision that is remembered."""


SUPPRESSION_ENDS = Table(
    "suppression_ends",
    METADATA,
    Column("suppression_id", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("because", String),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("comment", String),
)
"""Why a suppression ended before its time: it lapsed or was revoked. There can be one end only."""


CONSIDERED = Table(
    "screening_suppressions",
    METADATA,
    Column("screening_id", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("item_id", String, primary_key=True),
    Column("suppression_id", String, primary_key=True),
    Column("outcome", String, nullable=False),
    Column("at", String),
    Index("screening_suppressions_suppression", "suppression_id", "screening_id"),
)
"""Which suppressions a screening rests on, so that it can be replayed, and since when. `outcome` is `applied`,
`lapsed` or `unused`. Rows of bulk jobs have an id too: job and row."""
