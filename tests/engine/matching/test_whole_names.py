"""Names written without their blanks."""

from __future__ import annotations

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.names import NameScore, score_names
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.matching.whole_names import dropped_letters, dropped_words, whole_letters, whole_strings
from service.engine.normalise.names import prepare


def scored(query: str, listed: str, *, is_person: bool = True) -> NameScore:
    left, right = prepare(query, is_person=is_person), prepare(listed, is_person=is_person)
    return score_names(left, right, lexicon(), Weights())


def test_a_slip_at_the_border_of_words_is_repaired_by_the_whole_name() -> None:
    found = scored("Zelmankoq Orvatin", "Zelmanko Qorvatim")
    assert [one.reason for one in found.penalties] == [PenaltyType.WHOLE_NAME]
    assert found.score > 0.75


@pytest.mark.parametrize(
    ("query", "listed", "is_person"),
    [
        ("Zelmanko China Trading", "Zelmanko Chile Trading", False),
        ("Zelmanko Trading 23", "Zelmanko Trading 24", False),
        ("Ali bin Hassan", "Hassan bin Ali", True),
        ("김정은", "김정온", True),
    ],
)
def test_what_contradicts_is_not_repaired_by_the_look_of_the_whole(query: str, listed: str, is_person: bool) -> None:
    found = scored(query, listed, is_person=is_person)
    assert PenaltyType.WHOLE_NAME not in {one.reason for one in found.penalties}
    assert found.score < 0.95


def test_two_known_names_are_two_however_near() -> None:
    assert scored("Karim Qorvatin", "Rahim Qorvatin").score < 0.7


def test_a_name_as_one_string() -> None:
    name = prepare("Anna Maria Testova", is_person=True)
    assert whole_strings(name) == ["annamariatestova", "mariatestovaanna", "testovaannamaria"]
    assert dropped_words(name) == [("maria", "testova"), ("anna", "testova"), ("anna", "maria")]
    assert dropped_words(prepare("Anna Testova", is_person=True)) == []
    assert dropped_words(prepare("Anna Maria Bank", is_person=False)) == []
    assert whole_strings(prepare("Testova", is_person=True)) == ["testova"]


@pytest.mark.parametrize(
    ("length", "whole", "dropped"), [(6, 0, 0), (7, 1, 0), (8, 2, 1), (11, 2, 1), (12, 2, 2), (15, 2, 2), (16, 3, 2)]
)
def test_how_many_letters_whole_names_may_be_apart(length: int, whole: int, dropped: int) -> None:
    assert (whole_letters(length), dropped_letters(length)) == (whole, dropped)
