"""The names that one field joins."""

import pytest

from service.engine.normalise.joined_names import joined_names

NAME = "Testan Examplov"


@pytest.mark.parametrize(
    "text",
    [
        "Testan Examplov & Mary Jones",
        "Testan Examplov and Mary Jones",
        "Mary Jones or Testan Examplov",
        "Testan Examplov et Marie Dupont",
        "Testan Examplov y Maria Lopez",
        "Testan Examplov und Hans Weber",
        "Testan Examplov en Jan Bakker",
        "Testan Examplov dan Siti Rahman",
        "Testan Examplov, Mary Jones",
        "Testan Examplov / Mary Jones",
        "Testan Examplov; Mary Jones",
        "Testan Examplov + Mary Jones",
        "Testan Examplov and wife",
        "Testan Examplov, his wife Mary and two sons",
        "Testan Examplov et Cie",
        "Testan Examplov y otros",
        "Testan Examplov & Partners",
        "Testan Examplov's wife",
        "brothers Testan Examplov and Peter",
        "heirs of Testan Examplov",
        "Testan Examplov account",
        "Testan Examplov Family Trust",
        "Testan Examplov Consulting LLC",
        "Testan Examplov, Director, Acme Ltd",
        "Testan Examplov, CEO of Acme",
        "Testan Examplov, Hamburg",
        "Testan & Mary Examplov",
    ],
)
def test_what_stands_beside_a_name_is_cut_off(text: str) -> None:
    assert NAME in joined_names(text)


def test_words_of_another_script_join_too() -> None:
    assert joined_names("Иван Примеров и Мария Сидорова") == ("Иван Примеров", "Мария Сидорова")


def test_a_surname_stays_before_its_comma() -> None:
    assert joined_names("Examplov, Testan & Jones, Mary") == ("Examplov, Testan", "Jones, Mary")
    assert joined_names("Examplov, Testan, Director") == ("Examplov, Testan",)


@pytest.mark.parametrize(
    "text",
    [
        NAME,
        "Examplov, Testan",
        "Examplov Proba, Juan Carlos",
        "Testan Ortega y Examplov",
        "Ortega y Examplov",
        "MARIA TERESA A EXAMPLOV PROBA",
        "Michael Dan Examplov",
        "Michael John Dan Brown Examplov",
        "EXAMPLOV & SONS TRADING",
        "Kim and Park Trading",
        "Examplov & Co",
        "Examplov & Partners",
        "the Examplov family",
        "Account",
        "and",
        ",",
        "",
    ],
)
def test_one_name_is_left_whole_and_one_word_is_no_name(text: str) -> None:
    assert joined_names(text) == ()


def test_there_are_never_more_than_six() -> None:
    assert len(joined_names(" & ".join(f"Testan{chr(97 + at)} Examplov" for at in range(20)))) == 6


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Zelmarov EIRL",
        "Fa. Ivan Zelmarov",
        "Inh. Ivan Zelmarov",
        "Ets Ivan Zelmarov",
        "Genel Müdür Ivan Zelmarov",
        "Toko Ivan Zelmarov",
        "Ivan Zelmarov Kft",
    ],
)
def test_a_firm_may_bear_the_name_of_a_person(text: str) -> None:
    assert joined_names(text) == ("Ivan Zelmarov",)


@pytest.mark.parametrize("text", ["Fa Xian Wang", "Mary Ann Sue", "Zelmar GmbH", "Managing Director of Acme"])
def test_words_that_are_names_and_offices_of_something_lead_to_nobody(text: str) -> None:
    assert joined_names(text) == ()
