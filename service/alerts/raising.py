"""Alerts are raised in the transaction of what they are about: the record of a screening (`DocumentExtension`), or the
answers to some rows of a bulk job (`write_row_findings`).

A finding that an undecided alert of the same subject covers already joins that alert, so that what comes every night is
one alert. Otherwise a new alert is raised; undecided ones whose matches it carries too are superseded by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from service.alerts.errors import SuppressionsOutdated
from service.alerts.model import AlertStatus, Finding, Lapse
from service.alerts.standing_alerts import Chain, StandingAlert, last_sequences, read_standing
from service.alerts.states import PRIORITIES, UNDECIDED, priority_of
from service.alerts.suppression_tables import CONSIDERED, SUPPRESSION_ENDS
from service.alerts.tables import ALERT_SCREENINGS, ALERTS, EVENTS, MATCHES, STATES
from service.alerts.transitions import Superseded, close_disposition, supersede_alerts
from service.audit.chain import PROGRAM
from service.audit.event import Event, RecordedEvent, recorded_event
from service.common.clock import sortable
from service.records.action import Performed
from service.records.model import Document
from service.storage.bulk_insert import insert_rows
from service.webhooks.outbox import OutboxEvent, write_events

_ALERT_ID = re.compile(rb"alr_\w+")
_PAGE = 500
"""Findings of rows that are written with one statement a table."""


@dataclass(frozen=True, slots=True)
class BulkRow:
    """A row of a bulk job."""

    job_id: str
    number: int


@dataclass(frozen=True, slots=True)
class Raised:
    """What is raised: a finding and where it comes from. Without a screening it is a remembered match that changed. A
    row of a bulk job has the id of a screening too."""

    finding: Finding
    at: str
    actor: str
    profile_id: str
    profile_sha256: str
    snapshot_sha256: str
    reference: str | None = None
    screening_id: str | None = None
    bulk_row: BulkRow | None = None

    @property
    def chain(self) -> Chain:
        return self.finding.subject.key, self.profile_id


@dataclass(slots=True)
class _Rows:
    """What is to be inserted, table by table."""

    alerts: list[tuple[Any, ...]] = field(default_factory=list)
    matches: list[tuple[Any, ...]] = field(default_factory=list)
    events: list[tuple[Any, ...]] = field(default_factory=list)
    states: list[tuple[Any, ...]] = field(default_factory=list)
    screenings: list[tuple[Any, ...]] = field(default_factory=list)
    considered: list[tuple[Any, ...]] = field(default_factory=list)
    superseded: list[Superseded] = field(default_factory=list)
    outbox: list[OutboxEvent] = field(default_factory=list)

    def insert(self, connection: Connection) -> None:
        for table, rows in (
            (ALERTS, self.alerts),
            (MATCHES, self.matches),
            (EVENTS, self.events),
            (STATES, self.states),
            (ALERT_SCREENINGS, self.screenings),
            (CONSIDERED, self.considered),
        ):
            insert_rows(connection, table, _COLUMNS[table.name], rows)
        supersede_alerts(connection, self.superseded)


_COLUMNS = {
    table.name: tuple(column.name for column in table.columns)
    for table in (ALERTS, MATCHES, EVENTS, STATES, ALERT_SCREENINGS, CONSIDERED)
}


class AlertWriter:
    """Writes the findings of documents. Nothing is kept between transactions."""

    def write(self, connection: Connection, documents: Sequence[Document]) -> Sequence[Performed[Document] | Exception]:
        """The documents with the ids of the alerts that their findings led to, or SuppressionsOutdated."""
        applied = {id(document): _applied(_raised(document)) for document in documents}
        ended = _ended(connection, set().union(*applied.values()))
        chosen = [document for document in documents if not ended.intersection(applied[id(document)])]
        written = dict(zip(map(id, chosen), self._write(connection, chosen), strict=True))
        return [written.get(id(document), _OUTDATED) for document in documents]

    def _write(self, connection: Connection, documents: Sequence[Document]) -> list[Performed[Document]]:
        raised = {id(document): list(_raised(document)) for document in documents}
        everything = [one for several in raised.values() for one in several]
        writing = _Writing(connection, everything)
        performed = []
        for document in documents:
            events: list[RecordedEvent] = []
            ids = {}
            for one in raised[id(document)]:
                if one.finding.alert_id is not None:
                    ids[one.finding.alert_id] = writing.add(one, events)
                writing.consider(one, events)
            performed.append(Performed(_with_ids(document, ids), events))
        writing.finish()
        return performed


def write_row_findings(connection: Connection, raised: Sequence[Raised]) -> list[RecordedEvent]:
    """Write what rows of a bulk job have led to, within the transaction of `connection`. Rows that were written before,
    by a run of the same job that was cancelled, stay as they are. Gives the events of it.

    Raises SuppressionsOutdated if one that an answer rests on has ended meanwhile: screen these rows again.
    """
    events: list[RecordedEvent] = []
    for start in range(0, len(raised), _PAGE):
        page = raised[start : start + _PAGE]
        if _ended(connection, _applied(page)):
            raise SuppressionsOutdated(str(_OUTDATED))
        known = _known_rows(connection, page)
        fresh = [one for one in page if one.screening_id not in known]
        writing = _Writing(connection, fresh)
        for one in fresh:
            if one.finding.alert_id is not None:
                writing.add(one, events)
            writing.consider(one, events)
        writing.finish()
    return events


def _known_rows(connection: Connection, raised: Sequence[Raised]) -> set[str]:
    ids = [one.screening_id for one in raised]
    found: set[str] = set()
    for table in (ALERT_SCREENINGS, CONSIDERED):
        found |= set(connection.execute(select(table.c.screening_id).where(table.c.screening_id.in_(ids))).scalars())
    return found


def raise_alerts(connection: Connection, raised: Sequence[Raised]) -> list[RecordedEvent]:
    """Raise alerts without a screening, within the transaction of `connection`. Gives the events of them."""
    writing = _Writing(connection, raised)
    events: list[RecordedEvent] = []
    for one in raised:
        writing.add(one, events)
    writing.finish()
    return events


class _Writing:
    """One transaction: what stands, and what is added to it."""

    def __init__(self, connection: Connection, raised: Sequence[Raised]) -> None:
        self._connection = connection
        chains = {one.chain for one in raised if one.finding.alert_id is not None}
        self._last = last_sequences(connection, chains)
        self._standing = read_standing(connection, chains & self._last.keys())
        self._rows = _Rows()
        self._at: str = max((one.at for one in raised), default="")

    def add(self, raised: Raised, events: list[RecordedEvent]) -> str:
        """Raise or join. Gives the id of the alert that stands for the finding now."""
        finding = raised.finding
        standing = self._standing[raised.chain]
        covering = next((one for one in standing if one.covers(finding)), None)
        alert_id = finding.alert_id if covering is None else covering.id
        assert alert_id is not None  # nosec  # B101: only findings with an alert are added
        if covering is None:
            self._raise(raised, alert_id, events)
        if raised.screening_id is not None:
            subject = finding.subject
            bulk = raised.bulk_row
            job_id, number = (None, None) if bulk is None else (bulk.job_id, bulk.number)
            row = (raised.screening_id, subject.kind.value, subject.item_id, alert_id, job_id, number)
            self._rows.screenings.append(row)
        return alert_id

    def consider(self, raised: Raised, events: list[RecordedEvent]) -> None:
        """Write down which suppressions a screening has looked at, and end those that have lapsed."""
        finding = raised.finding
        applied, lapsed = {one.id for one in finding.applied}, {one.suppression.id for one in finding.lapsed}
        for one in finding.considered:
            outcome = "applied" if one.id in applied else "lapsed" if one.id in lapsed else "unused"
            subject = finding.subject
            row = (raised.screening_id, subject.kind.value, subject.item_id, one.id, outcome, raised.at)
            self._rows.considered.append(row)
        events += lapse(self._connection, finding.lapsed, raised.at, self._rows.outbox)

    def finish(self) -> None:
        """Insert everything."""
        self._rows.insert(self._connection)
        if self._rows.outbox:
            write_events(self._connection, self._rows.outbox, datetime.fromisoformat(self._at))

    def _raise(self, raised: Raised, alert_id: str, events: list[RecordedEvent]) -> None:
        finding, chain = raised.finding, raised.chain
        standing = self._standing[chain]
        replaced = [one for one in standing if one.status in UNDECIDED and one.carried_by(finding)]
        sequence, previous = self._last.get(chain, (0, None))
        assignee = next((one.assignee for one in replaced if one.assignee is not None), None)
        status = AlertStatus.OPEN if assignee is None else AlertStatus.IN_REVIEW
        self._insert(raised, alert_id, sequence + 1, previous, status, assignee)
        for one in replaced:
            self._supersede(one, alert_id, raised, events)
            standing.remove(one)
        subject = finding.subject
        standing.append(
            StandingAlert(alert_id, status, 1, assignee, subject.fingerprint_sha256, None, list(finding.matches))
        )
        self._last[chain] = (sequence + 1, alert_id)
        details = {"screening": raised.screening_id, "previous": previous, "matches": len(finding.matches)}
        events.append(recorded_event(Event("alert_opened", raised.actor, alert_id, details), raised.at))
        self._rows.outbox.append(
            OutboxEvent(
                "alert.opened",
                {
                    "alert_id": alert_id,
                    "screening_id": raised.screening_id,
                    "reference": raised.reference,
                    "decision": finding.decision,
                },
            )
        )

    def _insert(
        self, raised: Raised, alert_id: str, sequence: int, previous: str | None, status: str, assignee: str | None
    ) -> None:
        finding, subject = raised.finding, raised.finding.subject
        scores = tuple(one.score for one in finding.matches if one.suppressed_by is None)
        priority = priority_of(finding.decision, scores)
        due_at = sortable(datetime.fromisoformat(raised.at) + PRIORITIES[priority])
        self._rows.alerts.append(
            (
                alert_id,
                raised.at,
                due_at,
                priority,
                subject.key,
                raised.profile_id,
                sequence,
                subject.kind.value,
                subject.item_id,
                subject.subject_id,
                subject.fingerprint_sha256,
                raised.reference,
                raised.screening_id,
                finding.decision,
                max(scores, default=0.0),
                raised.profile_sha256,
                raised.snapshot_sha256,
                previous,
            )
        )
        self._rows.matches += [
            (
                alert_id,
                number,
                one.entity_id,
                one.watchlist,
                one.entity_sha256,
                one.rules_sha256,
                one.score,
                one.suppressed_by,
            )
            for number, one in enumerate(finding.matches, 1)
        ]
        self._rows.events.append((alert_id, 1, raised.at, raised.actor, "opened", status, "{}"))
        self._rows.states.append((alert_id, status, 1, due_at, assignee, raised.reference, None, None, None))

    def _supersede(self, old: StandingAlert, new_id: str, raised: Raised, events: list[RecordedEvent]) -> None:
        if old.disposition_id is not None:
            why = f"superseded by {new_id}"
            events.append(close_disposition(self._connection, old.disposition_id, "stale", PROGRAM, raised.at, why))
        self._rows.superseded.append(Superseded(old.id, new_id, old.version + 1, raised.at, raised.actor))
        events.append(recorded_event(Event("alert_superseded", raised.actor, old.id, {"by": new_id}), raised.at))
        self._rows.outbox.append(
            OutboxEvent("alert.closed", {"alert_id": old.id, "status": "superseded", "superseded_by": new_id})
        )


def lapse(
    connection: Connection, lapses: Iterable[Lapse], at: str, outbox: list[OutboxEvent]
) -> Iterator[RecordedEvent]:
    """End suppressions that do not hold any more, of those that have not ended yet. Gives the events of that."""
    wanted = {one.suppression.id: one for one in lapses}
    if not wanted:
        return
    ended = set(
        connection.execute(
            select(SUPPRESSION_ENDS.c.suppression_id).where(SUPPRESSION_ENDS.c.suppression_id.in_(list(wanted)))
        ).scalars()
    )
    lasting = [one for suppression_id, one in wanted.items() if suppression_id not in ended]
    rows = [(one.suppression.id, "lapsed", one.because.value, at, PROGRAM) for one in lasting]
    insert_rows(connection, SUPPRESSION_ENDS, ("suppression_id", "status", "because", "at", "by"), rows)
    for one in lasting:
        suppression_id, because = one.suppression.id, one.because.value
        outbox.append(OutboxEvent("suppression.lapsed", {"suppression_id": suppression_id, "because": because}))
        details = {"because": because, "entity": one.suppression.entity_id}
        yield recorded_event(Event("suppression_lapsed", PROGRAM, suppression_id, details), at)


_OUTDATED = SuppressionsOutdated("a suppression that the answer rests on has ended meanwhile: screen again")


def _raised(document: Document) -> Iterator[Raised]:
    for finding in document.findings:
        assert isinstance(finding, Finding)  # nosec  # B101: nobody else writes findings
        yield Raised(
            finding,
            document.screened_at,
            document.actor,
            document.profile_id,
            document.profile_sha256,
            document.snapshot_sha256,
            document.reference,
            document.id,
        )


def _applied(raised: Iterable[Raised]) -> set[str]:
    return {applied.id for one in raised for applied in one.finding.applied}


def _ended(connection: Connection, applied: set[str]) -> set[str]:
    """Of the suppressions that answers rest on, those that have ended before their time."""
    if not applied:
        return set()
    ended = select(SUPPRESSION_ENDS.c.suppression_id).where(SUPPRESSION_ENDS.c.suppression_id.in_(sorted(applied)))
    return set(connection.execute(ended).scalars())


def _with_ids(document: Document, ids: dict[str, str]) -> Document:
    """The answer was written with the ids of alerts to be raised. Where an alert was joined, its id stands there
    instead: ids are random and of one length, so that nothing else of the answer can be meant. In one pass: an answer
    of 500 lines of goods has 17 MB, and nobody else's record is written meanwhile. Id by id: other threads get the
    interpreter between."""
    joined = {old.encode(): new.encode() for old, new in ids.items() if old != new}
    if not joined:
        return document
    pieces: list[bytes] = []
    end = 0
    for found in _ALERT_ID.finditer(document.answer):
        if (new := joined.get(found[0])) is not None:
            pieces += (document.answer[end : found.start()], new)
            end = found.end()
    return replace(document, answer=b"".join((*pieces, document.answer[end:])))
