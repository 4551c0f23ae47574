"""The tables of audit events and of the signatures under some of them, as the database has them
(`service.audit.tables`). Rows are only ever added."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from service.audit.tables import RARE
from service.storage.partial_index import partial_index


class AuditEventRow(SQLModel, table=True):
    """One event, in its place in the chain of its writer."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index("audit_events_at", "at", "writer", "number"),
        Index("audit_events_subject", "subject"),
        # Almost all events are screenings: the others are found fast, and the index costs those nothing.
        partial_index("audit_events_rare", "kind", "at", where=RARE),
    )

    writer: str = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_type=BigInteger)
    at: str
    kind: str
    actor: str
    subject: str | None = None
    details: str
    sha256: str


class AuditAnchorRow(SQLModel, table=True):
    """A signature under one event, and with it under everything that the event goes back to."""

    __tablename__ = "audit_anchors"

    writer: str = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_type=BigInteger)
    sha256: str
    public_key: str
    signature: str
