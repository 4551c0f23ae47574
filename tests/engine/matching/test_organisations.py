"""Points off for two names of bodies: one case a reason, with the amount that the weights say."""

from __future__ import annotations

import pytest

from service.engine.matching.alignment import align
from service.engine.matching.lexicon import lexicon
from service.engine.matching.organisations import organisation_penalties
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare

WEIGHTS = Weights()


def reasons(query: str, listed: str) -> dict[PenaltyType, float]:
    left, right = prepare(query, is_person=False), prepare(listed, is_person=False)
    found: dict[PenaltyType, float] = {}
    for one in organisation_penalties(align(left, right, lexicon(), WEIGHTS), left, right, lexicon(), WEIGHTS):
        found[one.reason] = found.get(one.reason, 0.0) + one.points
    return {reason: points for reason, points in found.items() if points}


@pytest.mark.parametrize(
    ("query", "listed", "expected"),
    [
        ("Zelmanko Trading Ltd", "Zelmanko Trading Ltd", {}),
        ("Zelmanko Trading", "Zelmanko Trading Ltd", {PenaltyType.FORM: WEIGHTS.form_missing}),
        ("Zelmanko Trading OAO", "Zelmanko Trading GmbH", {PenaltyType.FORM: WEIGHTS.other_form}),
        ("Zelmanko Trading", "Zelmanko Shipping", {PenaltyType.GENERIC: WEIGHTS.generic_against_generic}),
        ("Zelmanko Bank", "Zelmanko Banking", {PenaltyType.GENERIC: WEIGHTS.generic_synonym}),
        ("Zelmanko Trading", "Zelmanko", {PenaltyType.GENERIC: WEIGHTS.extra_generic}),
        ("Zelmanko TRDG", "Zelmanko Trading", {PenaltyType.ABBREVIATION: WEIGHTS.abbreviation}),
        ("Zelmanko China", "Zelmanko Chile", {PenaltyType.PLACE: WEIGHTS.place_against_place}),
        ("Zelmanko, Dubai", "Zelmanko", {PenaltyType.EXTRA_PLACE: WEIGHTS.place_behind}),
        ("Zelmanko", "Zelmanko, Dubai", {PenaltyType.EXTRA_PLACE: WEIGHTS.place_behind}),
        ("Zelmanko Ltd", "Zelmanko China Ltd", {PenaltyType.EXTRA_PLACE: WEIGHTS.extra_country}),
        ("Zelmanko Ltd", "Zelmanko (China) Ltd", {PenaltyType.EXTRA_PLACE: WEIGHTS.extra_country_bracketed}),
        ("Zelmanko 23", "Zelmanko 24", {PenaltyType.NUMBER: WEIGHTS.number_against_number}),
        ("Zelmanko Fund 23", "Zelmanko Fund 24", {PenaltyType.NUMBER: WEIGHTS.number_of_series}),
        ("Zelmanko Brigade 23", "Zelmanko Brigade 24", {PenaltyType.NUMBER: WEIGHTS.number_against_number}),
        ("Zelmanko Fund 23", "Zelmanko Fund", {PenaltyType.NUMBER: WEIGHTS.extra_number}),
        ("Zelmanko Ibrin", "Zelmanko Qorvatin", {PenaltyType.CONTRADICTION: WEIGHTS.name_against_name}),
        ("Zelmanko Qorvatin Ibrin", "Zelmanko Qorvatin", {PenaltyType.MISSING: WEIGHTS.extra_name}),
    ],
)
def test_one_difference_costs_what_the_weights_say(query: str, listed: str, expected: dict[PenaltyType, float]) -> None:
    assert reasons(query, listed) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Ejército Popular Revolucionario", "Revolutionary People's Army"),
        ("Partito Islamico dei Lavoratori", "Islamic Workers Party"),
        ("Volks Befreiungs Armee", "People's Liberation Army"),
    ],
)
def test_common_words_that_say_the_same_in_two_languages_are_a_name(query: str, listed: str) -> None:
    found = reasons(query, listed)
    assert PenaltyType.NOTHING_DISTINCTIVE not in found
    assert sum(found.values()) <= 0.2


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Trading Company", "Trading Company 23"),
        ("China Bank", "China Trading Bank 5"),
        ("Bank TRDG", "Bank Trading Group"),
    ],
)
def test_common_words_places_and_numbers_alone_are_no_name(query: str, listed: str) -> None:
    assert reasons(query, listed)[PenaltyType.NOTHING_DISTINCTIVE] == WEIGHTS.nothing_distinctive


def test_a_common_word_spelt_like_a_distinctive_one_is_none_unless_the_rest_agrees() -> None:
    assert PenaltyType.NOTHING_DISTINCTIVE in reasons("Tradin Qorvatin", "Trading Zelmanko")
    assert PenaltyType.NOTHING_DISTINCTIVE not in reasons("Zelmanko Tradin", "Zelmanko Trading")


def test_words_left_over_on_both_sides_cost_more_than_on_one() -> None:
    both = reasons("Zelmanko Qorvatin Shipping", "Zelmanko Qorvatin 23")
    assert both[PenaltyType.MISSING] == WEIGHTS.extra_both_sides


def test_a_word_said_again_is_not_left_over() -> None:
    assert reasons("Zelmanko Bank Zelmanko", "Zelmanko Bank") == {}
    assert reasons("Zelmanko Bank", "Zelmanko Bank Zelmanko") == {}


def test_two_names_of_one_country_agree() -> None:
    assert (
        reasons("Zelmanko Deutschland", "Zelmanko Germany") == reasons("Zelmanko Germany", "Zelmanko Deutschland") == {}
    )
