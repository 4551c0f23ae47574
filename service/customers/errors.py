"""Why something cannot be done with the book."""

from __future__ import annotations

from service.records.action import ActionRefused


class SubjectUnknown(ActionRefused):
    """There is no such subject, or none that whoever asks may see."""


class RescreenUnknown(ActionRefused):
    """There is no such rescreen, or it has no certificate."""


class SubjectChanged(ActionRefused):
    """The subject was changed by somebody else meanwhile."""


class SegmentRefused(ActionRefused):
    """Whoever asks may not work on this segment."""


class BookShrinks(ActionRefused):
    """A file that is to replace the book would withdraw more of it than is allowed without saying so."""
