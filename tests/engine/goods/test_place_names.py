"""One field of words: what it names, what points elsewhere, what does not count and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.cooperative import run_to_completion
from service.engine.goods.findings import FieldReading, Strength
from service.engine.goods.place_names import read_words_in_steps
from service.engine.goods.rules import OriginRules
from tests.engine.goods.conftest import ON
from tests.examples import examples


def read(text: str, rules: OriginRules, on: date = ON) -> FieldReading:
    return run_to_completion(read_words_in_steps("text", text, rules, on))


def test_a_region_and_a_town_are_findings_of_their_territory(rules: OriginRules) -> None:
    region, town = read("Crimea", rules).findings[0], read("Simferopol", rules).findings[0]
    assert (region.territory, region.evidence.kind, region.name_class, region.place) == (
        "crimea", "region_name", "unique", None,
    )  # fmt: skip
    assert (town.territory, town.evidence.kind) == ("crimea", "place_name")
    assert town.place is not None
    assert region.evidence.score > town.evidence.score


def test_a_misspelt_name_counts_less_and_tells_how_it_was_read(rules: OriginRules) -> None:
    written, slipped = read("Simferopol", rules).findings[0], read("Simferopool", rules).findings[0]
    assert slipped.misspelt
    assert not written.misspelt
    assert slipped.evidence.score < written.evidence.score
    assert "read as Simferopol (one slip)" in slipped.evidence.detail


def test_whether_the_field_holds_nothing_else(rules: OriginRules) -> None:
    assert read(" Simferopol. ", rules).findings[0].whole
    assert not read("Simferopol wine", rules).findings[0].whole


@pytest.mark.parametrize(
    ("text", "namesakes", "elsewhere"),
    [
        ("Ukraine", {"UA"}, []),
        ("Россия", {"RU"}, []),
        ("Texas", set(), ["US-TX"]),
        ("Odessa, TX", set(), ["US"]),
        ("Japan", set(), ["JP"]),
        ("not from Japan", set(), []),
        ("rue du Japon 5", set(), []),
    ],
)
def test_what_points_elsewhere(text: str, namesakes: set[str], elsewhere: list[str], rules: OriginRules) -> None:
    reading = read(text, rules)
    assert reading.home_countries == namesakes
    assert [one.code for one in reading.counter_evidence if one.code.startswith(("US", "JP"))] == elsewhere


def test_a_state_in_letters_counts_behind_a_comma_or_before_a_number_only(rules: OriginRules) -> None:
    assert [one.code for one in read("Sebastopol CA 95472", rules).counter_evidence] == ["US"]
    assert not read("CA wine", rules).counter_evidence


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ukraine except Crimea", "negation"),
        ("rue de Sevastopol, Paris", "street"),
        ("Crimean-Congo fever test kit", "phrase"),
        ("Hotel Sevastopol, Paris", "business"),
    ],
)
def test_what_does_not_count_is_told_with_its_kind(text: str, kind: str, rules: OriginRules) -> None:
    reading = read(text, rules)
    assert not reading.findings
    assert kind in {one.kind for one in reading.suppressed}
    assert all(one.score == 0 and "does not count: " in one.detail for one in reading.suppressed)


def test_a_street_without_a_town_elsewhere_asks_for_a_look(rules: OriginRules) -> None:
    assert [one.limit for one in read("Sevastopol street 12", rules).findings] == [Strength.REVIEW]


@pytest.mark.parametrize(
    ("text", "empty"), [("", True), ("???", True), ("N/A", True), ("不明", True), ("unknown.", True), ("Italy", False)]
)
def test_a_field_that_says_nothing(text: str, empty: bool, rules: OriginRules) -> None:
    assert read(text, rules).empty is empty


def test_control_of_a_town_has_a_date_and_that_of_a_region_has_none(rules: OriginRules) -> None:
    assert not read("Mariupol", rules, date(2022, 3, 1)).findings[0].outside_government_control
    assert read("Mariupol", rules).findings[0].outside_government_control
    assert read("Crimea", rules, date(2010, 1, 1)).findings[0].outside_government_control


@settings(deadline=None, max_examples=examples(50))
@given(text=st.text(alphabet="Crimea Krym Крыму Japan クリミア産 except street ,;:()\n0123", max_size=40))
def test_everything_read_is_quoted_as_written(text: str, rules: OriginRules) -> None:
    reading = read(text, rules)
    for one in (*(finding.evidence for finding in reading.findings), *reading.suppressed):
        assert one.matched == text[one.start : one.end]
