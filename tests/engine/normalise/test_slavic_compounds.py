"""Slavic words that are several written as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.slavic_compounds import english_of_compound, is_adjective
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("теплоэнергосервис", "heat energy service"),
        ("минтранс", "ministry transport"),
        ("госкомрезерв", "state committee reserve"),
        ("нефтетранспортная", "oil transport"),
        ("източноафриканско", "eastern africa"),
        ("зельмапром", None),
        ("промзельма", None),
        ("завод", None),
        ("мин", None),
    ],
)
def test_a_word_is_taken_apart_if_nothing_is_left_over(word: str, english: str | None) -> None:
    assert english_of_compound(fold(word)) == english


@pytest.mark.parametrize(
    ("word", "expected"), [("нефтетранспортная", True), ("минтранс", False), ("транснефть", False)]
)
def test_what_is_an_adjective(word: str, expected: bool) -> None:
    assert is_adjective(word) is expected


def test_stumps_stand_once_and_mean_something() -> None:
    rows = read_table("word_stumps.csv")
    assert len({row["stump"] for row in rows}) == len(rows)
    assert all(row["english"].isascii() and row["english"] and row["place"] in ("any", "first") for row in rows)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщыьэюяі", max_size=60))
def test_any_word_is_read_or_not(word: str) -> None:
    english = english_of_compound(word)
    assert english is None or len(english.split()) >= 2


def test_long_words_cost_no_time() -> None:
    assert english_of_compound("нефте" * 7 + "ъъ") is None
    assert english_of_compound("нефте" * 200) is None
