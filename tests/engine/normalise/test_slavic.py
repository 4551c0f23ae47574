"""Slavic words of bodies' names, in Cyrillic and in Latin letters, whatever their ending."""

from __future__ import annotations

import pytest

from service.engine.normalise.slavic import english_of_cyrillic, english_of_latin, has_ending
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table, word_tables


@pytest.mark.parametrize("word", ["завод", "завода", "заводов", "заводът", "заводами"])
def test_cases_and_articles_do_not_matter(word: str) -> None:
    assert english_of_cyrillic(word) == "plant"


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("исследовательский", "research"),
        ("конструкторського", None),
        ("судостроительная", "shipbuilding"),
        ("объединение", "association"),
        ("объединенная", "united"),
        ("сигурността", "security"),
        ("міністерства", "ministry"),
        ("дзяржаўнае", "state"),
        ("имени", ""),
    ],
)
def test_words_of_several_languages_have_their_meaning(word: str, english: str | None) -> None:
    assert english_of_cyrillic(fold(word)) == english


@pytest.mark.parametrize("word", ["беларуськалий", "новороссия", "праведните", "заводоуковск"])
def test_a_name_that_begins_like_a_known_word_is_not_translated(word: str) -> None:
    assert english_of_cyrillic(word) != english_of_cyrillic(word[:5]) or english_of_cyrillic(word) is None


@pytest.mark.parametrize(("rest", "is_ending"), [("", True), ("ского", True), ("ами", True), ("ороссия", False)])
def test_what_is_an_ending(rest: str, is_ending: bool) -> None:
    assert has_ending(rest) is is_ending


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("gosudarstvennoye", "state"),
        ("gosudarstvennoe", "state"),
        ("predpriyatiye", "enterprise"),
        ("predpriyatie", "enterprise"),
        ("konstruktorskoje", "design"),
        ("issledovatelskiy", "research"),
        ("issledovatel'skii", None),
        ("pobeda", None),
        ("national", None),
        ("mekhanik", None),
    ],
)
def test_words_in_latin_letters(word: str, english: str | None) -> None:
    assert english_of_latin(word) == english


def test_every_meaning_is_written_in_english_letters() -> None:
    rows = read_table("translations.csv")
    assert all(row["english"].isascii() for row in rows)
    assert len({row["beginning"] for row in rows}) == len(rows)
    assert sum(row["english"] in word_tables().generic_words for row in rows) > 400


def test_long_rests_are_no_endings_and_cost_no_time() -> None:
    assert not has_ending("ическ" * 200 + "x")
    assert english_of_cyrillic("завод" + "ическ" * 200) is None
    assert english_of_latin("zavod" + "icesk" * 200) is None
    assert english_of_latin("zavod" + "icesk" * 6 + "b") is None
