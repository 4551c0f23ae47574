"""What was answered for a line of goods, read back from the JSON it was recorded as."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.engine.goods.model import (
    AppliedMeasure,
    Contradiction,
    CoverageUsed,
    Evidence,
    GoodsOrigin,
    OriginAssessment,
    Place,
    StatedCountry,
)
from service.engine.model.decision import Decision


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
        origin=_origin(line["origin"]),
        coverage=tuple(_coverage(one) for one in line["coverage"]),
    )


def _measure(one: dict[str, Any]) -> AppliedMeasure:
    known = {
        "decision": Decision(one["decision"]),
        "in_force_from": _day(one["in_force_from"]),
        "open_conditions": tuple(one["open_conditions"]),
    }
    return AppliedMeasure(**(one | known))


def _origin(one: dict[str, Any] | None) -> GoodsOrigin | None:
    if one is None:
        return None
    return GoodsOrigin(one["country"], one["name"], tuple(StatedCountry(**stated) for stated in one["stated"]))


def _coverage(one: dict[str, Any]) -> CoverageUsed:
    return CoverageUsed(**(one | {"checked_on": _day(one["checked_on"])}))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
