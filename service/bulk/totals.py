"""Control totals: what became of the rows, counted where they are answered and added up over the chunks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from service.bulk.errors import RowFault
from service.bulk.row_screening import REJECTED
from service.engine.model.decision import Decision

DECISIONS = (Decision.CLEAR.value, Decision.REVIEW.value, Decision.BLOCK.value, REJECTED)
BANDS = 20
"""Bands of the score, each a twentieth wide."""

MOST_FAULTS = 100
"""Faults of rows that a job shows; the result has all of them."""


@dataclass(slots=True)
class Totals:
    """How many rows were decided how; how many hits there were, and how many of them a remembered decision answers; how
    the top scores spread; the first bad rows."""

    decisions: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DECISIONS, 0))
    hits: int = 0
    suppressed_hits: int = 0
    scores: list[int] = field(default_factory=lambda: [0] * BANDS)
    faults: list[RowFault] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """All rows: clear, review, block and rejected together."""
        return sum(self.decisions.values())

    def document(self) -> dict[str, Any]:
        """As it is kept."""
        faults = [[one.row, one.column, one.reason] for one in self.faults]
        return {
            "decisions": self.decisions,
            "hits": self.hits,
            "suppressed_hits": self.suppressed_hits,
            "scores": self.scores,
            "faults": faults,
        }


def read_totals(document: dict[str, Any]) -> Totals:
    """From what was kept."""
    faults = [RowFault(*one) for one in document["faults"]]
    hits, suppressed = document["hits"], document["suppressed_hits"]
    return Totals(dict(document["decisions"]), hits, suppressed, list(document["scores"]), faults)


def add(parts: Iterable[Totals]) -> Totals:
    """The totals of all chunks together, given in order."""
    whole = Totals()
    for part in parts:
        whole.decisions = {name: whole.decisions[name] + part.decisions[name] for name in DECISIONS}
        whole.hits += part.hits
        whole.suppressed_hits += part.suppressed_hits
        whole.scores = [sum(pair) for pair in zip(whole.scores, part.scores, strict=True)]
        whole.faults = (whole.faults + part.faults)[:MOST_FAULTS]
    return whole
