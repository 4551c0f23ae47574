"""How far a finding goes, given the rest of its field and the other fields."""

from __future__ import annotations

import pytest

from service.common.cooperative import run_to_completion
from service.engine.goods.findings import CounterEvidence, FieldReading, Finding, Strength
from service.engine.goods.model import Evidence, Place
from service.engine.goods.weigh import WeighedFinding, weigh_in_steps

NONE, REVIEW, BLOCK = Strength.NONE, Strength.REVIEW, Strength.BLOCK
UKRAINE, RUSSIA = (
    FieldReading("country", home_countries=frozenset({"UA"})),
    FieldReading("country", home_countries=frozenset({"RU"})),
)
JAPAN = FieldReading("country", counter_evidence=(CounterEvidence("country", "JP", "JP", "The country is JP."),))
TEXAS = CounterEvidence("text", "Texas", "US-TX", "'Texas' is in US-TX.")
SHIPPER = CounterEvidence("text", "Istanbul", "TR", "'Istanbul' is in TR.", role="other")


def finding(name_class: str, territory: str = "crimea", *, name: str = "Testove", **facts: object) -> Finding:
    place = Place(name, 45, 34)
    return Finding(
        Evidence("text", name, "place_name", 0.9, f"{name}.", territory), territory, name_class, place=place, **facts
    )


def field(*findings: Finding, against: tuple[CounterEvidence, ...] = (), name: str = "text") -> FieldReading:
    return FieldReading(name, findings, against)


def weigh(readings: tuple[FieldReading, ...]) -> list[WeighedFinding]:
    return run_to_completion(weigh_in_steps(readings))


def strengths(*readings: FieldReading) -> list[Strength]:
    return [one.strength for one in weigh(readings)]


def first(*readings: FieldReading) -> WeighedFinding:
    return weigh(readings)[0]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (finding("code"), BLOCK),
        (finding("unique"), BLOCK),
        (finding("needs_context"), REVIEW),
        (finding("never_alone"), NONE),
        (finding("never_alone", whole=True), REVIEW),
        (finding("review", name_kind="adjective"), REVIEW),
        (finding("unique", limit=REVIEW), REVIEW),
        (finding("unique", outside_government_control=False), REVIEW),
    ],
)
def test_a_name_alone(one: Finding, expected: Strength) -> None:
    assert strengths(field(one)) == [expected]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (finding("code"), REVIEW),
        (finding("unique"), REVIEW),
        (finding("unique", namesakes=(("US", 100),)), NONE),
        (finding("unique", namesakes=(("US-TX", 100),)), NONE),
        (finding("unique", namesakes=(("US-CA", 100),)), REVIEW),
        (finding("unique", misspelt=True), NONE),
        (finding("needs_context"), NONE),
        (finding("never_alone", whole=True), NONE),
        (finding("review", name_kind="adjective"), NONE),
        (finding("review", name_kind="goods"), REVIEW),
        (finding("unique", role="origin"), BLOCK),
    ],
)
def test_another_place_in_the_same_field_explains_a_name(one: Finding, expected: Strength) -> None:
    assert strengths(field(one, against=(TEXAS,))) == [expected]


def test_the_address_of_a_shipper_explains_nothing_unless_the_name_is_one_too() -> None:
    assert strengths(field(finding("unique"), against=(SHIPPER,))) == [BLOCK]
    assert strengths(field(finding("needs_context", role="other"), against=(SHIPPER,))) == [NONE]


@pytest.mark.parametrize("name_class", ["code", "unique"])
def test_another_field_turns_a_block_into_a_review_never_into_a_clear(name_class: str) -> None:
    found = first(field(finding(name_class)), JAPAN)
    assert (found.strength, found.why) == (REVIEW, "another field contradicts it")
    assert [one.code for one in found.against] == ["JP"]


def test_another_field_settles_an_ambiguous_name() -> None:
    assert strengths(field(finding("needs_context")), JAPAN) == [NONE]
    assert strengths(field(finding("review", name_kind="adjective")), JAPAN) == [REVIEW]


def test_a_description_contradicts_no_other_field() -> None:
    described = field(against=(TEXAS,), name="description")
    assert strengths(field(finding("unique")), described) == [BLOCK]


@pytest.mark.parametrize(
    ("one", "home", "expected"),
    [
        (finding("needs_context"), UKRAINE, BLOCK),
        (finding("needs_context", people=2999), RUSSIA, REVIEW),
        (finding("needs_context", people=3000), RUSSIA, BLOCK),
        (finding("needs_context", namesakes=(("UA", 100),), people=4999), UKRAINE, REVIEW),
        (finding("needs_context", namesakes=(("UA", 100),), people=5000), UKRAINE, BLOCK),
        (finding("needs_context", namesakes=(("RU", 100),), people=90_000), RUSSIA, REVIEW),
        (finding("unique", namesakes=(("RU", 100),)), RUSSIA, REVIEW),
        (finding("unique", namesakes=(("RU", 100),)), UKRAINE, BLOCK),
        (finding("never_alone"), UKRAINE, REVIEW),
        (finding("never_alone"), RUSSIA, NONE),
    ],
)
def test_the_country_beside_an_ambiguous_name(one: Finding, home: FieldReading, expected: Strength) -> None:
    assert strengths(field(one), home) == [expected]


def test_a_strong_name_of_the_peninsula_supports_the_ambiguous_ones_there() -> None:
    strong = finding("unique", "sevastopol", name="Sevas")
    assert strengths(field(strong, finding("needs_context"), finding("never_alone"))) == [BLOCK, BLOCK, BLOCK]
    assert strengths(field(finding("unique", "dpr", name="Donets")), field(finding("needs_context"), name="city")) == [
        BLOCK,
        REVIEW,
    ]


def test_a_name_of_another_territory_in_the_field_explains_an_ambiguous_one() -> None:
    assert strengths(field(finding("unique", "dpr", name="Donets"), finding("needs_context"))) == [BLOCK, NONE]


def test_two_ambiguous_names_without_a_common_namesake_support_one_another() -> None:
    one, other = (
        finding("needs_context", name="A", namesakes=(("US", 1),)),
        finding("needs_context", name="B", namesakes=(("CA", 1),)),
    )
    assert strengths(field(one, other)) == [BLOCK, BLOCK]
    same_country = finding("needs_context", name="B", namesakes=(("US", 2),))
    assert strengths(field(one, same_country)) == [REVIEW, REVIEW]
    assert strengths(field(one), field(one, name="city")) == [REVIEW, REVIEW]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"people": 100_000, "namesakes": (("RU", 10_000),)}, BLOCK),
        ({"people": 99_999, "namesakes": (("RU", 10_000),)}, NONE),
        ({"people": 99_999, "namesakes": (("RU", 10_000),), "whole": True}, REVIEW),
        ({"people": 9_999, "namesakes": (("RU", 10_000),), "whole": True}, NONE),
        ({"people": 4_999}, NONE),
        ({"people": 5_000}, BLOCK),
    ],
)
def test_an_ambiguous_name_of_the_mainland_needs_a_large_town(facts: dict[str, object], expected: Strength) -> None:
    assert strengths(field(finding("needs_context", "dpr", **facts))) == [expected]


def test_why_a_finding_was_limited_is_told() -> None:
    assert "not outside the control" in first(field(finding("unique", outside_government_control=False))).why
    assert "shipper" in first(field(finding("unique", role="other", limit=REVIEW))).why
    assert first(field(finding("unique", limit=REVIEW))).why == "it is not a plain statement of origin"
