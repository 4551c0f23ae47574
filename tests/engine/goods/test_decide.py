"""From weighed findings to the measures of the day, the decision, and sentences that tell why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from service.engine.goods.decide import decide
from service.engine.goods.findings import CounterEvidence, FieldReading, Finding, Strength
from service.engine.goods.model import Evidence, OriginAssessment, Place
from service.engine.goods.rules import OriginRules
from service.engine.goods.weigh import WeighedFinding
from service.engine.model.decision import Decision
from tests.engine.goods.conftest import ON

Assess = Callable[..., OriginAssessment]
JP = frozenset({"JP"})
HIDDEN = Evidence("text", "Crimea", "negation", 0.0, "it is excluded")


def weighed(strength: Strength, territory: str = "crimea", score: float = 0.9, why: str = "",
            against: tuple[CounterEvidence, ...] = (), place: Place | None = None) -> WeighedFinding:  # fmt: skip
    found = Finding(
        Evidence("text", "Testove", "place_name", score, "Testove.", territory, 0, 7), territory, "unique", place=place
    )
    return WeighedFinding(found, strength, why, against)


@pytest.fixture
def assess(rules: OriginRules) -> Assess:
    def ask(
        *found: WeighedFinding,
        on: date = ON,
        certificate: bool = False,
        stated: bool = True,
        regimes: frozenset[str] = JP,
    ) -> OriginAssessment:
        readings = (FieldReading("text", suppressed=(HIDDEN,)),)
        return decide(readings, list(found), rules, on, regimes, certificate, stated)

    return ask


@pytest.mark.parametrize(
    ("strength", "decision"),
    [(Strength.NONE, Decision.CLEAR), (Strength.REVIEW, Decision.REVIEW), (Strength.BLOCK, Decision.BLOCK)],
)
def test_a_measure_of_the_day_makes_a_finding_a_decision(
    assess: Assess, strength: Strength, decision: Decision
) -> None:
    found = assess(weighed(strength))
    assert found.decision is decision
    assert [one.decision for one in found.measures] == ([] if decision is Decision.CLEAR else [decision])


def test_without_a_measure_on_the_day_nothing_is_decided_and_that_is_told(assess: Assess) -> None:
    found = assess(weighed(Strength.BLOCK), on=date(2014, 8, 4))
    assert (found.decision, found.territory) == (Decision.CLEAR, "crimea")
    assert found.reasons[-1].startswith("No measure of the regimes asked covers ")
    assert "2014-08-04" in found.reasons[-1]


def test_the_strongest_finding_is_shown_first_and_names_the_territory(assess: Assess) -> None:
    here = Place("Testove", 45, 34)
    found = assess(
        weighed(Strength.REVIEW, "dpr", 0.99, place=here), weighed(Strength.BLOCK, score=0.5), weighed(Strength.BLOCK)
    )
    assert (found.territory, found.score, found.place) == ("crimea", 0.9, here)
    assert [one.score for one in found.evidence] == [0.9, 0.5, 0.99]


def test_a_certificate_of_ukraine_makes_every_block_a_review_that_says_so(assess: Assess) -> None:
    found = assess(weighed(Strength.BLOCK), certificate=True)
    assert found.decision is Decision.REVIEW
    assert all("certificate" in one.exception for one in found.measures)
    assert "a person has to verify it" in found.reasons[-1]


def test_a_certificate_without_a_finding_changes_nothing(assess: Assess) -> None:
    assert assess(certificate=True).decision is Decision.CLEAR


def test_nothing_stated_is_for_review_only_where_a_measure_could_apply(assess: Assess) -> None:
    found = assess(stated=False)
    assert (found.decision, found.reasons[0]) == (Decision.REVIEW, "The origin is not stated.")
    assert assess(stated=False, on=date(2010, 1, 1)).decision is Decision.CLEAR
    assert assess(weighed(Strength.BLOCK), stated=False).decision is Decision.BLOCK


def test_what_does_not_count_is_shown_with_the_reason(assess: Assess) -> None:
    found = assess(weighed(Strength.NONE, why="a common word"))
    assert [(one.kind, one.score) for one in found.suppressed] == [("negation", 0.0), ("namesake", 0.0)]
    assert found.suppressed[1].detail == "'Testove' does not count: a common word."
    assert found.reasons == ("Nothing in the declaration points to an embargoed territory.",)


def test_what_limits_a_finding_and_what_contradicts_it_is_told_once(assess: Assess) -> None:
    japan = CounterEvidence("country", "JP", "JP", "The country is JP.")
    one = weighed(Strength.REVIEW, why="another field contradicts it", against=(japan,))
    found = assess(one, one)
    assert found.reasons[0] == "Testove. A review, because another field contradicts it."
    assert [(one.field, one.value) for one in found.contradictions] == [("country", "JP")]
