"""The states of alerts, dispositions and suppressions, as tables. Time alone reaches no state but `expired`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from service.alerts.errors import NotPossible
from service.alerts.statuses import AlertStatus, Outcome
from service.common.ids import new_id


class Step(StrEnum):
    """What can happen to an alert."""

    ASSIGN = "assign"
    ESCALATE = "escalate"
    PROPOSE = "propose"
    RETURN = "return"
    WITHDRAW = "withdraw"
    STALE = "stale"
    CLOSE_FALSE_POSITIVE = "close_false_positive"
    CLOSE_TRUE_MATCH = "close_true_match"
    DECIDE_PART = "decide_part"
    DECIDE_NOTHING = "decide_nothing"
    SUPERSEDE = "supersede"
    COMMENT = "comment"


_S = AlertStatus
FINAL = frozenset({_S.CLOSED_FALSE_POSITIVE, _S.CLOSED_TRUE_MATCH, _S.SUPERSEDED})
UNDECIDED = frozenset(AlertStatus) - FINAL

TRANSITIONS: Mapping[Step, Mapping[AlertStatus, AlertStatus]] = {
    Step.ASSIGN: dict.fromkeys((_S.OPEN, _S.IN_REVIEW, _S.RETURNED, _S.ESCALATED), _S.IN_REVIEW),
    Step.ESCALATE: {_S.IN_REVIEW: _S.ESCALATED, _S.RETURNED: _S.ESCALATED},
    Step.PROPOSE: {_S.IN_REVIEW: _S.PROPOSED},
    Step.RETURN: {_S.PROPOSED: _S.RETURNED},
    Step.WITHDRAW: {_S.PROPOSED: _S.IN_REVIEW},
    Step.STALE: {_S.PROPOSED: _S.IN_REVIEW},
    Step.CLOSE_FALSE_POSITIVE: {_S.PROPOSED: _S.CLOSED_FALSE_POSITIVE},
    Step.CLOSE_TRUE_MATCH: {_S.PROPOSED: _S.CLOSED_TRUE_MATCH},
    Step.DECIDE_PART: {_S.PROPOSED: _S.IN_REVIEW},
    Step.DECIDE_NOTHING: {_S.PROPOSED: _S.ESCALATED},
    Step.SUPERSEDE: dict.fromkeys(UNDECIDED, _S.SUPERSEDED),
    Step.COMMENT: {status: status for status in AlertStatus},
}
"""From which states a step is possible, and where it leads."""

PRIORITIES: Mapping[str, timedelta] = {
    "urgent": timedelta(hours=4),
    "high": timedelta(hours=24),
    "normal": timedelta(hours=72),
}
"""How long after it was raised an alert is due. Being overdue changes nothing by itself."""

_CLOCK_MARGIN = timedelta(hours=1)
"""More than the time from making the id of an alert to writing it down."""


def last_due_id(until: str) -> str:
    """An id that comes after those of all alerts that are due before a moment (ISO 8601): ids hold the time at which an
    alert was raised, and none is due sooner after that than the most urgent."""
    return _id_before(until, min(PRIORITIES.values()) - _CLOCK_MARGIN)


def first_due_id(since: str) -> str:
    """An id that comes before those of all alerts that are due from a moment on."""
    return _id_before(since, max(PRIORITIES.values()) + _CLOCK_MARGIN)


def _id_before(moment: str, duration: timedelta) -> str:
    """From 1971 on: there are no alerts from before, nor ids."""
    return new_id("alr_", max(datetime.fromisoformat(moment), datetime(1971, 1, 1, tzinfo=UTC)) - duration, "")


_HIGH_SCORE = 0.9


def after(step: Step, status: AlertStatus) -> AlertStatus:
    """Where a step leads from a state. Raises NotPossible, naming the states it is possible from."""
    possible = TRANSITIONS[step]
    if status not in possible:
        wanted = ", ".join(sorted(possible))
        raise NotPossible(f"an alert that is {status} cannot be changed like this ({step}); it has to be {wanted}")
    return possible[status]


def priority_of(decision: str, scores: tuple[float, ...]) -> str:
    """How soon a person should look: at once where something is blocked, the sooner the higher the score."""
    if decision == "block":
        return "urgent"
    return "high" if max(scores, default=0.0) >= _HIGH_SCORE else "normal"


def closing_step(approved: Outcome, outcomes: tuple[Outcome | None, ...]) -> Step:
    """What an approval does to an alert whose matches now have these outcomes, None for those that are still open."""
    if approved is Outcome.INCONCLUSIVE:
        return Step.DECIDE_NOTHING
    if None in outcomes:
        return Step.DECIDE_PART
    return Step.CLOSE_TRUE_MATCH if Outcome.TRUE_MATCH in outcomes else Step.CLOSE_FALSE_POSITIVE
