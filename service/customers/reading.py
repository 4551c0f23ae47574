"""Reading subjects. Functions of a connection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from service.customers.model import LastScreening, Subject, SubjectStatus, read_content
from service.customers.state import SubjectHit
from service.customers.tables import HITS, SUBJECTS

_COLUMNS: tuple[ColumnElement[Any], ...] = (
    SUBJECTS.c.id,
    SUBJECTS.c.number,
    SUBJECTS.c.reference,
    SUBJECTS.c.version,
    SUBJECTS.c.sha256,
    SUBJECTS.c.status,
    SUBJECTS.c.content,
    SUBJECTS.c.created_at,
    SUBJECTS.c.updated_at,
    SUBJECTS.c.withdrawn_reason,
    SUBJECTS.c.last_screening_id,
    SUBJECTS.c.last_decision,
    SUBJECTS.c.last_snapshot,
    SUBJECTS.c.last_at,
    SUBJECTS.c.last_on,
    SUBJECTS.c.last_rescreen_id,
)
"""What a subject is made of. Taken by place: to look up sixteen columns by name takes longer than to make a subject."""

_STATUSES = {status.value: status for status in SubjectStatus}


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
    row = connection.execute(select(*_COLUMNS).where(SUBJECTS.c.reference == reference)).first()
    return None if row is None else _subject_of(row)


def read_standing(connection: Connection, first: int, last: int, snapshot_sha256: str) -> list[Subject]:
    """The subjects from one number to another that were answered on a snapshot last, in order."""
    standing = SUBJECTS.c.number.between(first, last), SUBJECTS.c.last_snapshot == snapshot_sha256
    rows = connection.execute(select(*_COLUMNS).where(*standing).order_by(SUBJECTS.c.number)).all()
    return [*map(_subject_of, rows)]


def read_hits(connection: Connection, first: int, last: int) -> dict[int, dict[str, SubjectHit]]:
    """The last hits of the subjects from one number to another, by number."""
    found: dict[int, dict[str, SubjectHit]] = {}
    for row in connection.execute(select(HITS).where(HITS.c.subject_number.between(first, last))).all():
        found.setdefault(row[0], {})[row[1]] = SubjectHit(*row[1:])
    return found


def find_subjects(connection: Connection, query: SubjectQuery) -> SubjectPage:
    """A page of subjects."""
    wanted: Select[Any] = select(*_COLUMNS).order_by(SUBJECTS.c.number.desc()).limit(query.limit + 1)
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
    rows = connection.execute(wanted).all()
    page = tuple(map(_subject_of, rows[: query.limit]))
    return SubjectPage(page, page[-1].id if len(rows) > query.limit else None)


def read_by_reference(connection: Connection, references: Iterable[str]) -> dict[str, Subject]:
    """Subjects by their references."""
    wanted: Sequence[str] = sorted(set(references))
    rows = connection.execute(select(*_COLUMNS).where(SUBJECTS.c.reference.in_(wanted)))
    return {subject.reference: subject for subject in map(_subject_of, rows)}


def _subject_of(row: Sequence[Any]) -> Subject:
    (id_, number, reference, version, sha256, status, content, created_at, updated_at, withdrawn_reason,
     screening_id, decision, snapshot, at, on, rescreen_id) = row  # fmt: skip
    last = None
    if at is not None:
        last = LastScreening(screening_id, decision or "", snapshot or "", at, date.fromisoformat(on), rescreen_id)
    said, stands = read_content(content), _STATUSES[status]
    return Subject(
        id_, number, reference, version, sha256, stands, said, created_at, updated_at, withdrawn_reason, last
    )
