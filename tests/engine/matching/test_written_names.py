"""Names as people write them: titles, particles, initials, small words, given names cut short or written by ear."""

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights

THRESHOLD = 0.70


def total(left: str, right: str, *, is_person: bool = True) -> float:
    return best_match(left, right, is_person=is_person, lexicon=lexicon(), weights=Weights()).total


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ma Theresa Zelmanova", "Maria Theresa Zelmanova"),
        ("Serg. Zelmanov", "Sergei Zelmanov"),
        ("Dim. Zelmanov", "Dmitry Zelmanov"),
        ("Const. Zelmanov", "Konstantin Zelmanov"),
        ("Houcine Zelmani", "Husayn Zelmani"),
        ("Hacene Zelmani", "Hassan Zelmani"),
        ("Errachid Zelmani", "al-Rashid Zelmani"),
        ("Ettayeb Zelmani", "al-Tayyib Zelmani"),
        ("Yannis Zelmanakis", "Ioannis Zelmanakis"),
        ("Kostas Zelmanakis", "Konstantinos Zelmanakis"),
        ("Vlad Zelmanov", "Vladimir Zelmanov"),
    ],
)
def test_a_given_name_cut_short_or_written_by_ear_is_the_name(left: str, right: str) -> None:
    assert total(left, right) >= THRESHOLD


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ma Xiao Ming", "Maria Xiao Ming"),
        ("Nik. Zelmanov", "Viktor Zelmanov"),
        ("Esteban Zelmani", "Teban Zelmani Karim"),
        ("Van Le", "Minh Le"),
        ("A. V. Zelmanov", "Boris Viktorovich Zelmanov"),
    ],
)
def test_another_given_name_is_another_person(left: str, right: str) -> None:
    assert total(left, right) < THRESHOLD


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Dr Arkady Zelmanov", "Arkady Zelmanov"),
        ("His Excellency Sheikh Arkady Zelmanov MBA", "Arkady Zelmanov"),
        ("Ludwig van der Zelmann", "Ludwig Zelmann"),
        ("Van Le", "Le Van"),
        ("A. V. Zelmanov", "Andrei Viktorovich Zelmanov"),
        ("Arkady Zelmanov", "Arkady V. A. Zelmanov"),
    ],
)
def test_titles_particles_and_initials_step_back(left: str, right: str) -> None:
    assert total(left, right) >= THRESHOLD


@pytest.mark.parametrize("right", ["Zelmanov Company", "Bank of Zelmanov", "Zelmanov"])
def test_small_words_never_flip_an_answer(right: str) -> None:
    plain = total("Zelmanov Bank Company", right, is_person=False)
    small = total("The Zelmanov Bank and Company", right, is_person=False)
    assert (plain >= THRESHOLD) is (small >= THRESHOLD)


def test_small_words_alone_are_no_likeness() -> None:
    assert total("Company of the", "Zelmanov and Company", is_person=False) < THRESHOLD
