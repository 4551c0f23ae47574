"""Dossiers: everything on record about an alert, or about a counterparty of the book, in the order of time.

A dossier says up to which moment it goes. What happened up to then never changes, so that it can be put together again
and compared at any later time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, Engine, select

from service.alerts.errors import NotFound
from service.alerts.finding_model import Suppression
from service.alerts.model import Alert, Disposition
from service.alerts.reading import dispositions_of_alert, read_alert, read_events
from service.alerts.suppression_reading import suppression_of
from service.alerts.suppression_tables import SUPPRESSION_ENDS, SUPPRESSIONS
from service.alerts.tables import ALERTS
from service.audit.event import PERFORMED
from service.customers.model import Subject
from service.customers.reading import read_subject
from service.customers.tables import RESCREENS, VERSIONS
from service.evidence.chain_place import read_event
from service.evidence.sealed import Content, parsed
from service.records.model import Document
from service.records.search import Query, documents, find_with
from service.records.search_keys import SearchKeys

ALERT_FORMAT = "sekisho/alert-dossier"
SUBJECT_FORMAT = "sekisho/subject-dossier"
VERSION = 1
MEANING = (
    "Everything on record up to the moment named, in the order of time. It does not say that anybody is under no "
    "sanctions."
)

_CHUNK = 500
_FIRST = {"subject_version": -1, "screening": 0, "alert_event": 1, "disposition_proposed": 2, "suppression_started": 4}
"""The order of what is written in one transaction: what was put, what was answered, what that raised."""
_RESCREEN = (
    *("id", "trigger", "method", "state", "actor", "from_snapshot", "to_snapshot", "on_day", "queued_at"),
    *("started_at", "finished_at", "certificate_sha256"),
)


def alert_dossier(connection: Connection, alert_id: str, until: str) -> Content:
    """The dossier of an alert and of those that it goes on from. Raises NotFound."""
    alert = read_alert(connection, alert_id)
    alerts = list(_with_former(connection, alert))
    screenings = dict.fromkeys(one.screening_id for one in alerts if one.screening_id is not None)
    found = [find_with(connection, one) for one in screenings]
    entries = [*_screenings(connection, found), *_alerts(connection, alerts)]
    head = {
        "id": alert.id,
        "subject": asdict(alert.subject),
        "reference": alert.reference,
        "opened_at": alert.opened_at,
        "profile_id": alert.profile_id,
        "alerts": [one.id for one in alerts],
    }
    return _dossier(ALERT_FORMAT, head, entries, until)


def subject_dossier(engine: Engine, reference: str, keys: SearchKeys, until: str) -> Content:
    """The dossier of a counterparty. Raises NotFound."""
    found = _documents_about(engine, reference, keys)
    with engine.connect() as connection:
        subject = read_subject(connection, reference)
        if subject is None:
            raise NotFound(f"there is no subject {reference!r}")
        ids = connection.execute(select(ALERTS.c.id).where(ALERTS.c.subject_id == reference)).scalars()
        alerts = [read_alert(connection, one) for one in ids]
        entries = [
            *_versions(connection, subject),
            *_rescreens(connection, subject),
            *_screenings(connection, found),
            *_alerts(connection, alerts),
        ]
    head = {"id": subject.id, "reference": subject.reference, "created_at": subject.created_at}
    return _dossier(SUBJECT_FORMAT, head, entries, until)


def _dossier(format_: str, head: Content, entries: Iterable[Content], until: str) -> Content:
    kept = [one for one in entries if one["at"] <= until]
    kept.sort(key=lambda one: (one["at"], _FIRST.get(one["kind"], 1), str(one.get("id")), one.get("number") or 0))
    return {
        "format": format_,
        "version": VERSION,
        "meaning": MEANING,
        "until": until,
        "about": head,
        "entries": kept,
    }


def _with_former(connection: Connection, alert: Alert) -> Iterator[Alert]:
    yield alert
    while alert.previous_alert_id is not None:
        alert = read_alert(connection, alert.previous_alert_id)
        yield alert


def _documents_about(engine: Engine, reference: str, keys: SearchKeys) -> list[Document]:
    """The screenings in which a party goes by this lasting id."""
    query = Query(keys=((keys.of_id(reference),),), limit=_CHUNK)
    found: list[Document] = []
    after = None
    while True:
        some = documents(engine, Query(keys=query.keys, limit=_CHUNK, after=after))
        found += [one for one in some if _is_about(one, reference)]
        if len(some) < _CHUNK:
            return found
        after = some[-1].id


def _is_about(document: Document, reference: str) -> bool:
    parties = parsed(document.request).get("parties") or ()
    return any(party.get("subject_id") == reference for party in parties)


def _screenings(connection: Connection, found: Sequence[Document | None]) -> Iterator[Content]:
    for document in found:
        if document is None:
            continue
        link = read_event(connection, PERFORMED, document.id)
        place = None if link is None else {"writer": link.writer, "number": link.number, "sha256": link.sha256}
        yield {
            "at": document.screened_at,
            "kind": "screening",
            "actor": document.actor,
            "id": document.id,
            "decision": document.decision,
            "reference": document.reference,
            "profile_id": document.profile_id,
            "snapshot_sha256": document.snapshot_sha256,
            "engine": document.engine,
            "request": parsed(document.request),
            "answer": parsed(document.answer),
            "event": place,
        }


def _alerts(connection: Connection, alerts: Iterable[Alert]) -> Iterator[Content]:
    for alert in alerts:
        for event in read_events(connection, alert.id):
            yield {
                "at": event.at,
                "kind": "alert_event",
                "actor": event.actor,
                "id": alert.id,
                "number": event.version,
                "event": event.kind,
                "status": event.status.value,
                "details": event.details,
            }
        for one in dispositions_of_alert(connection, alert.id):
            yield from _disposition(one)
        yield from _suppressions(connection, alert.id)


def _disposition(one: Disposition) -> Iterator[Content]:
    proposal = asdict(one.proposal)
    told = {"id": one.id, "alert_id": one.alert_id, "content_sha256": one.content_sha256, "proposal": proposal}
    yield {"at": one.proposed_at, "kind": "disposition_proposed", "actor": one.proposed_by} | told
    if one.decided_at is not None:
        by = {"actor": one.decided_by, "proposed_by": one.proposed_by, "comment": one.comment}
        yield {"at": one.decided_at, "kind": f"disposition_{one.status.value}"} | told | by


def _suppressions(connection: Connection, alert_id: str) -> Iterator[Content]:
    for row in connection.execute(select(SUPPRESSIONS).where(SUPPRESSIONS.c.alert_id == alert_id)).mappings():
        suppression: Suppression = suppression_of(row)
        started = {"at": suppression.starts_at, "kind": "suppression_started", "actor": suppression.approved_by}
        yield started | asdict(suppression)
        ended = select(SUPPRESSION_ENDS).where(SUPPRESSION_ENDS.c.suppression_id == suppression.id)
        for end in connection.execute(ended).mappings():
            yield {
                "at": end["at"],
                "kind": "suppression_ended",
                "actor": end["by"],
                "id": suppression.id,
                "status": end["status"],
                "because": end["because"],
                "comment": end["comment"],
            }


def _versions(connection: Connection, subject: Subject) -> Iterator[Content]:
    wanted = select(VERSIONS).where(VERSIONS.c.subject_id == subject.id).order_by(VERSIONS.c.version)
    for row in connection.execute(wanted).mappings():
        yield {
            "at": row["at"],
            "kind": "subject_version",
            "actor": row["actor"],
            "id": subject.id,
            "number": row["version"],
            "status": row["status"],
            "sha256": row["sha256"],
            "content": parsed(row["content"]),
            "reason": row["reason"],
        }


def _rescreens(connection: Connection, subject: Subject) -> Iterator[Content]:
    """Those that have ended since the subject came. Which of its hits changed stands in the alerts that they raised."""
    wanted = select(*(RESCREENS.c[name] for name in _RESCREEN)).where(RESCREENS.c.finished_at >= subject.created_at)
    for row in connection.execute(wanted).mappings():
        yield {"at": row["finished_at"], "kind": "rescreen"} | dict(row)
