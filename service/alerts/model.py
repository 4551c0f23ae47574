"""The nouns of alerts: what waits for a person, and what somebody proposes and decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from service.alerts.finding_model import Subject
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome


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
