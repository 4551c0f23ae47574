"""From weighed findings to the answer: which measures apply on the day, and what they decide."""

from __future__ import annotations

from datetime import date

from service.engine.goods.findings import FieldReading, Strength
from service.engine.goods.law import Measure
from service.engine.goods.model import AppliedMeasure, Contradiction, Evidence, OriginAssessment
from service.engine.goods.rules import OriginRules
from service.engine.goods.weigh import WeighedFinding
from service.engine.model.decision import Decision, worst

_DECISIONS = {Strength.NONE: Decision.CLEAR, Strength.REVIEW: Decision.REVIEW, Strength.BLOCK: Decision.BLOCK}


def decide(
    readings: tuple[FieldReading, ...],
    weighed: list[WeighedFinding],
    rules: OriginRules,
    on: date,
    regimes: frozenset[str],
    ukrainian_certificate: bool,
    stated: bool,
) -> OriginAssessment:
    """The assessment of one line of goods."""
    standing = sorted(
        (one for one in weighed if one.strength),
        key=lambda one: (-one.strength, -one.finding.evidence.score),
    )
    strengths: dict[str, Strength] = {}
    for one in standing:
        territory = one.finding.territory
        strengths[territory] = max(one.strength, strengths.get(territory, Strength.NONE))
    measures = _measures(strengths, rules, on, regimes, ukrainian_certificate)
    decision = worst(one.decision for one in measures)
    reasons = _reasons(standing, measures, strengths, rules, on, ukrainian_certificate)
    if not stated and not standing and any(rules.measures_on(one, on, regimes) for one in rules.territories):
        decision = Decision.REVIEW
        reasons = ("The origin is not stated.", *reasons)
    best = standing[0].finding if standing else None
    return OriginAssessment(
        decision=decision,
        territory=best.territory if best else None,
        score=best.evidence.score if best else 0.0,
        place=next((one.finding.place for one in standing if one.finding.place is not None), None),
        evidence=tuple(one.finding.evidence for one in standing),
        suppressed=_suppressed(readings, weighed),
        contradictions=_contradictions(standing),
        measures=measures,
        reasons=reasons,
    )


def _measures(
    strengths: dict[str, Strength], rules: OriginRules, on: date, regimes: frozenset[str], certificate: bool
) -> tuple[AppliedMeasure, ...]:
    applied: dict[tuple[str, str], AppliedMeasure] = {}
    for territory, strength in strengths.items():
        for measure in rules.measures_on(territory, on, regimes):
            decision = _DECISIONS[strength]
            if measure.effect is Decision.REVIEW or certificate:
                decision = Decision.REVIEW
            exception = _exception(measure, certificate)
            known = applied.get((measure.regime, measure.id))
            if known is None or decision.severity > known.decision.severity:
                applied[measure.regime, measure.id] = AppliedMeasure(
                    measure.regime, decision, measure.legal_basis, measure.in_force_from, exception, measure.source_url
                )
    return tuple(applied.values())


def _exception(measure: Measure, certificate: bool) -> str | None:
    if not certificate:
        return None
    if measure.certificate == "accepted":
        return f"A Ukrainian certificate of origin is claimed; it has to be verified. {measure.exception}."
    return (
        f"A Ukrainian certificate of origin is claimed, which this regime is not known to accept. {measure.exception}."
    )


def _reasons(
    standing: list[WeighedFinding],
    measures: tuple[AppliedMeasure, ...],
    strengths: dict[str, Strength],
    rules: OriginRules,
    on: date,
    certificate: bool,
) -> tuple[str, ...]:
    reasons = [
        one.finding.evidence.detail if not one.why else f"{one.finding.evidence.detail} A review, because {one.why}."
        for one in standing
    ]
    if certificate and standing:
        reasons.append("A Ukrainian certificate of origin is claimed: a person has to verify it.")
    if standing and not measures:
        names = ", ".join(rules.territories[territory].name for territory in strengths)
        reasons.append(f"No measure of the regimes asked covers {names} on {on.isoformat()}.")
    if not standing:
        reasons.append("Nothing in the declaration points to an embargoed territory.")
    return tuple(reasons)


def _suppressed(readings: tuple[FieldReading, ...], weighed: list[WeighedFinding]) -> tuple[Evidence, ...]:
    overruled = [
        Evidence(
            one.finding.evidence.field,
            one.finding.evidence.matched,
            "namesake",
            0.0,
            f"{one.finding.evidence.matched!r} does not count: {one.why}.",
            one.finding.territory,
            one.finding.evidence.start,
            one.finding.evidence.end,
        )
        for one in weighed
        if not one.strength
    ]
    return tuple(evidence for reading in readings for evidence in reading.suppressed) + tuple(overruled)


def _contradictions(standing: list[WeighedFinding]) -> tuple[Contradiction, ...]:
    found: dict[tuple[str, str], Contradiction] = {}
    for against in {id(one.against): one.against for one in standing}.values():  # those of a field share one
        for pointer in against:
            contradiction = Contradiction(pointer.field, pointer.value, pointer.detail)
            found.setdefault((pointer.field, pointer.value), contradiction)
    return tuple(found.values())
