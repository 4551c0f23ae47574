"""The tables of suppressions, as the database has them (`service.alerts.suppression_tables`). Rows are only added."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class SuppressionRow(SQLModel, table=True):
    """A decision that is remembered."""

    __tablename__ = "suppressions"
    __table_args__ = (Index("suppressions_subject", "subject_key"), Index("suppressions_entity", "entity_id"))

    id: str = Field(primary_key=True)
    subject_key: str
    subject_sha256: str
    entity_id: str
    entity_sha256: str
    rules_sha256: str
    profile_id: str
    score: float
    disposition_id: str
    alert_id: str
    approved_by: str
    starts_at: str
    expires_at: str


class SuppressionEndRow(SQLModel, table=True):
    """Why a suppression ended before its time: it lapsed or was revoked. There can be one end only."""

    __tablename__ = "suppression_ends"

    suppression_id: str = Field(primary_key=True)
    status: str
    because: str | None = None
    at: str
    by: str
    comment: str | None = None


class ScreeningSuppressionRow(SQLModel, table=True):
    """Which suppressions a screening rests on, so that it can be replayed, and since when. `outcome` is `applied`,
    `lapsed` or `unused`. Rows of bulk jobs have an id too: job and row."""

    __tablename__ = "screening_suppressions"
    __table_args__ = (Index("screening_suppressions_suppression", "suppression_id", "screening_id"),)

    screening_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    item_id: str = Field(primary_key=True)
    suppression_id: str = Field(primary_key=True)
    outcome: str
    at: str | None = None
