"""The tables of screenings, and of what they are found by, as the database has them (`service.records.tables`)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from service.storage.partial_index import partial_index


def _index_of(name: str, column: str, second: str, *, unique: bool = False) -> Index:
    """An index of the rows that have the column."""
    return partial_index(name, column, second, unique=unique, where=text(f"{column} IS NOT NULL"))


class ScreeningRow(SQLModel, table=True):
    """The table of screenings. Rows are only ever added."""

    __tablename__ = "screenings"
    __table_args__ = (
        # Most screenings carry neither: leaving those out keeps a write cheap.
        _index_of("screenings_idempotency", "idempotency_key", "actor", unique=True),
        _index_of("screenings_reference", "reference", "id"),
        Index("screenings_screened_at", "screened_at"),
    )

    id: str = Field(primary_key=True)
    screened_at: str
    reference: str | None = None
    decision: str
    snapshot_sha256: str
    profile_id: str
    profile_sha256: str
    engine: str
    request: bytes = Field(sa_type=LargeBinary)
    answer: bytes = Field(sa_type=LargeBinary)
    actor: str
    idempotency_key: str | None = None
    fingerprint: str | None = None


class ScreeningEntityRow(SQLModel, table=True):
    """Which screenings hit which entity. Hits are rare, so this table is small beside that of screenings."""

    __tablename__ = "screening_entities"
    __table_args__ = (Index("screening_entities_screening", "screening_id"),)

    entity_id: str = Field(primary_key=True)
    screening_id: str = Field(primary_key=True)


class ScreeningNameRow(SQLModel, table=True):
    """By which keyed hashes of names a screening is found (`service.records.search_keys`). It holds no names."""

    __tablename__ = "screening_names"
    __table_args__ = (Index("screening_names_screening", "screening_id"), {"sqlite_with_rowid": False})

    key: int = Field(primary_key=True, sa_type=BigInteger)
    screening_id: str = Field(primary_key=True)


class TombstoneRow(SQLModel, table=True):
    """A screening that was deleted, for a reason that stands in the audit chain. Only what has a row here can be."""

    __tablename__ = "screening_tombstones"

    screening_id: str = Field(primary_key=True)
    deleted_at: str
