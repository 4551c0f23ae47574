"""One answer out of two: what the territory found says, and what the measures on countries and products say."""

from __future__ import annotations

from dataclasses import replace

from service.engine.goods.model import Contradiction, GoodsOrigin, OriginAssessment
from service.engine.goods.product_check import ProductAnswer
from service.engine.model.decision import Decision, worst


def combine(territory: OriginAssessment, origin: GoodsOrigin, products: ProductAnswer) -> OriginAssessment:
    """The worse of two decisions with the measures, coverage and sentences of both."""
    decision = worst((territory.decision, products.decision))
    return replace(
        territory,
        decision=decision,
        contradictions=(*territory.contradictions, *_disputed(origin, territory)),
        measures=(*territory.measures, *products.measures),
        reasons=tuple(dict.fromkeys(_reasons(territory, products))),
        origin=origin,
        coverage=products.coverage,
    )


def _reasons(territory: OriginAssessment, products: ProductAnswer) -> list[str]:
    """What blocks is said without what would have been missing; what was not found only where all is clear."""
    blocked = territory.decision is Decision.BLOCK and products.decision is not Decision.BLOCK
    said = [] if blocked else list(products.reasons)
    if territory.evidence or territory.decision is not Decision.CLEAR:
        return [*territory.reasons, *said]
    return [*said, *territory.reasons] if products.decision is Decision.CLEAR else said


def _disputed(origin: GoodsOrigin, territory: OriginAssessment) -> list[Contradiction]:
    """Every stated origin, where there is more than one, that is not shown as a contradiction already."""
    stated = [one for one in origin.stated if one.role == "origin" and one.stated == "stated"]
    if origin.country is not None or len(stated) < 2:
        return []
    known = {(one.field, one.value) for one in territory.contradictions}
    found = [(one.field.removeprefix("origin."), one.matched, one.name) for one in stated]
    return [
        Contradiction(field, value, f"{name} is stated as the origin, and another country too.")
        for field, value, name in found
        if (field, value) not in known
    ]
