"""What a screening has found about a subject, and what is remembered about it. The command that screens one name needs
these nouns, and none of those of alerts (`service.alerts.model`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class SuppressionStatus(StrEnum):
    """Whether a remembered decision still holds."""

    ACTIVE = "active"
    LAPSED = "lapsed"
    EXPIRED = "expired"
    REVOKED = "revoked"


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
