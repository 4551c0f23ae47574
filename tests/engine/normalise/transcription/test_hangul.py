"""Hangul as sound: surnames, linked sounds, names without blanks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.transcription.hangul import is_surname, read, split, syllables
from tests.examples import examples


def test_a_surname_has_a_reading_for_each_usual_spelling() -> None:
    assert read("정은") == ("JoNUn", "JuNUn", "JeoNeun")
    assert set(read("박")) >= {"pak", "park"}
    assert is_surname("박")
    assert not is_surname("정은")


@pytest.mark.parametrize(
    ("word", "codes"), [("국영", "gugjoN"), ("값이", "gapi"), ("샤", "Sa"), ("abc", ""), ("", ""), ("김abc", "gim")]
)
def test_a_final_sound_moves_over_to_a_following_vowel(word: str, codes: str) -> None:
    assert syllables(word) == codes


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("남궁민수", ("남궁", "민수")),
        ("김정은", ("김", "정은")),
        ("김수", ("김", "수")),
        ("남궁", ("남궁",)),
        ("가나다라마", ("가나다라마",)),
        ("", ("",)),
    ],
)
def test_surname_and_given_name(word: str, parts: tuple[str, ...]) -> None:
    assert split(word) == parts


@settings(deadline=None, max_examples=examples(60))
@given(st.text(alphabet="김박남궁민수정은가나다", max_size=6))
def test_no_syllable_is_lost(word: str) -> None:
    assert "".join(split(word)) == word


@pytest.mark.parametrize(("word", "readings"), [("현우", ("hjonu", "hjunwu", "hjeonu")), ("민수", ("minsu",))])
def test_a_given_name_is_also_read_as_passports_and_the_revised_romanization_spell_it(
    word: str, readings: tuple[str, ...]
) -> None:
    assert read(word) == readings
