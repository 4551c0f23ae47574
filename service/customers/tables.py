"""The tables of the book. Versions are only ever added; the others say how things stand now.

`number` counts subjects in the order in which they came: rescreens divide the book by it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from service.storage.metadata import METADATA

_NUMBER = BigInteger().with_variant(Integer, "sqlite")


SUBJECTS = Table(
    "subjects",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    Column("id", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("segment", String),
    Column("version", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("status", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("withdrawn_reason", String),
    Column("last_snapshot", String),
    Column("last_screening_id", String),
    Column("last_rescreen_id", String),
    Column("last_decision", String),
    Column("last_at", String),
    Column("last_on", String),
    Column("revision", Integer),
    UniqueConstraint("id", name="subjects_id"),
    UniqueConstraint("reference", name="subjects_reference"),
    Index("subjects_last_snapshot", "last_snapshot", "number"),
    Index("subjects_segment", "segment", "number"),
)
"""A subject as it is now. `last_snapshot` is empty until it was screened, and NULL once it is withdrawn: whatever
has another value there than the snapshot in use has to be screened again."""

VERSIONS = Table(
    "subject_versions",
    METADATA,
    Column("subject_id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("status", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("reason", String),
)
"""A subject as it was from a moment on, and by whom it was put."""

HITS = Table(
    "subject_hits",
    METADATA,
    Column("subject_number", _NUMBER, primary_key=True),
    Column("entity_id", String, primary_key=True),
    Column("watchlist", String),
    Column("entity_sha256", String, nullable=False),
    Column("rules_sha256", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("decision", String, nullable=False),
    Index("subject_hits_entity", "entity_id"),
)
"""A hit of a subject as it was found last."""

RESCREENS = Table(
    "rescreens",
    METADATA,
    Column("id", String, primary_key=True),
    Column("trigger", String, nullable=False),
    Column("method", String, nullable=False),
    Column("state", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("from_snapshot", String, nullable=False),
    Column("to_snapshot", String, nullable=False),
    Column("since_day", String, nullable=False),
    Column("on_day", String, nullable=False),
    Column("queued_at", String, nullable=False),
    Column("started_at", String),
    Column("finished_at", String),
    Column("entities", String),
    Column("totals", String),
    Column("reason", String),
    Column("certificate", String),
    Column("certificate_sha256", String),
    Column("revision", Integer),
    Index("rescreens_state", "state"),
    Index("rescreens_trigger", "trigger", "on_day"),
)
"""A pass over the book. `entities`, `totals` and `certificate` are JSON."""

TASKS = Table(
    "rescreen_tasks",
    METADATA,
    Column("rescreen_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("first", _NUMBER, nullable=False),
    Column("last", _NUMBER, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("owner", String),
    Column("lease_until", String),
    Column("outcome", String),
    Column("part", LargeBinary),
)
"""A part of a rescreen: the subjects from one number to another. `owner` holds it until `lease_until`; after that
whoever comes first may take it over. `part` is its share of the record, until the rescreen ends."""
