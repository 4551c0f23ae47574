"""The word tables: folded keys, and what the rules that use them take for granted."""

from __future__ import annotations

import pytest

from service.engine.normalise.text import fold
from service.engine.normalise.words import is_given_name, phrase_key, read_table, word_tables

TABLES = word_tables()


@pytest.mark.parametrize(
    ("text", "key"),
    [("Open Joint-Stock Co.", ("open", "joint", "stock", "co")), ("S.A.", ("sa",)), ("Ünited", ("united",)), ("", ())],
)
def test_a_phrase_as_the_words_that_a_name_is_split_into(text: str, key: tuple[str, ...]) -> None:
    assert phrase_key(text) == key


def test_comments_and_empty_lines_of_a_table_are_left_out() -> None:
    rows = read_table("titles.csv")
    assert rows
    assert all(row["word"] and not row["word"].startswith("#") for row in rows)


@pytest.mark.parametrize(
    "words",
    [
        TABLES.titles, TABLES.particles, TABLES.stop_words, TABLES.spellings, TABLES.generic_words, TABLES.same_given,
        TABLES.short_given, TABLES.cousin_given, TABLES.eastern_family_names,
    ],
)  # fmt: skip
def test_every_key_is_folded(words: dict[str, object]) -> None:
    assert [word for word in words if fold(word) != word] == []


def test_words_beside_names_are_titles_and_particles() -> None:
    assert TABLES.beside_names == TABLES.particles | set(TABLES.titles)


def test_every_phrase_of_places_is_found_from_its_first_word() -> None:
    assert {words[0] for words in TABLES.places} == TABLES.place_beginnings


def test_endings_stand_under_their_last_letter_the_longest_first() -> None:
    for last, rows in TABLES.endings.items():
        assert all(ending.endswith(last) for ending, _, _ in rows)
        assert [len(ending) for ending, _, _ in rows] == sorted((len(ending) for ending, _, _ in rows), reverse=True)


def test_a_spelling_is_not_spelt_again() -> None:
    again = {word: spelt for word, spelt in TABLES.spellings.items() if TABLES.spellings.get(spelt, spelt) != spelt}
    assert again == {}


def test_words_of_other_languages_stand_with_the_english_ones_they_mean() -> None:
    assert TABLES.generic_words["bank"] == TABLES.generic_words["banque"]
    assert TABLES.generic_words["bank"] != TABLES.generic_words["trading"]


def test_no_word_is_an_abbreviation_with_and_without_a_full_stop() -> None:
    assert not TABLES.abbreviations.keys() & TABLES.dotted_abbreviations.keys()


def test_bank_as_messages_of_banks_write_it() -> None:
    assert TABLES.spellings["bk"] == "bank"


@pytest.mark.parametrize(("word", "known"), [("anna", True), ("sasha", True), ("zarvanex", False), ("", False)])
def test_given_names_are_known_in_any_form(word: str, known: bool) -> None:
    assert is_given_name(word) is known
