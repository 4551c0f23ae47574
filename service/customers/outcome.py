"""What a rescreen has come to for one subject."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.alerts.finding_model import FoundMatch
from service.customers.model import Subject
from service.customers.state import State, StateChange


@dataclass(frozen=True, slots=True)
class SubjectOutcome:
    """What became of one subject. `state` is that of before where no hit has changed. `decision` may be another one all
    the same: hits are decided about, and such decisions expire."""

    subject: Subject
    decision: str
    state: State
    change: StateChange = field(default_factory=StateChange)
    matches: tuple[FoundMatch, ...] = ()
    raised: bool = False
    missed: int = 0
    error: str | None = None
