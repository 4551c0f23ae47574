"""Why something could not be done with an endpoint or the feed. Each says what to do instead."""

from __future__ import annotations

from service.records.action import ActionRefused


class WebhookNotFound(ActionRefused):
    """There is no endpoint or delivery of that id."""


class WebhookNotPossible(ActionRefused):
    """The endpoint or delivery is in a state in which this cannot be done."""


class WebhookRefused(ActionRefused):
    """The endpoint cannot be taken as it stands: which field, what was expected, what was got."""

    def __init__(self, field: str, expected: str, got: object) -> None:
        super().__init__(f"{field}: expected {expected}, got {got!r}")
        self.field, self.expected, self.got = field, expected, got


class CursorUnknown(ActionRefused):
    """The event that a reader of the feed wants to go on from is not kept, or never was."""
