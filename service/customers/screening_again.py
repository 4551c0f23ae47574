"""One task of a rescreen: its subjects screened, merged with what was known of them, and written in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from service.alerts.drafting import Raised
from service.alerts.finding_model import EndedSuppression, Finding, FoundMatch, SubjectKind, Suppression
from service.alerts.finding_model import Subject as AlertSubject
from service.alerts.fingerprint import party_sha256
from service.alerts.raising import raise_alerts
from service.alerts.suppressing import lapse_reason
from service.alerts.suppression_reading import suppressions_ended_between
from service.audit.chain import PROGRAM
from service.audit.event import RecordedEvent
from service.common.clock import sortable
from service.common.ids import new_id
from service.common.logging import Logger
from service.customers.delta import has_boundary
from service.customers.model import Rescreen, Subject, SubjectContent, SubjectStatus, content_sha256
from service.customers.outcome import SubjectOutcome
from service.customers.reading import read_hits, read_standing
from service.customers.record import part_of
from service.customers.rescreen_tasks import RescreenTask, hold
from service.customers.state import State, StateChange, SubjectHit, SubjectScreener, Unscreenable, compare, merge
from service.customers.tables import SUBJECTS
from service.customers.writing import decision_events, write_state
from service.engine.model.decision import Decision, worst
from service.engine.snapshot import Snapshot
from service.records.action import Action, Performed
from service.storage.seals import seal_rows
from service.webhooks.outbox import OutboxEvent, write_events

log = Logger("sekisho.book")

_TOGETHER = 1_000
_NO_HITS: State = {}
_NO_CHANGE = StateChange()
_CLEAR = Decision.CLEAR.value
_ACTIVE = SubjectStatus.ACTIVE
_UNSCREENABLE = "unscreenable:subject"
"""In the place of a listed entity in the alert about a subject that cannot be searched."""

_WRITTEN_WITHIN = timedelta(minutes=10)
"""A decision that has ended so long before a subject was answered may have been taken to hold still: what holds is read
before a task is searched, and its time is that at which it is written."""


@dataclass(frozen=True, slots=True)
class SubjectDecisions:
    """What is remembered about subjects at a moment, by their keys: the decisions that hold, and those that have ended
    since the subjects were answered."""

    at: str
    active: Callable[[str], Sequence[Suppression]]
    ended: Mapping[str, Sequence[EndedSuppression]] = field(default_factory=dict)

    def holding(self, subject: Subject) -> Sequence[Suppression]:
        """Those that hold for a subject under its profile."""
        return [
            one
            for one in self.active(_key_of(subject))
            if one.profile_id == subject.content.profile and one.starts_at <= self.at < one.expires_at
        ]

    def ended_about(self, subject: Subject) -> frozenset[str]:
        """The entities that a decision about a subject has ended of since it was answered."""
        ended = self.ended.get(_key_of(subject))
        if not ended or subject.last is None:
            return frozenset()
        since = _before(subject.last.at)
        return frozenset(
            one.entity_id for one in ended if one.profile_id == subject.content.profile and one.ended_at > since
        )


def read_ended(connection: Connection, subjects: Sequence[Subject], at: str) -> dict[str, list[EndedSuppression]]:
    """The decisions that have ended since any of the subjects was answered, by key."""
    found: dict[str, list[EndedSuppression]] = {}
    since = min((one.last.at for one in subjects if one.last is not None), default=None)
    for one in suppressions_ended_between(connection, _before(since), at) if since is not None else ():
        found.setdefault(one.subject_key, []).append(one)
    return found


def _before(at: str) -> str:
    return sortable(datetime.fromisoformat(at) - _WRITTEN_WITHIN)


def _key_of(subject: Subject) -> str:
    return f"id:{subject.reference}"


@dataclass(frozen=True, slots=True)
class RescreenContext:
    """What all tasks of a rescreen have in common. `delta` searches what differs, of which `touched` are the ids; None
    in a full run. `full` searches everything, also for subjects of a delta that were never answered."""

    rescreen: Rescreen
    full: SubjectScreener
    delta: SubjectScreener | None = None
    touched: frozenset[str] = frozenset()

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that is screened against."""
        return self.full.snapshot


def read_subjects(
    connection: Connection, task: RescreenTask, rescreen: Rescreen
) -> tuple[list[Subject], Mapping[int, State]]:
    """The subjects of a task that still stand where the rescreen begins, and their last hits."""
    subjects = read_standing(connection, task.first, task.last, rescreen.from_snapshot)
    return subjects, read_hits(connection, task.first, task.last)


def screen_again(
    subjects: Sequence[Subject],
    hits: Mapping[int, State],
    context: RescreenContext,
    decisions: SubjectDecisions,
    beat: Callable[[], None] = lambda: None,
) -> list[SubjectOutcome]:
    """The outcome for each subject. `hits` are their last hits by number."""
    return [
        _outcome(subject, hits.get(subject.number, _NO_HITS), found, context, decisions)
        for subject, found in zip(subjects, _states(subjects, hits, context, beat), strict=True)
    ]


def _states(
    subjects: Sequence[Subject], hits: Mapping[int, State], context: RescreenContext, beat: Callable[[], None]
) -> list[State | Unscreenable]:
    """The new state of each. A subject on which the program itself fails costs the others nothing."""
    found: list[State | Unscreenable] = [_NO_HITS] * len(subjects)
    known = [at for at, one in enumerate(subjects) if context.delta is not None and _was_answered(one)]
    if context.delta is not None:
        some = [subjects[at].content for at in known]
        part = _search(context.delta, some, beat, check=False) if context.touched else [_NO_HITS] * len(known)
        for at, new in zip(known, part, strict=True):
            last = hits.get(subjects[at].number)
            found[at] = new if isinstance(new, Unscreenable) or not last else merge(last, new, context.touched)
    others = sorted(set(range(len(subjects))) - set(known))
    contents = [subjects[at].content for at in others]
    for at, state in zip(others, _search(context.full, contents, beat, check=True), strict=True):
        found[at] = state
    return found


def _was_answered(subject: Subject) -> bool:
    return subject.status is _ACTIVE and subject.last is not None


def _search(
    screener: SubjectScreener, contents: Sequence[SubjectContent], beat: Callable[[], None], *, check: bool
) -> list[State | Unscreenable]:
    """The state of each. Those of whom the same is said, as of a customer with several accounts, are searched once."""
    places: dict[tuple[Any, ...], int] = {}
    place_of = [places.setdefault((one.party, one.profile, one.watchlists), len(places)) for one in contents]
    different: list[SubjectContent] = []
    for one, place in zip(contents, place_of, strict=True):
        if place == len(different):
            different.append(one)
    states: list[State | Unscreenable] = []
    for start in range(0, len(different), _TOGETHER):
        states += _search_together(screener, different[start : start + _TOGETHER], check=check)
        beat()
    return [states[place] for place in place_of]


def _search_together(
    screener: SubjectScreener, contents: Sequence[SubjectContent], *, check: bool
) -> list[State | Unscreenable]:
    try:
        return [*screener.states(contents, check=check)]
    except MemoryError:
        raise
    except Exception as error:
        if len(contents) > 1:
            return [state for one in contents for state in _search_together(screener, [one], check=check)]
        name = type(error).__name__
        log.error("subject_failed", error=name)
        return [Unscreenable(f"the program failed on this subject with an unexpected {name}")]


def _outcome(
    subject: Subject,
    last: State,
    found: State | Unscreenable,
    context: RescreenContext,
    decisions: SubjectDecisions,
) -> SubjectOutcome:
    if not found and not last and _was_answered(subject):  # as with most
        return SubjectOutcome(subject, _CLEAR, last, _NO_CHANGE)
    before = "" if subject.last is None else subject.last.decision
    if isinstance(found, Unscreenable):
        digest = content_sha256(found.reason.encode())
        match = FoundMatch(_UNSCREENABLE, None, digest, digest, 0.0)
        return SubjectOutcome(subject, Decision.REVIEW.value, last, StateChange(), (match,), True, 0, found.reason)
    change = compare(last, found)
    matches = _matches(subject, found, decisions)
    open_ = {one.entity_id: found[one.entity_id] for one in matches if one.suppressed_by is None}
    decision = worst(Decision(hit.decision) for hit in open_.values()).value
    # What was answered by a decision that has expired or was revoked since is for a person again.
    came_back = not open_.keys().isdisjoint(decisions.ended_about(subject))
    was_clear = before == _CLEAR and bool(open_)
    raised = came_back or was_clear or not open_.keys().isdisjoint((*change.new, *change.changed))
    if not change and not raised and subject.last is not None and subject.status is SubjectStatus.ACTIVE:
        return SubjectOutcome(subject, decision, last, change)
    missed = _missed(subject, change, context)
    return SubjectOutcome(subject, decision, found, change, matches, raised, missed)


def _matches(subject: Subject, state: State, decisions: SubjectDecisions) -> tuple[FoundMatch, ...]:
    if not state:
        return ()
    suppressions = decisions.holding(subject)
    sha256 = party_sha256(subject.content.party) if suppressions else ""
    return tuple(
        FoundMatch(
            hit.entity_id, hit.watchlist, hit.entity_sha256, hit.rules_sha256, hit.score,
            _suppressed_by(hit, suppressions, sha256)
        )
        for hit in state.values()
    )  # fmt: skip


def _suppressed_by(hit: SubjectHit, suppressions: Iterable[Suppression], subject_sha256: str) -> str | None:
    for one in suppressions:
        if one.entity_id == hit.entity_id and (
            lapse_reason(
                one,
                subject_sha256=subject_sha256,
                entity_sha256=hit.entity_sha256,
                rules_sha256=hit.rules_sha256,
                score=hit.score,
            )
            is None
        ):
            return one.id
    return None


def _missed(subject: Subject, change: StateChange, context: RescreenContext) -> int:
    """Differences that a run over the same snapshot finds, and no day explains that something began or ended on."""
    rescreen = context.rescreen
    if rescreen.from_snapshot != rescreen.to_snapshot or subject.last is None:
        return 0
    if subject.status is not SubjectStatus.ACTIVE:
        return 0
    since = subject.last.on
    entities = (context.snapshot.entity(one) for one in (*change.new, *change.changed, *change.ended))
    return sum(one is None or not has_boundary(one, since, rescreen.on) for one in entities)


def commit(
    task: RescreenTask, context: RescreenContext, outcomes: Sequence[SubjectOutcome], at: datetime
) -> Action[int]:
    """Write what a task has come to, its alerts and events, and that it is done. Subjects that were put or withdrawn
    meanwhile have a newer answer, and count there. Gives how many were written. Raises TaskLost."""

    def run(connection: Connection) -> Performed[int]:
        rescreen = context.rescreen
        valid, whole = _still_valid(connection, task, rescreen, outcomes)
        hold(connection, task, _counts(valid), part_of(valid))
        changed = _update(connection, task, rescreen, valid, at, whole=whole)
        states = {one.subject.number: one.state for one in valid if one.change}
        write_state(connection, states, states.keys())
        seal_rows(connection, SUBJECTS, number=sorted(changed | states.keys()))
        write_events(connection, list(_events(valid, rescreen)), at)
        events: list[RecordedEvent] = []
        raised = [_raised(one, context, at) for one in valid if one.raised]
        if raised:
            events += raise_alerts(connection, raised)
        return Performed(len(valid), events)

    return Action(run)


def _still_valid(
    connection: Connection, task: RescreenTask, rescreen: Rescreen, outcomes: Sequence[SubjectOutcome]
) -> tuple[list[SubjectOutcome], bool]:
    """The outcomes of subjects that are what they were when they were read, and whether there are no others."""
    wanted = (
        select(SUBJECTS.c.number, SUBJECTS.c.version, SUBJECTS.c.last_at)
        .where(SUBJECTS.c.number.between(task.first, task.last), SUBJECTS.c.last_snapshot == rescreen.from_snapshot)
        .with_for_update()
    )
    there = {number: (version, at) for number, version, at in connection.execute(wanted).all()}
    valid = [
        one
        for one in outcomes
        if there.get(one.subject.number) == (one.subject.version, one.subject.last and one.subject.last.at)
    ]
    return valid, len(valid) == len(there)


def _counts(outcomes: Sequence[SubjectOutcome]) -> dict[str, Any]:
    failed = sum(one.error is not None for one in outcomes)
    return {
        "subjects_total": len(outcomes),
        "screened": len(outcomes) - failed,
        "failed": failed,
        "new": sum(len(one.change.new) for one in outcomes),
        "changed": sum(len(one.change.changed) for one in outcomes),
        "ended": sum(len(one.change.ended) for one in outcomes),
        "unchanged": sum(one.change.unchanged for one in outcomes),
        "missed": sum(one.missed for one in outcomes),
        "alerts": sum(one.raised for one in outcomes),
    }


def _update(
    connection: Connection,
    task: RescreenTask,
    rescreen: Rescreen,
    valid: Sequence[SubjectOutcome],
    at: datetime,
    *,
    whole: bool,
) -> set[int]:
    """Most subjects change in nothing but what they were last answered on: one statement for all of them, if they are
    the `whole` of what stands in the range. Gives the numbers of those whose decision or status is another one."""
    last = {
        "last_snapshot": rescreen.to_snapshot,
        "last_rescreen_id": rescreen.id,
        "last_screening_id": None,
        "last_at": sortable(at),
        "last_on": rescreen.on.isoformat(),
    }
    numbers = [one.subject.number for one in valid]
    if whole and connection.dialect.name == "sqlite":  # where nobody else can add to the range meanwhile
        mine = SUBJECTS.c.number.between(task.first, task.last)
        earlier = SUBJECTS.c.last_snapshot == rescreen.from_snapshot
        connection.execute(update(SUBJECTS).where(mine, earlier).values(last))
    else:
        _in_parts(connection, numbers, last)
    changed: set[int] = set()
    for decision in {one.decision for one in valid}:
        decided = [
            one.subject.number
            for one in valid
            if one.decision == decision and (one.subject.last is None or one.subject.last.decision != decision)
        ]
        _in_parts(connection, decided, {"last_decision": decision})
        changed.update(decided)
    for status, wanted in ((SubjectStatus.UNSCREENABLE, True), (SubjectStatus.ACTIVE, False)):
        standing = [
            one.subject.number
            for one in valid
            if (one.error is not None) is wanted and one.subject.status is not status
        ]
        _in_parts(connection, standing, {"status": status})
        changed.update(standing)
    return changed


def _in_parts(connection: Connection, numbers: Sequence[int], values: Mapping[str, Any]) -> None:
    for start in range(0, len(numbers), 500):
        some = numbers[start : start + 500]
        connection.execute(update(SUBJECTS).where(SUBJECTS.c.number.in_(some)).values(values))


def _events(outcomes: Sequence[SubjectOutcome], rescreen: Rescreen) -> Iterable[OutboxEvent]:
    for one in outcomes:
        subject = one.subject
        before = None if subject.last is None else subject.last.decision
        yield from decision_events(subject, before, one.decision, rescreen_id=rescreen.id)
        for entity_id in one.change.ended:
            data = {"subject_id": subject.id, "reference": subject.reference, "entity_id": entity_id}
            yield OutboxEvent("hit.ended", data | {"rescreen_id": rescreen.id})


def _raised(one: SubjectOutcome, context: RescreenContext, at: datetime) -> Raised:
    subject, party = one.subject, one.subject.content.party
    who = AlertSubject(SubjectKind.PARTY, subject.reference, party_sha256(party), subject.reference)
    return Raised(
        Finding(who, new_id("alr_", at), one.decision, one.matches),
        at=sortable(at),
        actor=PROGRAM,
        profile_id=subject.content.profile,
        profile_sha256=context.full.profile_sha256(subject.content.profile),
        snapshot_sha256=context.rescreen.to_snapshot,
        reference=subject.reference,
    )
