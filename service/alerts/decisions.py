"""What people do with alerts. Each is an `Action`: it looks at what is there, refuses or writes, and says so in the
audit chain, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from service.alerts.approval import Decided, decided_now, take_effect
from service.alerts.errors import Change, DispositionChanged, NotPossible, ProposalRefused
from service.alerts.four_eyes import DecidedAlone
from service.alerts.listed_fingerprints import ListedFingerprints
from service.alerts.model import Alert, AlertMatch, Disposition, Proposal
from service.alerts.proposals import check_proposal, content_of, content_sha256
from service.alerts.reading import last_outcomes, read_alert, read_disposition
from service.alerts.states import Step
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome
from service.alerts.steps import By, expected, refuse_final, refuse_other_version, take_step
from service.alerts.tables import DISPOSITIONS
from service.alerts.transitions import close_disposition
from service.audit.event import RecordedEvent
from service.audit.link import canonical
from service.auth.second_person import require_second_person, same_actor
from service.common.ids import new_id
from service.records.action import Action, Performed
from service.storage.bulk_insert import insert_rows
from service.webhooks.outbox import OutboxEvent, write_events


@dataclass(frozen=True, slots=True)
class Alone:
    """What one person may decide. `rules` gives those of a profile, `listed` the lists of now."""

    rules: Callable[[str], DecidedAlone]
    listed: Callable[[], ListedFingerprints]


def propose(alert_id: str, proposal: Proposal, by: By, alone: Alone | None = None) -> Action[Disposition]:
    """Propose a decision about matches of an alert. Whoever proposes on an alert that nobody has takes it first. Where
    the profile lets one person decide (`alone`), and nothing has changed on the lists, it takes effect at once."""

    def run(connection: Connection) -> Performed[Disposition]:
        alert = expected(connection, alert_id, by)
        refuse_final(alert)
        checked = check_proposal(alert, proposal, by.at)
        if checked.suppress is not None:
            _refuse_true_matches(connection, alert, checked)
        chosen = [one for one in alert.matches if one.match_id in checked.match_ids]
        why = _decided_alone(connection, alert, checked, chosen, by, alone)
        disposition_id, events = _proposed(connection, alert, checked, by)
        disposition = read_disposition(connection, disposition_id)
        if not why:
            write_events(connection, [_waiting(disposition)], by.at)
            return Performed(disposition, events)
        taken = take_effect(connection, disposition, read_alert(connection, alert_id), chosen, by, alone=why)
        return Performed(taken.value.disposition, [*events, *taken.events])

    return Action(run)


def _decided_alone(
    connection: Connection,
    alert: Alert,
    proposal: Proposal,
    chosen: Sequence[AlertMatch],
    by: By,
    alone: Alone | None,
) -> str:
    """Why a proposal takes effect at once; empty if it waits for a second person."""
    if alone is None:
        return ""
    before = select(DISPOSITIONS.c.id).where(DISPOSITIONS.c.alert_id == alert.id).limit(1)
    proposed_before = connection.execute(before).first() is not None
    why = alone.rules(alert.profile_id).reason(proposal, chosen, by.actor, proposed_before=proposed_before)
    return "" if why and any(_changes(chosen, alone.listed())) else why


def _waiting(disposition: Disposition) -> OutboxEvent:
    return OutboxEvent("disposition.proposed", {"disposition_id": disposition.id, "alert_id": disposition.alert_id})


def _proposed(connection: Connection, alert: Alert, proposal: Proposal, by: By) -> tuple[str, list[RecordedEvent]]:
    """Write a proposal down. Gives its id."""
    events = []
    if alert.status in (AlertStatus.OPEN, AlertStatus.RETURNED, AlertStatus.ESCALATED):
        events.append(by.event("alert_assigned", alert.id, {"assignee": by.actor}))
        alert = take_step(connection, alert, Step.ASSIGN, by, "assigned", {"assignee": by.actor}, assignee=by.actor)
    sha256 = content_sha256(alert, proposal, by.actor)
    disposition_id, outcome = new_id("dsp_", by.at), proposal.outcome.value
    details = {"disposition": disposition_id, "sha256": sha256, "outcome": outcome}
    take_step(connection, alert, Step.PROPOSE, by, "proposed", details, disposition_id=disposition_id)
    row = (
        disposition_id,
        alert.id,
        alert.version,
        outcome,
        proposal.reason_code,
        canonical(content_of(proposal)),
        sha256,
        by.actor,
        by.time,
    )
    insert_rows(connection, DISPOSITIONS, tuple(column.name for column in DISPOSITIONS.columns), [row])
    told: dict[str, str | int | None] = {"alert": alert.id, "sha256": sha256, "outcome": outcome}
    return disposition_id, [*events, by.event("disposition_proposed", disposition_id, told)]


def approve(
    disposition_id: str, disposition_sha256: str, by: By, listed: Callable[[], ListedFingerprints]
) -> Action[Decided]:
    """Let a proposal take effect, as another person. `listed` gives the lists of now: if what was proposed about is not
    what it was, the proposal becomes stale instead."""

    def run(connection: Connection) -> Performed[Decided]:
        disposition, alert = _pending(connection, disposition_id)
        require_second_person(disposition.proposed_by, by.actor)
        if disposition.content_sha256 != disposition_sha256:
            change = Change("disposition_sha256", disposition_sha256, disposition.content_sha256)
            raise DispositionChanged("this is not the proposal that you have looked at; look at it again", [change])
        refuse_other_version(connection, alert, by)
        chosen = [one for one in alert.matches if one.match_id in disposition.proposal.match_ids]
        changes = tuple(_changes(chosen, listed()))
        if changes:
            return _stale(connection, disposition, alert, by, changes)
        return take_effect(connection, disposition, alert, chosen, by)

    return Action(run)


def send_back(disposition_id: str, comment: str, by: By) -> Action[Decided]:
    """Return a proposal to whoever made it, as another person."""

    def run(connection: Connection) -> Performed[Decided]:
        disposition, alert = _pending(connection, disposition_id)
        require_second_person(disposition.proposed_by, by.actor)
        refuse_other_version(connection, alert, by)
        return _ended(connection, disposition, alert, by, DispositionStatus.RETURNED, Step.RETURN, comment)

    return Action(run)


def withdraw(disposition_id: str, comment: str | None, by: By) -> Action[Decided]:
    """Take a proposal of one's own back."""

    def run(connection: Connection) -> Performed[Decided]:
        disposition, alert = _pending(connection, disposition_id)
        if not same_actor(disposition.proposed_by, by.actor):
            raise NotPossible(
                f"{disposition.proposed_by} has proposed this, and nobody else can withdraw it: return it"
            )
        refuse_other_version(connection, alert, by)
        return _ended(connection, disposition, alert, by, DispositionStatus.WITHDRAWN, Step.WITHDRAW, comment)

    return Action(run)


def _refuse_true_matches(connection: Connection, alert: Alert, proposal: Proposal) -> None:
    """What was last decided of the same subject and entity must not have been that they are one."""
    entities = {one.entity_id: one.match_id for one in alert.matches if one.match_id in proposal.match_ids}
    decided = last_outcomes(connection, alert.subject.key, alert.profile_id, list(entities))
    for entity_id, (outcome, alert_id) in decided.items():
        if outcome is Outcome.TRUE_MATCH:
            raise ProposalRefused(
                "suppress",
                f"nothing for match {entities[entity_id]}: {entity_id} was decided to be true in {alert_id}; "
                "if that does not hold any more, have it decided without `suppress` first",
                "a suppression",
            )


def _pending(connection: Connection, disposition_id: str) -> tuple[Disposition, Alert]:
    disposition = read_disposition(connection, disposition_id)
    if disposition.status is not DispositionStatus.PROPOSED:
        whom = f" by {disposition.decided_by} at {disposition.decided_at}"
        raise NotPossible(f"this proposal is decided already: {disposition.status}{whom}")
    return disposition, read_alert(connection, disposition.alert_id)


def _changes(chosen: Sequence[AlertMatch], listed: ListedFingerprints) -> Iterator[Change]:
    """Which of the matches are on the lists of now another thing than when they were found."""
    for match in chosen:
        if match.watchlist is None:
            found: tuple[str, str] | None = (listed.rules_sha256, listed.rules_sha256)
        else:
            found = listed.find(match.entity_id)
        field = f"matches/{match.match_id}"
        if found is None:
            yield Change(f"{field}/entity_id", match.entity_id, None)
            continue
        entity, rules = found
        if entity != match.entity_sha256:
            yield Change(f"{field}/entity_sha256", match.entity_sha256, entity)
        if rules != match.rules_sha256:
            yield Change(f"{field}/rules_sha256", match.rules_sha256, rules)


def _stale(
    connection: Connection, disposition: Disposition, alert: Alert, by: By, changes: tuple[Change, ...]
) -> Performed[Decided]:
    comment = f"changed since: {', '.join(one.field for one in changes)}"
    performed = _ended(connection, disposition, alert, by, DispositionStatus.STALE, Step.STALE, comment)
    return Performed(replace(performed.value, changes=changes), performed.events)


def _ended(
    connection: Connection,
    disposition: Disposition,
    alert: Alert,
    by: By,
    status: DispositionStatus,
    step: Step,
    comment: str | None,
) -> Performed[Decided]:
    """End a proposal without letting it take effect."""
    details = {"disposition": disposition.id} | ({} if comment is None else {"comment": comment})
    take_step(connection, alert, step, by, status.value, details, disposition_id=None)
    event = close_disposition(connection, disposition.id, status.value, by.actor, by.time, comment)
    return Performed(decided_now(connection, disposition), [event])
