"""What an answer comes down to: of parties, of goods, and of a whole question."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Decision(StrEnum):
    """`CLEAR`: nothing found. `REVIEW`: a person has to look. `BLOCK`: a measure applies."""

    CLEAR = "clear"
    REVIEW = "review"
    BLOCK = "block"

    @property
    def severity(self) -> int:
        """From 0, nothing to do, to 2."""
        return _SEVERITY[self]


_SEVERITY = {Decision.CLEAR: 0, Decision.REVIEW: 1, Decision.BLOCK: 2}


def worst(decisions: Iterable[Decision]) -> Decision:
    """The most severe of some decisions; `clear` if there are none."""
    return max(decisions, key=_SEVERITY.__getitem__, default=Decision.CLEAR)
