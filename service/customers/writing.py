"""Writing subjects, within the transaction of a connection. Each function gives the events of what it has done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, update

from service.audit.event import Detail, Event, RecordedEvent, recorded_event
from service.common.clock import sortable
from service.common.ids import new_id
from service.customers.errors import SubjectChanged, SubjectUnknown
from service.customers.model import Subject, SubjectContent, SubjectStatus, content_sha256
from service.customers.reading import read_subject
from service.customers.state import State, SubjectHit
from service.customers.tables import HITS, SUBJECTS, VERSIONS
from service.records.action import Action, Performed
from service.storage.bulk_insert import insert_rows
from service.storage.seals import seal_rows
from service.webhooks.outbox import OutboxEvent, write_events

_VERSION = ("subject_id", "version", "at", "actor", "status", "sha256", "content", "reason")
_HIT = ("subject_number", "entity_id", "watchlist", "entity_sha256", "rules_sha256", "score", "decision")
NEVER_SCREENED = ""
"""In the place of the hash of the snapshot that a subject was screened on last."""


@dataclass(frozen=True, slots=True)
class Screened:
    """The answer that a subject is put with."""

    screening_id: str
    decision: str
    snapshot_sha256: str
    on: date
    state: State


def put_screened(
    connection: Connection,
    reference: str,
    content: SubjectContent,
    screened: Screened,
    *,
    before: Subject | None,
    actor: str,
    at: datetime,
) -> Iterator[RecordedEvent]:
    """Put a subject with its screening. Raises SubjectChanged if it is not what it was `before`."""
    current = read_subject(connection, reference)
    if (current and (current.version, current.last)) != (before and (before.version, before.last)):
        raise SubjectChanged(f"the subject {reference!r} was changed by somebody else at the same moment: try again")
    yield from _put(connection, [Put(reference, content, current)], actor=actor, at=at)[1]
    last = {
        "last_snapshot": screened.snapshot_sha256,
        "last_screening_id": screened.screening_id,
        "last_rescreen_id": None,
        "last_decision": screened.decision,
        "last_at": sortable(at),
        "last_on": screened.on.isoformat(),
    }
    connection.execute(update(SUBJECTS).where(SUBJECTS.c.reference == reference).values(last))
    subject = read_subject(connection, reference)
    assert subject is not None  # nosec  # B101: it was just put
    write_state(connection, {subject.number: screened.state}, {subject.number})
    seal_rows(connection, SUBJECTS, number=subject.number)
    former = current.last.decision if current is not None and current.last is not None else None
    events = list(decision_events(subject, former, screened.decision, screening_id=screened.screening_id))
    write_events(connection, events, at)


@dataclass(frozen=True, slots=True)
class Put:
    """What is said of a subject, and what the subject is `before`; None if there is none yet."""

    reference: str
    content: SubjectContent
    before: Subject | None = None


def put_contents(connection: Connection, puts: Sequence[Put], *, actor: str, at: datetime) -> list[RecordedEvent]:
    """Put what is said of subjects, each once. The same again makes no other version."""
    changed, events = _put(connection, puts, actor=actor, at=at)
    if changed:
        seal_rows(connection, SUBJECTS, reference=changed)
    return events


def _put(
    connection: Connection, puts: Sequence[Put], *, actor: str, at: datetime
) -> tuple[list[str], list[RecordedEvent]]:
    """As `put_contents`, without sealing the rows. Gives the references of those that have changed too."""
    now = sortable(at)
    changed: list[str] = []
    new: list[dict[str, Any]] = []
    versions: list[tuple[Any, ...]] = []
    events: list[RecordedEvent] = []
    for put in puts:
        document, before = put.content.document(), put.before
        sha256 = content_sha256(document)
        if before is not None and (before.sha256, before.status) == (sha256, SubjectStatus.ACTIVE):
            continue
        subject_id, version = (new_id("sub_", at), 1) if before is None else (before.id, before.version + 1)
        values: dict[str, Any] = {
            "version": version,
            "sha256": sha256,
            "segment": put.content.segment,
            "status": SubjectStatus.ACTIVE,
            "content": document,
            "updated_at": now,
            "withdrawn_reason": None,
            "last_snapshot": NEVER_SCREENED,
        }
        if before is None:
            new.append({"id": subject_id, "reference": put.reference, "created_at": now, **values})
        else:
            connection.execute(update(SUBJECTS).where(SUBJECTS.c.id == subject_id).values(values))
        versions.append((subject_id, version, now, actor, SubjectStatus.ACTIVE.value, sha256, document, None))
        details: dict[str, Detail] = {"version": version, "sha256": sha256}
        events.append(recorded_event(Event("subject_put", actor, subject_id, details), now))
        changed.append(put.reference)
    if new:
        connection.execute(SUBJECTS.insert(), new)
    insert_rows(connection, VERSIONS, _VERSION, versions)
    return changed, events


def withdraw(reference: str, reason: str, *, actor: str, at: datetime) -> Action[Subject]:
    """Stop watching a subject. Nothing is done if that is so already. Raises SubjectUnknown."""

    def run(connection: Connection) -> Performed[Subject]:
        subject = read_subject(connection, reference)
        if subject is None:
            raise SubjectUnknown(f"there is no subject {reference!r}")
        events = (
            [] if subject.status is SubjectStatus.WITHDRAWN else [withdraw_now(connection, subject, reason, actor, at)]
        )
        found = read_subject(connection, reference)
        assert found is not None  # nosec  # B101: subjects are never deleted
        return Performed(found, events)

    return Action(run)


def withdraw_now(connection: Connection, subject: Subject, reason: str, actor: str, at: datetime) -> RecordedEvent:
    """Stop watching a subject that is watched."""
    now, version = sortable(at), subject.version + 1
    values = {
        "version": version,
        "status": SubjectStatus.WITHDRAWN,
        "updated_at": now,
        "withdrawn_reason": reason,
        "last_snapshot": None,
    }
    connection.execute(update(SUBJECTS).where(SUBJECTS.c.id == subject.id).values(values))
    connection.execute(delete(HITS).where(HITS.c.subject_number == subject.number))
    seal_rows(connection, SUBJECTS, number=subject.number)
    document = subject.content.document()
    row = (subject.id, version, now, actor, SubjectStatus.WITHDRAWN.value, subject.sha256, document, reason)
    insert_rows(connection, VERSIONS, _VERSION, [row])
    return recorded_event(Event("subject_withdrawn", actor, subject.id, {"version": version}), now)


def write_state(connection: Connection, states: Mapping[int, State], numbers: Collection[int]) -> None:
    """Replace the hits of the subjects with these numbers, whose rows the caller seals."""
    wanted = sorted(numbers)
    for start in range(0, len(wanted), 500):
        connection.execute(delete(HITS).where(HITS.c.subject_number.in_(wanted[start : start + 500])))
    rows = [(number, *_values(hit)) for number in wanted for hit in states[number].values()]
    insert_rows(connection, HITS, _HIT, rows)


def _values(hit: SubjectHit) -> tuple[Any, ...]:
    return hit.entity_id, hit.watchlist, hit.entity_sha256, hit.rules_sha256, hit.score, hit.decision


def decision_events(subject: Subject, before: str | None, after: str, **ids: str) -> Iterator[OutboxEvent]:
    """Tell of a decision that is another one now. The first is none unless it asks for a person."""
    if before != after and (before is not None or after != "clear"):
        data = {"subject_id": subject.id, "reference": subject.reference, "decision": after, "before": before}
        yield OutboxEvent("subject.decision_changed", data | ids)
