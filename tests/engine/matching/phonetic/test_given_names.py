"""Given names that are one name though they sound apart, and patronymics made of them."""

import pytest

from service.engine.matching.phonetic.given_names import PATRONYMIC, given_name_class
from service.engine.normalise.transcription.words import read_words


def class_of(text: str) -> int:
    (word,) = read_words(text, is_person=True)
    return given_name_class(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vladimir", "Volodymyr"), ("Владимир", "Володимир"), ("Viktor", "Виктор"), ("James", "ジェームズ")],
)
def test_one_name(one: str, other: str) -> None:
    assert class_of(one) == class_of(other) >= 0


def test_two_names_and_no_name() -> None:
    assert class_of("Viktor") != class_of("Vladimir")
    assert class_of("Zelmanko") == -1


@pytest.mark.parametrize(("patronymic", "given"), [("Viktorovich", "Viktor"), ("Викторовна", "Виктор")])
def test_a_patronymic_is_of_its_given_name(patronymic: str, given: str) -> None:
    assert class_of(patronymic) == class_of(given) + PATRONYMIC
