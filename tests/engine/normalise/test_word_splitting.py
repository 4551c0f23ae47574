"""Runs of letters, marks and digits; Han and Hangul by their syllables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.word_splitting import ascii_words, expand_syllables, split_words
from tests.examples import examples


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("anna-maria o'test", ["anna", "maria", "o", "test"]),
        ("a_b\tc\u3000d", ["a", "b", "c", "d"]),
        ("गणेश पाण्डेय", ["गणेश", "पाण्डेय"]),
        ("²x 7½", ["²x", "7½"]),
        ("...", []),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@settings(deadline=None, max_examples=examples(60))
@given(st.text())
def test_no_letter_and_no_digit_is_lost(text: str) -> None:
    assert "".join(split_words(text)) == "".join(c for c in text if c.isalnum() or _is_mark(c) or c.isnumeric())


def _is_mark(character: str) -> bool:
    import unicodedata

    return unicodedata.category(character)[0] in "MN"


@pytest.mark.parametrize(
    ("words", "syllables"),
    [
        (["김정은"], ["김", "정", "은"]),
        (["习近平", "abc"], ["习", "近", "平", "abc"]),
        (["テスト北方", "北"], ["テスト北方", "北"]),
        ([], []),
    ],
)
def test_words_of_han_and_hangul_are_single_syllables(words: list[str], syllables: list[str]) -> None:
    assert expand_syllables(words) == syllables


@pytest.mark.parametrize(
    ("text", "words"),
    [("Testa TESTOVA", ["testa", "testova"]), ("Test-Testov, A.", ["test", "testov", "a"]), ("Tésta", []), ("", [])],
)
def test_words_of_a_text_in_ascii(text, words):
    assert ascii_words(text) == words
