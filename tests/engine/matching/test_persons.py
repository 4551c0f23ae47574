"""Points off for two names of persons: one case a reason, with the amount that the weights say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.engine.matching.alignment import align
from service.engine.matching.lexicon import lexicon
from service.engine.matching.penalty import PenaltyType, total
from service.engine.matching.persons import evidence, has_full_word, person_penalties
from service.engine.matching.weights import Weights
from service.engine.normalise.names import prepare

WEIGHTS = Weights()
FAR = WEIGHTS.contradiction + WEIGHTS.contradiction_unlike


def reasons(query: str, listed: str, weights: Weights = WEIGHTS) -> dict[PenaltyType, float]:
    left, right = prepare(query, is_person=True), prepare(listed, is_person=True)
    found: dict[PenaltyType, float] = {}
    for one in person_penalties(align(left, right, lexicon(), weights), left, right, lexicon(), weights, 2.0):
        found[one.reason] = found.get(one.reason, 0.0) + one.points
    return {reason: points for reason, points in found.items() if points}


@pytest.mark.parametrize(
    ("query", "listed", "expected"),
    [
        ("Zelmanko Qorvatin", "Zelmanko Qorvatin", {}),
        ("Qorvatin Zelmanko", "Zelmanko Qorvatin", {PenaltyType.ORDER: WEIGHTS.order}),
        ("Zelmanko Abc", "Zelmanko Qorvit", {PenaltyType.CONTRADICTION: FAR}),
        ("Zelmanko Ibrin Qorvatin", "Zelmanko Qorvatin", {PenaltyType.MISSING: WEIGHTS.missing_word}),
        ("Zelmanko Qorvatin", "Zelmanko Ibrinovich Qorvatin", {PenaltyType.MISSING: WEIGHTS.missing_patronymic}),
        ("Zelmanko X. Qorvatin", "Zelmanko Qorvatin", {PenaltyType.MISSING: WEIGHTS.missing_initial}),
        ("Sasha Qorvatin", "Aleksandr Qorvatin", {PenaltyType.NICKNAME: WEIGHTS.nickname}),
        ("Zelmanko Qorvatin", "Zelmanko Qorvatin Zelmanko", {}),
        ("President Qorvatin", "Zelmanko Qorvatin", {PenaltyType.ONE_WORD: WEIGHTS.title_and_surname}),
        ("Zelmanko A. Qorvatin", "Zelmanko B. Qorvatin", {PenaltyType.CONTRADICTION: WEIGHTS.initial_contradiction}),
    ],
)
def test_one_difference_costs_what_the_weights_say(query: str, listed: str, expected: dict[PenaltyType, float]) -> None:
    assert reasons(query, listed) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("query", "listed", "points"),
    [
        ("Mahmoud Qorvatin", "QORVATIN, Seyed Mahmoud", WEIGHTS.missing_word + WEIGHTS.missing_courtesy),
        ("Mahmoud Qorvatin", "QORVATIN, Amir Mahmoud", WEIGHTS.missing_word + WEIGHTS.missing_courtesy),
        ("Ahmad Qorvatin", "QORVATIN, Karim Ahmad", WEIGHTS.missing_word + WEIGHTS.missing_first_given),
        ("Mahmoud Qorvatin", "QORVATIN, Karim Mahmoud", WEIGHTS.missing_beside_rare),
        ("Karim Qorvatin", "QORVATIN, Karim Ahmad Hassan", WEIGHTS.missing_beside_rare),
        ("Karim Qorvatin", "Karim Ahmad Hassan Yusuf Qorvatin", WEIGHTS.missing_beside_rare),
    ],
)
def test_a_first_name_of_courtesy_and_names_beside_rare_ones_may_be_left_out(
    query: str, listed: str, points: float
) -> None:
    assert reasons(query, listed)[PenaltyType.MISSING] == pytest.approx(points)


def test_names_left_out_beside_commoner_ones_are_paid_for_in_full() -> None:
    both = WEIGHTS.missing_word * 2 + WEIGHTS.missing_two_of_four
    assert reasons("Zelmanko Ramirez", "RAMIREZ TESTANOV, Zelmanko Luis")[PenaltyType.MISSING] == pytest.approx(both)
    slip = reasons("Mahmoud Qorvatim", "QORVATIN, Karim Mahmoud")[PenaltyType.MISSING]
    assert slip > WEIGHTS.missing_word + WEIGHTS.missing_first_given


def test_one_word_of_several_is_next_to_nothing_without_a_title() -> None:
    assert reasons("Qorvatin", "Zelmanko Qorvatin")[PenaltyType.ONE_WORD] == WEIGHTS.one_word_only
    assert reasons("President Ali", "Hassan Ali")[PenaltyType.ONE_WORD] == WEIGHTS.one_word_only


def test_father_and_son_are_two_persons_and_that_is_no_matter_of_order() -> None:
    assert reasons("Zelmanko bin Qorvatin", "Qorvatin bin Zelmanko") == {
        PenaltyType.EXCHANGED_PARENTS: WEIGHTS.exchanged_parents
    }
    assert PenaltyType.EXCHANGED_PARENTS not in reasons("Zelmanko bin Qorvatin", "Qorvatin, Zelmanko")


def test_common_words_pay_for_what_is_left_out() -> None:
    assert PenaltyType.LOW_EVIDENCE in reasons("Ali Ahmad", "Ali Hassan Ahmad")
    assert PenaltyType.LOW_EVIDENCE not in reasons("Ali Ahmad", "Ahmad Ali")
    assert PenaltyType.LOW_EVIDENCE not in reasons("Zelmanko Qorvatin", "Zelmanko Ibrin Qorvatin")


def test_the_worst_slip_counts_in_full_and_others_in_part() -> None:
    one = reasons("Zelmanka Qorvatin", "Zelmanko Qorvatin")[PenaltyType.SPELLING]
    two = reasons("Zelmanka Qorvatim", "Zelmanko Qorvatin")[PenaltyType.SPELLING]
    assert one < two < 2 * one
    assert reasons("Ivo", "Iva")[PenaltyType.SHORT_NAME] == WEIGHTS.short_single_name


def test_only_the_first_initial_is_paid_for_in_full() -> None:
    assert reasons("J. Q. Zelmanko Ibrin", "Jean Quentin Zelmanko Ibrin")[PenaltyType.INITIAL] == pytest.approx(
        WEIGHTS.initial + WEIGHTS.further_initial
    )
    assert reasons("J. Zelmanko", "Jean Zelmanko")[PenaltyType.INITIAL] == pytest.approx(
        WEIGHTS.initial + WEIGHTS.initials_and_one_name
    )


def test_several_initials_tell_something_beside_a_common_surname() -> None:
    two = reasons("K. A. Ramirez", "Karim Ahmad Ramirez")[PenaltyType.LOW_EVIDENCE]
    assert two < reasons("K. Ramirez", "Karim Ramirez")[PenaltyType.LOW_EVIDENCE]
    assert (
        total_points("K. A. E. Ramirez", "Karim Ahmad Eldar Ramirez") < 0.3 < total_points("K. Hassan", "Karim Hassan")
    )


def total_points(query: str, listed: str) -> float:
    return sum(reasons(query, listed).values())


def test_every_other_syllable_is_another_name() -> None:
    assert reasons("김정은", "김정온") == pytest.approx({PenaltyType.SYLLABLE: WEIGHTS.syllable})
    assert reasons("김정은", "김") == pytest.approx({PenaltyType.SYLLABLE: 2 * WEIGHTS.syllable})


def test_weights_of_a_profile_count() -> None:
    changed = replace(WEIGHTS, nickname=0.33)
    assert reasons("Sasha Qorvatin", "Aleksandr Qorvatin", changed) == {PenaltyType.NICKNAME: 0.33}


def test_what_is_more_than_asked_for_may_be_told_in_part() -> None:
    left, right = prepare("Zelmanka Ibrin", is_person=True), prepare("Zelmanko Qorvatin", is_person=True)
    found = align(left, right, lexicon(), WEIGHTS)
    some = person_penalties(found, left, right, lexicon(), WEIGHTS, 0.3)
    every = person_penalties(found, left, right, lexicon(), WEIGHTS, 2.0)
    assert 0.3 < total(some) < total(every)


def test_initials_alone_are_no_likeness_and_tell_nothing() -> None:
    left, right = prepare("Z. Q.", is_person=True), prepare("Zelmanko Qorvatin", is_person=True)
    found = align(left, right, lexicon(), WEIGHTS)
    assert not has_full_word(found)
    assert evidence(found, left, right, lexicon()) == 0
