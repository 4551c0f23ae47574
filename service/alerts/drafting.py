"""What findings lead to, given the alerts that stand: alerts that are raised or joined, their rows and events.

Nothing is read for it, so that it can also be worked out ahead of a transaction.

A finding that an undecided alert of the same subject covers already joins that alert, so that what comes every night is
one alert. Otherwise a new alert is raised; undecided ones whose matches it carries too are superseded by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, TableClause

from service.alerts.finding_model import Finding
from service.alerts.standing_alerts import Chain, LastAlerts, StandingAlert
from service.alerts.states import PRIORITIES, UNDECIDED, priority_of
from service.alerts.statuses import AlertStatus
from service.alerts.suppression_tables import CONSIDERED
from service.alerts.tables import ALERT_SCREENINGS, ALERTS, EVENTS, MATCHES, STATES
from service.alerts.transitions import StaleProposal, Superseded, end_stale_proposals, supersede_alerts
from service.audit.event import Event, RecordedEvent, recorded_event
from service.common.clock import sortable
from service.storage.bulk_insert import insert_rows
from service.storage.seals import Seal, seals_of_inserted
from service.webhooks.outbox import OutboxEvent


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


Rows = list[tuple[Any, ...]]


@dataclass(slots=True)
class AlertRows:
    """What is to be inserted, table by table."""

    alerts: Rows = field(default_factory=list)
    matches: Rows = field(default_factory=list)
    events: Rows = field(default_factory=list)
    states: Rows = field(default_factory=list)
    screenings: Rows = field(default_factory=list)
    considered: Rows = field(default_factory=list)
    superseded: list[Superseded] = field(default_factory=list)
    stale: list[StaleProposal] = field(default_factory=list)

    def insert(self, connection: Connection, seals: Mapping[str, Sequence[Seal]] | None = None) -> None:
        """Insert everything; with the seals of the rows by their table, if these were made before (`seals`)."""
        for table, columns, rows in self._tables():
            insert_rows(connection, table, columns, rows, None if seals is None else seals[table.name])
        supersede_alerts(connection, self.superseded)
        end_stale_proposals(connection, self.stale)

    def seals(self) -> Mapping[str, Sequence[Seal]]:
        """The seals of all rows to be inserted, by their table."""
        return {table.name: seals_of_inserted(table.name, columns, rows) for table, columns, rows in self._tables()}

    def _tables(self) -> Iterator[_TableRows]:
        yield _TableRows(ALERTS, _COLUMNS[ALERTS.name], self.alerts)
        yield _TableRows(MATCHES, _COLUMNS[MATCHES.name], self.matches)
        yield _TableRows(EVENTS, _COLUMNS[EVENTS.name], self.events)
        yield _TableRows(STATES, _COLUMNS[STATES.name], self.states)
        yield _TableRows(ALERT_SCREENINGS, _COLUMNS[ALERT_SCREENINGS.name], self.screenings)
        yield _TableRows(CONSIDERED, _COLUMNS[CONSIDERED.name], self.considered)


class _TableRows(NamedTuple):
    table: TableClause
    columns: Sequence[str]
    rows: Rows


_COLUMNS = {
    table.name: tuple(column.name for column in table.columns)
    for table in (ALERTS, MATCHES, EVENTS, STATES, ALERT_SCREENINGS, CONSIDERED)
}


class AlertDraft:
    """What stands, and what findings add to it: `rows`, and what other systems are told (`told`)."""

    def __init__(self, last: LastAlerts, standing: defaultdict[Chain, list[StandingAlert]]) -> None:
        """The last alert of each chain, and the alerts that may cover what is found. Both are changed."""
        self._last, self._standing = last, standing
        self.rows = AlertRows()
        self.told: list[OutboxEvent] = []

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
            self.rows.screenings.append(row)
        return alert_id

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
        self.told.append(
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
        self.rows.alerts.append(
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
        self.rows.matches += [
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
        self.rows.events.append((alert_id, 1, raised.at, raised.actor, "opened", status, "{}"))
        self.rows.states.append((alert_id, status, 1, due_at, assignee, raised.reference, None, None, None))

    def _supersede(self, old: StandingAlert, new_id: str, raised: Raised, events: list[RecordedEvent]) -> None:
        if old.disposition_id is not None:
            stale = StaleProposal(old.disposition_id, raised.at, f"superseded by {new_id}")
            self.rows.stale.append(stale)
            events.append(stale.event)
        self.rows.superseded.append(Superseded(old.id, new_id, old.version + 1, raised.at, raised.actor))
        events.append(recorded_event(Event("alert_superseded", raised.actor, old.id, {"by": new_id}), raised.at))
        self.told.append(
            OutboxEvent("alert.closed", {"alert_id": old.id, "status": "superseded", "superseded_by": new_id})
        )
