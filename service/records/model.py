"""The nouns of records: the document that is kept, and the table that keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import BigInteger, Connection, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from service.audit.event import RecordedEvent

LOCAL_ACTOR = "local"
"""Who asks while there are no keys: somebody on this machine."""


@dataclass(frozen=True, slots=True)
class Document:
    """One screening to keep. `id` sorts by time; `screened_at` is UTC in ISO 8601 of fixed width, so it sorts too.

    `request` and `answer` are JSON bytes, kept as they are. `fingerprint` is the SHA-256 of what was asked, by which
    a repeated idempotency key is told from a reused one. Keys belong to their actor. `entities` are the ids of the
    listed entities that were hits, in order and each once: by them the screening can be found again. `findings` are
    what the feature above (`DocumentExtension`) writes in the same transaction. `search_keys` are hashes by which it
    is found too (`SearchKeys`); none of them is read back. `also` writes what somebody else has to
    keep together with the document, and gives the events of that; it raises ActionRefused to have neither written.
    """

    id: str
    screened_at: str
    reference: str | None
    decision: str
    snapshot_sha256: str
    profile_id: str
    profile_sha256: str
    engine: str
    request: bytes
    answer: bytes
    actor: str = LOCAL_ACTOR
    idempotency_key: str | None = None
    fingerprint: str | None = None
    entities: tuple[str, ...] = ()
    findings: tuple[object, ...] = field(default=(), compare=False)
    search_keys: frozenset[int] = field(default=frozenset(), compare=False)
    also: Callable[[Connection], Sequence[RecordedEvent]] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a listing."""

    id: str
    screened_at: str
    reference: str | None
    decision: str
    snapshot_sha256: str
    profile_id: str
    engine: str
    actor: str


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a listing, newest first. `next` is the id to ask `after` for more; None on the last page."""

    entries: tuple[Entry, ...]
    next: str | None


def _index_of(name: str, column: str, second: str, *, unique: bool = False) -> Index:
    """An index of the rows that have the column."""
    present = text(f"{column} IS NOT NULL")
    return Index(name, column, second, unique=unique, sqlite_where=present, postgresql_where=present)


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
