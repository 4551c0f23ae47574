"""Why something could not be done with an alert. Each says what to do instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.records.action import ActionRefused


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is not what somebody believed it to be."""

    field: str
    expected: object
    got: object


class NotPossible(ActionRefused):
    """The alert or disposition is in a state in which this cannot be done."""


class NotFound(ActionRefused):
    """There is no alert, disposition or suppression of that id."""


class VersionChanged(ActionRefused):
    """The alert is not what it was when the caller looked at it."""

    def __init__(self, detail: str, changes: Sequence[Change] = ()) -> None:
        super().__init__(detail)
        self.changes = tuple(changes)


class DispositionChanged(ActionRefused):
    """What is approved is not what was looked at."""

    def __init__(self, detail: str, changes: Sequence[Change] = ()) -> None:
        super().__init__(detail)
        self.changes = tuple(changes)


class ProposalRefused(ActionRefused):
    """The proposal cannot be taken as it stands: which field, what was expected, what was got."""

    def __init__(self, field: str, expected: str, got: object) -> None:
        super().__init__(f"{field}: expected {expected}, got {got!r}")
        self.field, self.expected, self.got = field, expected, got


class SuppressionsOutdated(ActionRefused):
    """A suppression that an answer rests on has ended meanwhile: screen again."""
