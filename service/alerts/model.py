"""The nouns of alerts: what was found, what somebody proposes, what is remembered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class AlertStatus(StrEnum):
    """Where an alert stands. The last three are final."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    PROPOSED = "proposed"
    RETURNED = "returned"
    ESCALATED = "escalated"
    CLOSED_FALSE_POSITIVE = "closed_false_positive"
    CLOSED_TRUE_MATCH = "closed_true_match"
    SUPERSEDED = "superseded"


class DispositionStatus(StrEnum):
    """Where a proposed decision stands. All but the first are final."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    STALE = "stale"


class SuppressionStatus(StrEnum):
    """Whether a remembered decision still holds."""

    ACTIVE = "active"
    LAPSED = "lapsed"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Outcome(StrEnum):
    """What somebody says of matches."""

    FALSE_POSITIVE = "false_positive"
    TRUE_MATCH = "true_match"
    INCONCLUSIVE = "inconclusive"


class LapseReason(StrEnum):
    """Which of the three sides of a suppression has changed."""

    SUBJECT_CHANGED = "subject_changed"
    ENTITY_CHANGED = "entity_changed"
    RULE_CHANGED = "rule_changed"
    ENTITY_RENUMBERED = "entity_renumbered"
    """The entity is not on the list under its id any more: it was removed, or the publisher has renumbered it."""


class SubjectKind(StrEnum):
    """What was screened."""

    PARTY = "party"
    GOODS = "goods"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what was screened, without its names. `key` is the caller's own lasting id of the subject or, where it
    gave none, the fingerprint: remembered decisions are found by it."""

    kind: SubjectKind
    item_id: str
    fingerprint_sha256: str
    subject_id: str | None = None

    @property
    def key(self) -> str:
        return f"sha256:{self.fingerprint_sha256}" if self.subject_id is None else f"id:{self.subject_id}"


def with_id(subject: Subject, subject_id: str | None) -> Subject:
    """The same subject under the caller's lasting id, if there is one. Goods have none."""
    return subject if subject.kind is SubjectKind.GOODS else replace(subject, subject_id=subject_id)


@dataclass(frozen=True, slots=True)
class FoundMatch:
    """A hit as an alert remembers it: the hashes say what entity and rule looked like when it was found."""

    entity_id: str
    watchlist: str | None
    entity_sha256: str
    rules_sha256: str
    score: float
    suppressed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Suppression:
    """A decision that is remembered. It holds while subject, entity and rule are what they were, until it expires.

    `score` is that of the match it was decided on. Times are UTC in ISO 8601 of fixed width.
    """

    id: str
    subject_key: str
    subject_sha256: str
    entity_id: str
    entity_sha256: str
    rules_sha256: str
    profile_id: str
    score: float
    disposition_id: str
    approved_by: str
    starts_at: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class EndedSuppression:
    """A decision that is remembered no more, though nothing has changed: its time was over, or it was revoked."""

    subject_key: str
    entity_id: str
    profile_id: str
    ended_at: str


@dataclass(frozen=True, slots=True)
class Lapse:
    """A suppression that does not hold any more, and why."""

    suppression: Suppression
    because: LapseReason


@dataclass(frozen=True, slots=True)
class Finding:
    """What one screening says about one party or line of goods, to be written in the transaction of its record.

    `alert_id` is the id of the alert that is raised if no alert of the subject covers the matches already; None if all
    is suppressed. `considered` are the suppressions that the answer rests on: those that were `applied`, those that
    have `lapsed`, and those whose entity was no hit.
    """

    subject: Subject
    alert_id: str | None
    decision: str
    matches: tuple[FoundMatch, ...] = ()
    considered: tuple[Suppression, ...] = ()
    applied: tuple[Suppression, ...] = ()
    lapsed: tuple[Lapse, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertMatch:
    """One match of an alert and what was decided about it."""

    match_id: int
    entity_id: str
    watchlist: str | None
    entity_sha256: str
    rules_sha256: str
    score: float
    suppressed_by: str | None
    disposition_id: str | None = None
    outcome: Outcome | None = None

    @property
    def status(self) -> str:
        """`open`, `suppressed`, or what was decided."""
        if self.suppressed_by is not None:
            return "suppressed"
        return "open" if self.outcome is None else self.outcome.value


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert with its state of now. `version` is the number of its last event."""

    id: str
    status: AlertStatus
    version: int
    priority: str
    opened_at: str
    due_at: str
    assignee: str | None
    subject: Subject
    reference: str | None
    screening_id: str | None
    decision: str
    profile_id: str
    profile_sha256: str
    snapshot_sha256: str
    previous_alert_id: str | None
    superseded_by: str | None
    closed_at: str | None = None
    matches: tuple[AlertMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """Something that happened to an alert."""

    version: int
    at: str
    actor: str
    kind: str
    status: AlertStatus
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WantedSuppression:
    """The wish to be remembered, as part of a proposal. `expires_at` is UTC in ISO 8601."""

    expires_at: str
    scope: str = "profile"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that a proposal rests on, which is kept elsewhere."""

    sha256: str
    title: str
    location: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes to decide about matches of an alert."""

    match_ids: tuple[int, ...]
    outcome: Outcome
    reason_code: str
    rationale: str
    checks: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suppress: WantedSuppression | None = None


@dataclass(frozen=True, slots=True)
class Disposition:
    """A proposal on record, with what became of it."""

    id: str
    alert_id: str
    alert_version: int
    proposal: Proposal
    content_sha256: str
    proposed_by: str
    proposed_at: str
    status: DispositionStatus
    decided_by: str | None = None
    decided_at: str | None = None
    comment: str | None = None
