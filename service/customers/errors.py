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


MOST_WITHDRAWN = 0.10
"""The share of the book that a file may withdraw without saying so."""


class BookShrinks(ActionRefused):
    """A file that is to replace the book would withdraw more of it than is allowed without saying so."""

    @classmethod
    def of(cls, withdrawn: int, active: int) -> BookShrinks:
        """How many it would withdraw, of how many."""
        return cls(
            f"this file would withdraw {withdrawn} of {active} subjects, more than {MOST_WITHDRAWN:.0%}: if that is "
            "meant, accept it"
        )
