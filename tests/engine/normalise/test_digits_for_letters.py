"""Digits that stand for letters in names."""

import pytest

from service.engine.normalise.digits_for_letters import with_letters_for_digits, with_letters_of_chats
from service.engine.normalise.disguise import readings


@pytest.mark.parametrize(
    ("name", "meant"),
    [("7asan 3abdallah", "hasan abdallah"), ("5aled 9adeq", "khaled sadeq"), ("Savi4 6ura", "Savich shura")],
)
def test_digits_of_arabic_chats_are_read_in_names_of_persons(name, meant):
    assert meant in [one.text for one in readings(name, is_person=True)]
    assert meant not in [one.text for one in readings(name, is_person=False)]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("T3ST4 Trading", "TESTA Trading"), ("J1N 741", "JIN TAI"), ("K1M 5A1L", "KLM SALL"), ("T3STA 12", "TESTA 12")],
)
def test_they_are_read_in_words_and_everywhere(name, meant):
    assert meant in [text for text, _ in with_letters_for_digits(name)]


@pytest.mark.parametrize("name", ["Testa 12", "Testa", "12 34"])
def test_digits_apart_from_letters_are_digits(name):
    assert list(with_letters_for_digits(name)) == list(with_letters_of_chats(name)) == []
