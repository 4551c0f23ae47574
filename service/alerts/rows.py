"""The tables of alerts, as the database has them (`service.alerts.tables`). Rows are only ever added, but for
`alert_states`, which repeats what the events add up to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from service.storage.partial_index import partial_index


class AlertRow(SQLModel, table=True):
    """An alert as it was raised. Those of one subject under one profile are numbered, so that two servers that raise
    one at the same moment cannot both do so."""

    __tablename__ = "alerts"
    __table_args__ = (
        UniqueConstraint("subject_key", "profile_id", "sequence", name="alerts_sequence"),
        Index("alerts_opened_at", "opened_at"),
    )

    id: str = Field(primary_key=True)
    opened_at: str
    due_at: str
    priority: str
    subject_key: str
    profile_id: str
    sequence: int
    subject_kind: str
    item_id: str
    subject_id: str | None = None
    fingerprint_sha256: str
    reference: str | None = None
    screening_id: str | None = None
    decision: str
    top_score: float
    profile_sha256: str
    snapshot_sha256: str
    previous_alert_id: str | None = None


class AlertMatchRow(SQLModel, table=True):
    """A match of an alert, with the hashes of what entity and rule were like."""

    __tablename__ = "alert_matches"
    __table_args__ = (
        Index("alert_matches_entity", "entity_id", "alert_id"),
        Index("alert_matches_watchlist", "watchlist", "alert_id"),
    )

    alert_id: str = Field(primary_key=True)
    match_id: int = Field(primary_key=True)
    entity_id: str
    watchlist: str | None = None
    entity_sha256: str
    rules_sha256: str
    score: float
    suppressed_by: str | None = None


class AlertEventRow(SQLModel, table=True):
    """Something that happened to an alert, and the status that it led to. The key lets only one writer be next."""

    __tablename__ = "alert_events"

    alert_id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    at: str
    actor: str
    kind: str
    status: str
    details: str


class AlertStateRow(SQLModel, table=True):
    """The last state of an alert, so that lists of alerts are fast. It can be made again from the events."""

    __tablename__ = "alert_states"
    __table_args__ = (
        Index("alert_states_status", "status", "alert_id", "due_at"),
        Index("alert_states_assignee", "assignee", "alert_id"),
        Index("alert_states_reference", "reference", "alert_id"),
    )

    alert_id: str = Field(primary_key=True)
    status: str
    version: int
    due_at: str
    assignee: str | None = None
    reference: str | None = None
    disposition_id: str | None = None
    superseded_by: str | None = None
    closed_at: str | None = None


class AlertScreeningRow(SQLModel, table=True):
    """Which alert a screening, or a row of a bulk job, has led to, for each party or line of goods that has one."""

    __tablename__ = "alert_screenings"
    __table_args__ = (
        Index("alert_screenings_alert", "alert_id"),
        partial_index("alert_screenings_bulk", "bulk_job_id", "bulk_row", where=text("bulk_job_id IS NOT NULL")),
    )

    screening_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    item_id: str = Field(primary_key=True)
    alert_id: str
    bulk_job_id: str | None = None
    bulk_row: int | None = Field(default=None, sa_type=BigInteger)


class DispositionRow(SQLModel, table=True):
    """A proposed decision. `content` is canonical JSON of all of it, which `content_sha256` covers with the version of
    the alert."""

    __tablename__ = "dispositions"
    __table_args__ = (Index("dispositions_alert", "alert_id"),)

    id: str = Field(primary_key=True)
    alert_id: str
    alert_version: int
    outcome: str
    reason_code: str
    content: str
    content_sha256: str
    proposed_by: str
    proposed_at: str


class DispositionEndRow(SQLModel, table=True):
    """What became of a proposal. There can be one end only."""

    __tablename__ = "disposition_ends"

    disposition_id: str = Field(primary_key=True)
    status: str
    decided_by: str
    decided_at: str
    comment: str | None = None


class DecidedMatchRow(SQLModel, table=True):
    """What was decided about a match, by an approved disposition."""

    __tablename__ = "alert_decided_matches"

    alert_id: str = Field(primary_key=True)
    match_id: int = Field(primary_key=True)
    disposition_id: str
    outcome: str
