"""The outbox. Rows are only ever added."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class OutboxRow(SQLModel, table=True):
    """One event, written in the transaction of what it tells of. `data` is thin JSON: ids, references, decisions."""

    __tablename__ = "outbox"
    __table_args__ = (Index("outbox_type", "type", "id"),)

    id: str = Field(primary_key=True)
    type: str
    timestamp: str
    data: str
