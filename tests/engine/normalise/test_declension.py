"""Names in other cases than the nominative. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.declension import nominative_of_genitive, nominatives
from service.engine.normalise.disguise import readings


@pytest.mark.parametrize(
    ("declined", "nominative"),
    [
        ("Тестановым Сергеем Валерьевичем", "Тестанов Сергей Валерьевич"),
        ("Сергею Тестанову", "Сергей Тестанов"),
        ("Тестанову С.В.", "Тестанов С.В."),
        ("ИВАНА ПЕТРОВИЧА ТЕСТАНОВА", "ИВАН ПЕТРОВИЧ ТЕСТАНОВ"),
        ("Ивана Петровича Тестенка", "Иван Петрович Тестенко"),
        ("Тестовскому Игорю", "Тестовский Игорь"),
        ("Натальей Владимировной Тестовской", "Наталья Владимировна Тестовская"),
        ("Тестановой Анной", "Тестанова Анна"),
    ],
)
def test_the_nominative_of_a_declined_name(declined: str, nominative: str) -> None:
    assert nominative in list(nominatives(declined))
    assert nominative in [reading.text for reading in readings(declined, is_person=True)]


@pytest.mark.parametrize(
    "text", ["Тестанов Сергей Валерьевич", "Наталья Тестовская", "Ольга Тестова", "Ильин Илья Ильич", "Testan", ""]
)
def test_a_name_in_the_nominative(text: str) -> None:
    assert list(nominatives(text)) == []


@given(st.text("абвгинсоумыюяйь А", max_size=20))
def test_no_word_gets_lost(text: str) -> None:
    assert all(len(found.split()) == len(text.split()) for found in nominatives(text))


@pytest.mark.parametrize(
    ("genitive", "nominative"),
    [
        ("тестанова", "тестанов"),
        ("пробинского", "пробинский"),
        ("зельмарука", "зельмарук"),
        ("зельманя", "зельмань"),
        ("пробиной", "пробина"),
        ("зельменко", "зельменко"),
        ("ева", "ева"),
    ],
)
def test_surnames_behind_named_after(genitive: str, nominative: str) -> None:
    assert nominative_of_genitive(genitive) == nominative
