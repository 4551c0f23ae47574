"""Reading subjects. Functions of a connection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from service.customers.model import LastScreening, Subject, SubjectStatus, read_content
from service.customers.state import SubjectHit
from service.customers.tables import HITS, SUBJECTS


@dataclass(frozen=True, slots=True)
class SubjectQuery:
    """Which subjects to list. `segments` are those that whoever asks may see, None for all. `after` is the id of the
    last subject of the page before."""

    segments: tuple[str, ...] | None = None
    segment: str | None = None
    status: SubjectStatus | None = None
    decision: str | None = None
    entity: str | None = None
    after: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """Part of a listing, newest first. `next` is None on the last page."""

    subjects: tuple[Subject, ...]
    next: str | None


def read_subject(connection: Connection, reference: str) -> Subject | None:
    """The subject of that reference."""
    row = connection.execute(select(SUBJECTS).where(SUBJECTS.c.reference == reference)).mappings().first()
    return None if row is None else subject_of(row)


def read_hits(connection: Connection, first: int, last: int) -> dict[int, dict[str, SubjectHit]]:
    """The last hits of the subjects from one number to another, by number."""
    found: dict[int, dict[str, SubjectHit]] = {}
    for row in connection.execute(select(HITS).where(HITS.c.subject_number.between(first, last))):
        found.setdefault(row[0], {})[row[1]] = SubjectHit(*row[1:])
    return found


def find_subjects(connection: Connection, query: SubjectQuery) -> SubjectPage:
    """A page of subjects."""
    wanted: Select[Any] = select(SUBJECTS).order_by(SUBJECTS.c.number.desc()).limit(query.limit + 1)
    for column, value in (
        (SUBJECTS.c.segment, query.segment),
        (SUBJECTS.c.status, query.status),
        (SUBJECTS.c.last_decision, query.decision),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    if query.segments is not None:
        wanted = wanted.where(SUBJECTS.c.segment.in_(query.segments))
    if query.entity is not None:
        hit = select(HITS.c.subject_number).where(HITS.c.entity_id == query.entity)
        wanted = wanted.where(SUBJECTS.c.number.in_(hit))
    if query.after is not None:
        last = select(SUBJECTS.c.number).where(SUBJECTS.c.id == query.after).scalar_subquery()
        wanted = wanted.where(SUBJECTS.c.number < last)
    rows = connection.execute(wanted).mappings().all()
    page = tuple(map(subject_of, rows[: query.limit]))
    return SubjectPage(page, page[-1].id if len(rows) > query.limit else None)


def read_by_reference(connection: Connection, references: Iterable[str]) -> dict[str, Subject]:
    """Subjects by their references."""
    wanted: Sequence[str] = sorted(set(references))
    rows = connection.execute(select(SUBJECTS).where(SUBJECTS.c.reference.in_(wanted))).mappings()
    return {row["reference"]: subject_of(row) for row in rows}


def subject_of(row: RowMapping) -> Subject:
    """A subject from its row."""
    last = None
    if row["last_at"] is not None:
        last = LastScreening(
            screening_id=row["last_screening_id"],
            decision=row["last_decision"] or "",
            snapshot_sha256=row["last_snapshot"] or "",
            at=row["last_at"],
            on=date.fromisoformat(row["last_on"]),
            rescreen_id=row["last_rescreen_id"],
        )
    return Subject(
        id=row["id"],
        number=row["number"],
        reference=row["reference"],
        version=row["version"],
        sha256=row["sha256"],
        status=SubjectStatus(row["status"]),
        content=read_content(row["content"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        withdrawn_reason=row["withdrawn_reason"],
        last=last,
    )
