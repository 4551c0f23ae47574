"""The tables of the book. Versions are only ever added; the others say how things stand now.

`number` counts subjects in the order in which they came: rescreens divide the book by it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

_NUMBER = BigInteger().with_variant(Integer, "sqlite")


class SubjectRow(SQLModel, table=True):
    """A subject as it is now. `last_snapshot` is empty until it was screened, and NULL once it is withdrawn: whatever
    has another value there than the snapshot in use has to be screened again."""

    __tablename__ = "subjects"
    __table_args__ = (
        UniqueConstraint("id", name="subjects_id"),
        UniqueConstraint("reference", name="subjects_reference"),
        Index("subjects_last_snapshot", "last_snapshot", "number"),
        Index("subjects_segment", "segment", "number"),
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=_NUMBER)
    id: str
    reference: str
    segment: str | None = None
    version: int
    sha256: str
    status: str
    content: bytes = Field(sa_type=LargeBinary)
    created_at: str
    updated_at: str
    withdrawn_reason: str | None = None
    last_snapshot: str | None = None
    last_screening_id: str | None = None
    last_rescreen_id: str | None = None
    last_decision: str | None = None
    last_at: str | None = None
    last_on: str | None = None
    revision: int | None = None


SUBJECTS: Table = SubjectRow.__table__  # type: ignore[attr-defined]


class SubjectVersionRow(SQLModel, table=True):
    """A subject as it was from a moment on, and by whom it was put."""

    __tablename__ = "subject_versions"

    subject_id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    at: str
    actor: str
    status: str
    sha256: str
    content: bytes = Field(sa_type=LargeBinary)
    reason: str | None = None


VERSIONS: Table = SubjectVersionRow.__table__  # type: ignore[attr-defined]


class SubjectHitRow(SQLModel, table=True):
    """A hit of a subject as it was found last."""

    __tablename__ = "subject_hits"
    __table_args__ = (Index("subject_hits_entity", "entity_id"),)

    subject_number: int = Field(primary_key=True, sa_type=_NUMBER)
    entity_id: str = Field(primary_key=True)
    watchlist: str | None = None
    entity_sha256: str
    rules_sha256: str
    score: float
    decision: str


HITS: Table = SubjectHitRow.__table__  # type: ignore[attr-defined]


class RescreenRow(SQLModel, table=True):
    """A pass over the book. `entities`, `totals` and `certificate` are JSON."""

    __tablename__ = "rescreens"
    __table_args__ = (Index("rescreens_state", "state"), Index("rescreens_trigger", "trigger", "on_day"))

    id: str = Field(primary_key=True)
    trigger: str
    method: str
    state: str
    actor: str
    from_snapshot: str
    to_snapshot: str
    since_day: str
    on_day: str
    queued_at: str
    started_at: str | None = None
    finished_at: str | None = None
    entities: str | None = None
    totals: str | None = None
    reason: str | None = None
    certificate: str | None = None
    certificate_sha256: str | None = None
    revision: int | None = None


RESCREENS: Table = RescreenRow.__table__  # type: ignore[attr-defined]


class RescreenTaskRow(SQLModel, table=True):
    """A part of a rescreen: the subjects from one number to another. `owner` holds it until `lease_until`; after that
    whoever comes first may take it over. `part` is its share of the record, until the rescreen ends."""

    __tablename__ = "rescreen_tasks"

    rescreen_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    first: int = Field(sa_type=_NUMBER)
    last: int = Field(sa_type=_NUMBER)
    state: str
    attempts: int = 0
    owner: str | None = None
    lease_until: str | None = None
    outcome: str | None = None
    part: bytes | None = None


TASKS: Table = RescreenTaskRow.__table__  # type: ignore[attr-defined]
