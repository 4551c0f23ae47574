"""What a proposal does once it takes effect: matches are decided, decisions are remembered, the alert is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from service.alerts.errors import Change
from service.alerts.model import Alert, AlertMatch, Disposition
from service.alerts.reading import read_alert, read_disposition
from service.alerts.revoking import forget
from service.alerts.states import Step, closing_step
from service.alerts.statuses import Outcome
from service.alerts.steps import By, take_step
from service.alerts.suppression_tables import SUPPRESSIONS
from service.alerts.tables import DECIDED
from service.alerts.transitions import close_disposition
from service.audit.event import Detail, RecordedEvent
from service.common.ids import new_id
from service.records.action import Performed
from service.storage.bulk_insert import insert_rows
from service.webhooks.outbox import OutboxEvent, write_events


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision has led to. With `changes` the proposal was found to be stale and nothing was approved."""

    alert: Alert
    disposition: Disposition
    suppressions: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def take_effect(
    connection: Connection,
    disposition: Disposition,
    alert: Alert,
    chosen: Sequence[AlertMatch],
    by: By,
    *,
    alone: str | None = None,
) -> Performed[Decided]:
    """Let a proposal take effect. `alone` says why no second person was needed."""
    proposal = disposition.proposal
    decided = () if proposal.outcome is Outcome.INCONCLUSIVE else chosen
    outcomes = tuple(proposal.outcome if one in decided else one.outcome for one in alert.matches if _counts(one))
    step = closing_step(proposal.outcome, outcomes)
    closed = step in (Step.CLOSE_FALSE_POSITIVE, Step.CLOSE_TRUE_MATCH)
    state = {"closed_at": by.time} if closed else {}
    details = {"disposition": disposition.id, "sha256": disposition.content_sha256}
    details |= {} if alone is None else {"alone": alone}
    result = take_step(connection, alert, step, by, "approved", details, disposition_id=None, **state)
    columns = ("alert_id", "match_id", "disposition_id", "outcome")
    rows = [(alert.id, one.match_id, disposition.id, proposal.outcome.value) for one in decided]
    insert_rows(connection, DECIDED, columns, rows)
    approval: dict[str, Detail] = {"sha256": disposition.content_sha256}
    approval |= {} if alone is None else {"alone": alone}
    events = [close_disposition(connection, disposition.id, "approved", by.actor, by.time, alone, approval)]
    suppressions = _remember(connection, disposition, alert, chosen, by, events)
    if proposal.outcome is Outcome.TRUE_MATCH:
        events += forget(connection, alert, chosen, by)
    if closed:
        data = {"alert_id": alert.id, "reference": alert.reference, "status": result.status.value}
        write_events(connection, [OutboxEvent("alert.closed", data)], by.at)
        events.append(by.event("alert_closed", alert.id, {"status": result.status.value}))
    return Performed(replace(decided_now(connection, disposition), suppressions=suppressions), events)


def _counts(match: AlertMatch) -> bool:
    """Is the match for this alert to decide? What is suppressed was decided before."""
    return match.suppressed_by is None


def _remember(
    connection: Connection,
    disposition: Disposition,
    alert: Alert,
    chosen: Sequence[AlertMatch],
    by: By,
    events: list[RecordedEvent],
) -> tuple[str, ...]:
    """Make a suppression for each match, if the proposal wants that."""
    wanted = disposition.proposal.suppress
    if wanted is None:
        return ()
    ids = []
    for match in chosen:
        suppression_id = new_id("sup_", by.at)
        row = (
            suppression_id,
            alert.subject.key,
            alert.subject.fingerprint_sha256,
            match.entity_id,
            match.entity_sha256,
            match.rules_sha256,
            alert.profile_id,
            match.score,
            disposition.id,
            alert.id,
            by.actor,
            by.time,
            wanted.expires_at,
        )
        insert_rows(connection, SUPPRESSIONS, tuple(column.name for column in SUPPRESSIONS.columns), [row])
        details: dict[str, str | int | None] = {
            "disposition": disposition.id,
            "entity": match.entity_id,
            "entity_sha256": match.entity_sha256,
            "rules_sha256": match.rules_sha256,
            "subject_sha256": alert.subject.fingerprint_sha256,
            "expires_at": wanted.expires_at,
        }
        events.append(by.event("suppression_started", suppression_id, details))
        ids.append(suppression_id)
    return tuple(ids)


def decided_now(connection: Connection, disposition: Disposition) -> Decided:
    return Decided(read_alert(connection, disposition.alert_id), read_disposition(connection, disposition.id))
