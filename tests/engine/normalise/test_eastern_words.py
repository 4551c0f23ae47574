"""Words of bodies' names in Arabic, Persian, Korean and Chinese."""

from __future__ import annotations

import pytest

from service.engine.normalise.eastern_words import english_of_eastern, known_words
from service.engine.normalise.text import fold
from service.engine.normalise.translate import translated
from service.engine.normalise.words import read_table


@pytest.mark.parametrize(
    ("word", "script", "english"),
    [
        ("المقاتلة", "Arab", "combatant"),
        ("والتجارية", "Arab", "trading"),
        ("للعلوم", "Arab", "science"),
        ("نیروهای", "Arab", "forces"),
        ("و", "Arab", ""),
        ("زلمان", "Arab", None),
        ("של", "Hebr", ""),
        ("원자력", "Hang", "atomic energy"),
        ("进出口", "Hani", "import export"),
        ("卡罗", "Hani", None),
    ],
)
def test_words_are_known_in_their_forms(word: str, script: str, english: str | None) -> None:
    assert english_of_eastern(fold(word), script) == english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("وزارة الدفاع السورية", "ministry defense syria"),
        ("وزارت دفاع و پشتیبانی نیروهای مسلح", "ministry defense support forces armed"),
        ("원자력총국", "atomic energy general bureau"),
        ("国防科技大学", "defense science technology university"),
    ],
)
def test_names_of_common_words_are_translated(name: str, english: str) -> None:
    assert translated(name)[0] == english


def test_words_of_a_script_are_told_by_their_letters() -> None:
    assert "원자력" in known_words("\uac00", "\ud7a3")
    assert not any("a" <= word[0] <= "z" for word in known_words("\u0590", "\u9fff"))


def test_no_word_means_two_things() -> None:
    words = [fold(word) for row in read_table("eastern_words.csv") for word in row["words"].split("|")]
    by_meaning = {
        (fold(word), row["english"]) for row in read_table("eastern_words.csv") for word in row["words"].split("|")
    }
    assert len(by_meaning) == len(set(words))
