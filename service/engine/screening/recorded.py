"""From an answer on record back to the program's own nouns."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.engine.goods.model import AppliedMeasure, Contradiction, Decision, Evidence, OriginAssessment, Place


def assessment_of(line: dict[str, Any]) -> OriginAssessment:
    """What was answered for one line of goods, as it was decided then."""
    return OriginAssessment(
        decision=Decision(line["decision"]),
        territory=line["territory"],
        score=line["score"],
        place=None if line["place"] is None else Place(**line["place"]),
        evidence=tuple(Evidence(**one) for one in line["evidence"]),
        suppressed=tuple(Evidence(**one) for one in line["suppressed"]),
        contradictions=tuple(Contradiction(**one) for one in line["contradictions"]),
        measures=tuple(_measure(one) for one in line["measures"]),
        reasons=tuple(line["reasons"]),
    )


def _measure(one: dict[str, Any]) -> AppliedMeasure:
    known = {"decision": Decision(one["decision"]), "in_force_from": date.fromisoformat(one["in_force_from"])}
    return AppliedMeasure(**(one | known))
