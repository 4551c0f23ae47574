"""Han characters as sound: Mandarin, Cantonese, surnames, foreign names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.transcription.han import MAX_READINGS, read, read_foreign, split
from tests.examples import examples


def test_a_surname_may_sound_otherwise_than_the_word() -> None:
    assert read("习近平"[0], surname=True)[0] == "Si"
    assert read("单", surname=True)[0] == "San"
    assert read("单")[0] == "dan"


def test_cantonese_is_read_as_hong_kong_spells_it() -> None:
    assert {"TaN", "TeN"} & set(read("曾", surname=True))
    assert "wiNhoN" in read("永康")


def test_the_vowels_of_a_foreign_name_are_weak() -> None:
    assert read_foreign("克里彭") == ("kORipeN",)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("习近平", ("习", "近平")),
        ("欧阳娜娜", ("欧阳", "娜娜")),
        ("欧阳", ("欧", "阳")),
        ("一", ("一",)),
        ("一二三四五", ("一二三四五",)),
        ("", ("",)),
    ],
)
def test_surname_and_given_name(word: str, parts: tuple[str, ...]) -> None:
    assert split(word) == parts


@settings(deadline=None, max_examples=examples(60))
@given(st.text(alphabet="习近平欧阳娜单曾国", max_size=5))
def test_readings_are_few_and_different_and_no_character_is_lost(word: str) -> None:
    assert len(read(word)) == len(set(read(word))) <= MAX_READINGS
    assert "".join(split(word)) == word
