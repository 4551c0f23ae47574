"""Words of bodies' names in Greek and their English."""

from __future__ import annotations

import pytest

from service.engine.normalise.greek import english_of_greek
from service.engine.normalise.text import fold
from service.engine.normalise.translate import translated
from service.engine.normalise.words import read_table


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("στρατός", "army"),
        ("στρατού", "army"),
        ("Επανάστασης", "revolution"),
        ("ερευνών", "research"),
        ("νέων", "youth"),
        ("της", ""),
        ("Ζελμανίδης", None),
        ("ερευναζελμαν", None),
    ],
)
def test_the_english_of_a_word_in_any_case(word: str, english: str | None) -> None:
    assert english_of_greek(fold(word)) == english


def test_beginnings_are_written_as_words_are_folded_and_stand_once() -> None:
    beginnings = [row["beginning"] for row in read_table("greek_words.csv")]
    assert [word for word in beginnings if fold(word) != word] == []
    assert len(beginnings) == len(set(beginnings))


def test_a_name_is_put_into_english() -> None:
    assert "national institute nuclear research" in translated("Εθνικό Ινστιτούτο Πυρηνικών Ερευνών")
