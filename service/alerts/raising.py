"""Alerts are raised in the transaction of what they are about: the record of a screening (`DocumentExtension`), or the
answers to some rows of a bulk job (`write_row_findings`). What they are is worked out in `drafting`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from service.alerts.drafting import AlertDraft, AlertRows, Raised
from service.alerts.errors import SuppressionsOutdated
from service.alerts.finding_model import Finding, Lapse
from service.alerts.standing_alerts import Chain, LastAlerts, last_sequences, read_standing
from service.alerts.suppression_tables import CONSIDERED, SUPPRESSION_ENDS
from service.alerts.tables import ALERT_SCREENINGS
from service.audit.chain import PROGRAM
from service.audit.event import Event, RecordedEvent, recorded_event
from service.records.action import Performed
from service.records.model import Document
from service.storage.bulk_insert import insert_rows
from service.storage.seals import Seal
from service.webhooks.outbox import EventRow, OutboxEvent, event_row, write_events, write_rows

_ALERT_ID = re.compile(rb"alr_\w+")
_PAGE = 500
"""Findings of rows that are written with one statement a table."""


@dataclass(frozen=True, slots=True)
class PreparedAlerts:
    """What the findings of a document lead to if no alert was ever raised in these chains."""

    chains: set[Chain]
    rows: AlertRows
    seals: Mapping[str, Sequence[Seal]]
    told: Sequence[EventRow]
    performed: Performed[Document]

    def insert(self, connection: Connection) -> None:
        """Write it within the transaction of `connection`."""
        self.rows.insert(connection, self.seals)
        write_rows(connection, self.told)


class AlertWriter:
    """Writes the findings of documents. Nothing is kept between transactions."""

    def prepare(self, document: Document) -> Document:
        """The same document with its alerts as they are if there was none of its subjects before. What is remembered is
        looked at in the transaction alone."""
        raised = list(_raised(document))
        if any(one.finding.considered for one in raised):
            return document
        draft = AlertDraft({}, defaultdict(list))
        performed = _performed(document, raised, draft)
        at = datetime.fromisoformat(document.screened_at)
        told = [event_row(one, at) for one in draft.told]
        return replace(
            document, prepared=PreparedAlerts(_chains(raised), draft.rows, draft.rows.seals(), told, performed)
        )

    def write(self, connection: Connection, documents: Sequence[Document]) -> Sequence[Performed[Document] | Exception]:
        """The documents with the ids of the alerts that their findings led to, or SuppressionsOutdated."""
        last = None
        if len(documents) == 1 and isinstance(prepared := documents[0].prepared, PreparedAlerts):
            last = last_sequences(connection, prepared.chains)
            if not last:
                prepared.insert(connection)
                return [prepared.performed]
        applied = {id(document): _applied(_raised(document)) for document in documents}
        ended = _ended(connection, set().union(*applied.values()))
        chosen = [document for document in documents if not ended.intersection(applied[id(document)])]
        written = dict(zip(map(id, chosen), self._write(connection, chosen, last), strict=True))
        return [written.get(id(document), _OUTDATED) for document in documents]

    def _write(
        self, connection: Connection, documents: Sequence[Document], last: LastAlerts | None
    ) -> list[Performed[Document]]:
        raised = {id(document): list(_raised(document)) for document in documents}
        everything = [one for several in raised.values() for one in several]
        draft = _drafted(connection, everything, last)
        performed = [_performed(document, raised[id(document)], draft, connection) for document in documents]
        _insert(connection, draft, everything)
        return performed


def _performed(
    document: Document, raised: Sequence[Raised], draft: AlertDraft, connection: Connection | None = None
) -> Performed[Document]:
    """Add the findings of a document to a draft. Without a connection they may not have looked at suppressions."""
    events: list[RecordedEvent] = []
    ids = {}
    for one in raised:
        if one.finding.alert_id is not None:
            ids[one.finding.alert_id] = draft.add(one, events)
        if connection is not None:
            _consider(connection, draft, one, events)
    return Performed(_with_ids(document, ids), events)


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
        draft = _drafted(connection, fresh)
        for one in fresh:
            if one.finding.alert_id is not None:
                draft.add(one, events)
            _consider(connection, draft, one, events)
        _insert(connection, draft, fresh)
    return events


def _known_rows(connection: Connection, raised: Sequence[Raised]) -> set[str]:
    ids = [one.screening_id for one in raised]
    found: set[str] = set()
    for table in (ALERT_SCREENINGS, CONSIDERED):
        found |= set(connection.execute(select(table.c.screening_id).where(table.c.screening_id.in_(ids))).scalars())
    return found


def raise_alerts(connection: Connection, raised: Sequence[Raised]) -> list[RecordedEvent]:
    """Raise alerts without a screening, within the transaction of `connection`. Gives the events of them."""
    draft = _drafted(connection, raised)
    events: list[RecordedEvent] = []
    for one in raised:
        draft.add(one, events)
    _insert(connection, draft, raised)
    return events


def _drafted(connection: Connection, raised: Sequence[Raised], last: LastAlerts | None = None) -> AlertDraft:
    """A draft on what stands in the transaction of `connection`. The last alerts are read, unless they were already."""
    chains = _chains(raised)
    last = last_sequences(connection, chains) if last is None else last
    return AlertDraft(last, read_standing(connection, chains & last.keys()))


def _chains(raised: Iterable[Raised]) -> set[Chain]:
    """Those in which an alert may be raised."""
    return {one.chain for one in raised if one.finding.alert_id is not None}


def _consider(connection: Connection, draft: AlertDraft, raised: Raised, events: list[RecordedEvent]) -> None:
    """Write down which suppressions a screening has looked at, and end those that have lapsed."""
    finding = raised.finding
    applied, lapsed = {one.id for one in finding.applied}, {one.suppression.id for one in finding.lapsed}
    for one in finding.considered:
        outcome = "applied" if one.id in applied else "lapsed" if one.id in lapsed else "unused"
        subject = finding.subject
        row = (raised.screening_id, subject.kind.value, subject.item_id, one.id, outcome, raised.at)
        draft.rows.considered.append(row)
    events += lapse(connection, finding.lapsed, raised.at, draft.told)


def _insert(connection: Connection, draft: AlertDraft, raised: Sequence[Raised]) -> None:
    draft.rows.insert(connection)
    if draft.told:
        write_events(connection, draft.told, datetime.fromisoformat(max(one.at for one in raised)))


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
    return replace(document, answer=b"".join((*pieces, document.answer[end:])), event=None)
