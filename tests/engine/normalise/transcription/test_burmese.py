"""Burmese words: a final consonant changes the vowel before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.transcription.burmese import read, spellings


@pytest.mark.parametrize(
    ("word", "spelling"),
    [
        ("မင်း", "min"),
        ("မန်း", "man"),
        ("အောင်", "aung"),
        ("ကျော်", "kyaw"),
        ("ရွှေ", "shwe"),
        ("လှိုင်", "hlaing"),
        ("ညွန့်", "nyunt"),
        ("မြင့်", "myint"),
        ("စိုး", "soe"),
        ("ထွန်း", "htun"),
        ("ထွန်း", "tun"),
        ("သန့်ဇင်", "thant'zin"),
        ("မန္တလေး", "man'ta'le"),
        ("ဦး", "u"),
        ("ဇေယျ", "ze'ya"),
    ],
)
def test_a_spelling_in_latin(word: str, spelling: str) -> None:
    assert spelling in spellings(word)


@given(st.text(st.characters(min_codepoint=0x1000, max_codepoint=0x109F), min_size=1, max_size=12))
def test_any_text_has_readings_of_ascii(word: str) -> None:
    assert len(read(word)) <= len(spellings(word)) <= 4
    assert all(spelling.isascii() for spelling in spellings(word))
