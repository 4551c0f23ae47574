"""What people do with alerts. Each is an `Action`: it looks at what is there, refuses or writes, and says so in the
audit chain, all in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from service.alerts.errors import (
    Change,
    DispositionChanged,
    NotFound,
    NotPossible,
    ProposalRefused,
    VersionChanged,
)
from service.alerts.four_eyes import DecidedAlone
from service.alerts.listed_fingerprints import ListedFingerprints
from service.alerts.model import Alert, AlertMatch, AlertStatus, Disposition, DispositionStatus, Outcome, Proposal
from service.alerts.proposals import check_proposal, content_of, content_sha256
from service.alerts.reading import last_outcomes, read_alert, read_disposition, read_events
from service.alerts.states import FINAL, Step, after, closing_step
from service.alerts.tables import DECIDED, DISPOSITIONS, SUPPRESSION_ENDS, SUPPRESSIONS
from service.alerts.transitions import close_disposition, write_event
from service.audit.event import Detail, Event, RecordedEvent, recorded_event
from service.audit.link import canonical
from service.auth.second_person import require_second_person, same_actor
from service.common.clock import sortable
from service.common.ids import new_id
from service.records.action import Action, Performed
from service.storage.bulk_insert import insert_rows
from service.webhooks.outbox import OutboxEvent, write_events


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, when, and which version of the alert they have looked at."""

    actor: str
    at: datetime
    version: int

    @property
    def time(self) -> str:
        return sortable(self.at)

    def event(self, kind: str, subject: str, details: dict[str, str | int | None] | None = None) -> RecordedEvent:
        """An audit event of what they do."""
        return recorded_event(Event(kind, self.actor, subject, details or {}), self.time)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision has led to. With `changes` the proposal was found to be stale and nothing was approved."""

    alert: Alert
    disposition: Disposition
    suppressions: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def assign(alert_id: str, assignee: str, by: By) -> Action[Alert]:
    """Give an alert to somebody, or take it."""

    def run(connection: Connection) -> Performed[Alert]:
        alert = _expected(connection, alert_id, by)
        _step(connection, alert, Step.ASSIGN, by, "assigned", {"assignee": assignee}, assignee=assignee)
        return _performed(connection, alert_id, [by.event("alert_assigned", alert_id, {"assignee": assignee})])

    return Action(run)


def escalate(alert_id: str, comment: str, by: By) -> Action[Alert]:
    """Pass an alert on that one person alone should not decide."""

    def run(connection: Connection) -> Performed[Alert]:
        alert = _expected(connection, alert_id, by)
        _step(connection, alert, Step.ESCALATE, by, "escalated", {"comment": comment})
        return _performed(connection, alert_id, [by.event("alert_escalated", alert_id, _hashed(comment))])

    return Action(run)


def comment_on(alert_id: str, comment: str, by: By) -> Action[Alert]:
    """Write something down about an alert, in whatever state."""

    def run(connection: Connection) -> Performed[Alert]:
        alert = _expected(connection, alert_id, by)
        _step(connection, alert, Step.COMMENT, by, "commented", {"comment": comment})
        return _performed(connection, alert_id, [by.event("alert_commented", alert_id, _hashed(comment))])

    return Action(run)


@dataclass(frozen=True, slots=True)
class Alone:
    """What one person may decide. `rules` gives those of a profile, `listed` the lists of now."""

    rules: Callable[[str], DecidedAlone]
    listed: Callable[[], ListedFingerprints]


def propose(alert_id: str, proposal: Proposal, by: By, alone: Alone | None = None) -> Action[Disposition]:
    """Propose a decision about matches of an alert. Whoever proposes on an alert that nobody has takes it first. Where
    the profile lets one person decide (`alone`), and nothing has changed on the lists, it takes effect at once."""

    def run(connection: Connection) -> Performed[Disposition]:
        alert = _expected(connection, alert_id, by)
        _refuse_final(alert)
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
        taken = _approved(connection, disposition, read_alert(connection, alert_id), chosen, by, alone=why)
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
        alert = _step(connection, alert, Step.ASSIGN, by, "assigned", {"assignee": by.actor}, assignee=by.actor)
    sha256 = content_sha256(alert, proposal, by.actor)
    disposition_id, outcome = new_id("dsp_", by.at), proposal.outcome.value
    details = {"disposition": disposition_id, "sha256": sha256, "outcome": outcome}
    _step(connection, alert, Step.PROPOSE, by, "proposed", details, disposition_id=disposition_id)
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
        _refuse_other_version(connection, alert, by)
        chosen = [one for one in alert.matches if one.match_id in disposition.proposal.match_ids]
        changes = tuple(_changes(chosen, listed()))
        if changes:
            return _stale(connection, disposition, alert, by, changes)
        return _approved(connection, disposition, alert, chosen, by)

    return Action(run)


def send_back(disposition_id: str, comment: str, by: By) -> Action[Decided]:
    """Return a proposal to whoever made it, as another person."""

    def run(connection: Connection) -> Performed[Decided]:
        disposition, alert = _pending(connection, disposition_id)
        require_second_person(disposition.proposed_by, by.actor)
        _refuse_other_version(connection, alert, by)
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
        _refuse_other_version(connection, alert, by)
        return _ended(connection, disposition, alert, by, DispositionStatus.WITHDRAWN, Step.WITHDRAW, comment)

    return Action(run)


def revoke(suppression_id: str, comment: str, actor: str, at: datetime) -> Action[None]:
    """End a suppression. One person is enough: it only makes more alerts."""

    def run(connection: Connection) -> Performed[None]:
        known = select(SUPPRESSIONS.c.id).where(SUPPRESSIONS.c.id == suppression_id)
        if connection.execute(known).scalar() is None:
            raise NotFound(f"there is no suppression {suppression_id!r}")
        ended = select(SUPPRESSION_ENDS.c.status).where(SUPPRESSION_ENDS.c.suppression_id == suppression_id)
        status = connection.execute(ended).scalar()
        if status is not None:
            raise NotPossible(f"the suppression {suppression_id!r} has ended already: it is {status}")
        return Performed(None, list(_revoke(connection, [suppression_id], comment, actor, sortable(at))))

    return Action(run)


def _expected(connection: Connection, alert_id: str, by: By) -> Alert:
    alert = read_alert(connection, alert_id)
    _refuse_other_version(connection, alert, by)
    return alert


def _refuse_other_version(connection: Connection, alert: Alert, by: By) -> None:
    if alert.version == by.version:
        return
    since = read_events(connection, alert.id, after=by.version)
    changes = [Change("version", by.version, alert.version)]
    changes += [Change(f"event {one.version}", None, f"{one.kind} by {one.actor} at {one.at}") for one in since]
    raise VersionChanged(f"the alert is at version {alert.version} now; look at it again, then decide", changes)


def _refuse_final(alert: Alert) -> None:
    if alert.status in FINAL:
        newer = f"; {alert.superseded_by} has taken its place" if alert.superseded_by else ""
        raise NotPossible(f"the alert is {alert.status}, which is final: new facts open a new alert{newer}")


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


def _step(
    connection: Connection,
    alert: Alert,
    step: Step,
    by: By,
    kind: str,
    details: dict[str, str],
    **state: str | None,
) -> Alert:
    """Take a step, and give the alert as it is then."""
    if step is not Step.COMMENT:
        _refuse_final(alert)
    status, version = after(step, alert.status), alert.version + 1
    write_event(connection, alert.id, version, by.time, by.actor, kind, status, details, **state)
    return replace(alert, status=status, version=version, assignee=state.get("assignee", alert.assignee))


def _performed(connection: Connection, alert_id: str, events: Sequence[RecordedEvent]) -> Performed[Alert]:
    return Performed(read_alert(connection, alert_id), events)


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
    _step(connection, alert, step, by, status.value, details, disposition_id=None)
    event = close_disposition(connection, disposition.id, status.value, by.actor, by.time, comment)
    return Performed(_decided(connection, disposition), [event])


def _approved(
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
    result = _step(connection, alert, step, by, "approved", details, disposition_id=None, **state)
    columns = ("alert_id", "match_id", "disposition_id", "outcome")
    rows = [(alert.id, one.match_id, disposition.id, proposal.outcome.value) for one in decided]
    insert_rows(connection, DECIDED, columns, rows)
    approval: dict[str, Detail] = {"sha256": disposition.content_sha256}
    approval |= {} if alone is None else {"alone": alone}
    events = [close_disposition(connection, disposition.id, "approved", by.actor, by.time, alone, approval)]
    suppressions = _remember(connection, disposition, alert, chosen, by, events)
    if proposal.outcome is Outcome.TRUE_MATCH:
        events += _forget(connection, alert, chosen, by)
    if closed:
        data = {"alert_id": alert.id, "reference": alert.reference, "status": result.status.value}
        write_events(connection, [OutboxEvent("alert.closed", data)], by.at)
        events.append(by.event("alert_closed", alert.id, {"status": result.status.value}))
    return Performed(replace(_decided(connection, disposition), suppressions=suppressions), events)


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


def _forget(connection: Connection, alert: Alert, chosen: Sequence[AlertMatch], by: By) -> Iterator[RecordedEvent]:
    """A true match ends whatever says of the same subject and entity that it is none, under whichever profile."""
    ended = select(SUPPRESSION_ENDS.c.suppression_id)
    statement = select(SUPPRESSIONS.c.id).where(
        SUPPRESSIONS.c.subject_key == alert.subject.key,
        SUPPRESSIONS.c.entity_id.in_([one.entity_id for one in chosen]),
        SUPPRESSIONS.c.id.not_in(ended),
    )
    ids = connection.execute(statement).scalars().all()
    yield from _revoke(connection, ids, f"decided as a true match in {alert.id}", by.actor, by.time)


def _revoke(connection: Connection, ids: Sequence[str], comment: str, actor: str, at: str) -> Iterator[RecordedEvent]:
    columns = ("suppression_id", "status", "at", "by", "comment")
    insert_rows(connection, SUPPRESSION_ENDS, columns, [(one, "revoked", at, actor, comment) for one in ids])
    for one in ids:
        yield recorded_event(Event("suppression_revoked", actor, one, _hashed(comment)), at)


def _decided(connection: Connection, disposition: Disposition) -> Decided:
    return Decided(read_alert(connection, disposition.alert_id), read_disposition(connection, disposition.id))


def _hashed(comment: str) -> dict[str, str | int | None]:
    """What people write may name people, which the chain must not: it holds the hash."""
    return {"comment_sha256": hashlib.sha256(comment.encode()).hexdigest()}
