"""Where alerts and proposed decisions stand, and what somebody says of matches."""

from __future__ import annotations

from enum import StrEnum


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


class Outcome(StrEnum):
    """What somebody says of matches."""

    FALSE_POSITIVE = "false_positive"
    TRUE_MATCH = "true_match"
    INCONCLUSIVE = "inconclusive"
