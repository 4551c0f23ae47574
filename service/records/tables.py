"""The tables of screenings, and of what they are found by."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table, text

from service.storage.metadata import METADATA
from service.storage.partial_index import partial_index


def _index_of(name: str, column: str, second: str, *, unique: bool = False) -> Index:
    """An index of the rows that have the column."""
    return partial_index(name, column, second, unique=unique, where=text(f"{column} IS NOT NULL"))


SCREENINGS = Table(
    "screenings",
    METADATA,
    Column("id", String, primary_key=True),
    Column("screened_at", String, nullable=False),
    Column("reference", String),
    Column("decision", String, nullable=False),
    Column("snapshot_sha256", String, nullable=False),
    Column("profile_id", String, nullable=False),
    Column("profile_sha256", String, nullable=False),
    Column("engine", String, nullable=False),
    Column("request", LargeBinary, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("actor", String, nullable=False),
    Column("idempotency_key", String),
    Column("fingerprint", String),
    # Most screenings carry neither: leaving those out keeps a write cheap.
    _index_of("screenings_idempotency", "idempotency_key", "actor", unique=True),
    _index_of("screenings_reference", "reference", "id"),
    Index("screenings_screened_at", "screened_at"),
)
"""The table of screenings. Rows are only ever added."""


SCREENING_ENTITIES = Table(
    "screening_entities",
    METADATA,
    Column("entity_id", String, primary_key=True),
    Column("screening_id", String, primary_key=True),
    Index("screening_entities_screening", "screening_id"),
)
"""Which screenings hit which entity. Hits are rare, so this table is small beside that of screenings."""


SCREENING_NAMES = Table(
    "screening_names",
    METADATA,
    Column("key", BigInteger, primary_key=True),
    Column("screening_id", String, primary_key=True),
    Index("screening_names_screening", "screening_id"),
    sqlite_with_rowid=False,
)
"""By which keyed hashes of names a screening is found (`service.records.search_keys`). It holds no names."""


TOMBSTONES = Table(
    "screening_tombstones",
    METADATA,
    Column("screening_id", String, primary_key=True),
    Column("deleted_at", String, nullable=False),
)
"""A screening that was deleted, for a reason that stands in the audit chain. Only what has a row here can be."""
