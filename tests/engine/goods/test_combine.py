"""The worse of two answers, with what both have to say and nothing that misleads."""

from __future__ import annotations

import pytest

from service.engine.goods.combine import combine
from service.engine.goods.model import (
    AppliedMeasure,
    Contradiction,
    Evidence,
    GoodsOrigin,
    OriginAssessment,
    StatedCountry,
)
from service.engine.goods.product_check import ProductAnswer
from service.engine.model.decision import Decision

CLEAR, REVIEW, BLOCK = Decision.CLEAR, Decision.REVIEW, Decision.BLOCK
JP = StatedCountry("JP", "Japan", "origin", "stated", "origin.country", "JP")
RU = StatedCountry("RU", "Russia", "origin", "stated", "origin.text", "Made in Russia")
NAMED = Evidence("text", "Yalta", "place_name", 0.95, "'Yalta' is a place in Crimea.", "crimea")


def territory(decision: Decision, *reasons: str, evidence: tuple[Evidence, ...] = ()) -> OriginAssessment:
    return OriginAssessment(decision, None, 0.0, evidence=evidence, reasons=reasons)


def products(decision: Decision, *reasons: str) -> ProductAnswer:
    return ProductAnswer(decision, (AppliedMeasure("EU", decision, "Act", None),), (), reasons)


@pytest.mark.parametrize("one", [CLEAR, REVIEW, BLOCK])
@pytest.mark.parametrize("other", [CLEAR, REVIEW, BLOCK])
def test_the_worse_decision_wins(one: Decision, other: Decision) -> None:
    order = [CLEAR, REVIEW, BLOCK]
    found = combine(territory(one), GoodsOrigin("JP", "Japan"), products(other))
    assert found.decision is order[max(order.index(one), order.index(other))]
    assert len(found.measures) == 1


def test_what_blocks_is_told_without_what_would_have_been_missing() -> None:
    found = combine(territory(BLOCK, "In Crimea."), GoodsOrigin(None, None), products(REVIEW, "Give the HS code."))
    assert found.reasons == ("In Crimea.",)


def test_that_no_territory_was_found_is_told_only_where_all_is_clear() -> None:
    nothing = territory(CLEAR, "No territory.")
    assert combine(nothing, GoodsOrigin("RU", "Russia"), products(BLOCK, "Banned.")).reasons == ("Banned.",)
    assert combine(nothing, GoodsOrigin("JP", "Japan"), products(CLEAR, "Free.")).reasons == ("Free.", "No territory.")


def test_evidence_of_a_territory_is_told_first_and_nothing_twice() -> None:
    found = combine(territory(CLEAR, "Named.", evidence=(NAMED,)), GoodsOrigin(None, None), products(REVIEW, "A", "A"))
    assert found.reasons == ("Named.", "A")


def test_two_stated_origins_are_shown_as_contradictions_once() -> None:
    known = OriginAssessment(CLEAR, None, 0.0, contradictions=(Contradiction("country", "JP", "known"),))
    found = combine(known, GoodsOrigin(None, None, (JP, RU)), products(REVIEW))
    assert [(one.field, one.value, one.detail == "known") for one in found.contradictions] == [
        ("country", "JP", True),
        ("text", "Made in Russia", False),
    ]


def test_one_stated_origin_contradicts_nothing() -> None:
    assert not combine(territory(CLEAR), GoodsOrigin("JP", "Japan", (JP,)), products(CLEAR)).contradictions
