"""Cells as text, enumerations, unique names, words that no field took."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.model.entity import Name, NameType
from service.watchlists.parsing.text import (
    clean,
    enumerated,
    first_few,
    has_unread_words,
    heading_key,
    is_empty,
    joined,
    one_line,
    primary_first,
    unique,
    unique_names,
)

ENUMERATIONS = [
    ("(a) X (b) Y", ("X", "Y")),
    ("a) X; b) Y", ("X", "Y")),
    ("（１）甲（２）乙", ("甲", "乙")),
    ("(a)イ(b)ロ\n(a)A (b)B", ("イ", "ロ", "A", "B")),
    ("Bank (b) of X", ("Bank (b) of X",)),
    ("Beltsy (Bălți), now Moldova", ("Beltsy (Bălți), now Moldova",)),
    ("2(bldg.1), Example Street", ("2(bldg.1), Example Street",)),
    ("(a) X", ("X",)),
    ("", ()),
]


@pytest.mark.parametrize(("text", "expected"), ENUMERATIONS)
def test_enumerations(text: str, expected: tuple[str, ...]) -> None:
    assert enumerated(text) == expected


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (0, "0"),
        (3.0, "3"),
        (2.5, "2.5"),
        (datetime(2020, 1, 2, 3, 4), "2020-01-02"),
        (date(2020, 1, 2), "2020-01-02"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("_x000D_two", "two"),
        (" \u3000wide\xa0", "wide"),
        ("hid\u200bden\x00", "hidden"),
        ("\u202eevil", "evil"),
    ],
)
def test_cells_become_text(cell: object, text: str) -> None:
    assert clean(cell) == text


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)


@pytest.mark.parametrize("text", ["-", "N/A", " none ", "不明", "該当なし", "Unknown"])
def test_words_for_nothing_known(text: str) -> None:
    assert is_empty(text)


def test_nobody_is_called_nothing() -> None:
    assert not is_empty("Nil Example")
    assert not is_empty("Nadia")


def test_more_items_than_letters() -> None:
    labels = [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb"]
    assert enumerated(" ".join(f"({label}) item{at}" for at, label in enumerate(labels))) == tuple(
        f"item{at}" for at in range(28)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(i) A (ii) B (iii) C", ("A", "B", "C")),
        ("both (a) X (b) Y", ("both", "X", "Y")),
        ("(a) X (c) Y", ("X (c) Y",)),
        ("(10) A", ("(10) A",)),
        ("(1) A (2) B (1) C (2) D", ("A", "B", "C", "D")),
    ],
)
def test_only_labels_that_count_up_split(text: str, expected: tuple[str, ...]) -> None:
    assert enumerated(text) == expected


def test_joined_and_unique_leave_out_what_is_empty() -> None:
    assert joined(["a", None, "", " b\n c"], ", ") == "a, b c"
    assert unique(["a", "", "n/a", "b", "a"]) == ("a", "b")


def test_names_are_tidied_and_told_once() -> None:
    names = [Name("Testan  Examplov"), Name("Testan Examplov"), Name(" - "), Name("Testan Examplov", NameType.ALIAS)]
    assert unique_names(names) == (Name("Testan Examplov"), Name("Testan Examplov", NameType.ALIAS))


def test_the_primary_name_comes_first_and_there_is_always_one() -> None:
    alias, primary = Name("B", NameType.ALIAS), Name("A", NameType.PRIMARY)
    assert primary_first([alias, primary]) == (primary, alias)
    assert primary_first([alias]) == (Name("B", NameType.PRIMARY),)
    assert primary_first([]) == ()


@pytest.mark.parametrize(
    ("cell", "read", "unread"),
    [
        ("Examplov, passport OR1961825", ["Examplov"], True),
        ("a.k.a. Examplov; formerly known as SAMPLOV", ["Samplov", "Examplov"], False),
        ("（ロシア語）", [], False),
        ("Ｅｘａｍｐｌｏｖ", ["examplov"], False),
        ("", [], False),
    ],
)
def test_words_that_no_reader_took(cell: str, read: list[str], unread: bool) -> None:
    assert has_unread_words(cell, read) is unread


@pytest.mark.parametrize("heading", ["Post/Zip Code", "post zip  code", "POST_ZIP-CODE", "Ｐｏｓｔ／Ｚｉｐ　Ｃｏｄｅ"])
def test_headings_are_compared_without_case_width_and_punctuation(heading: str) -> None:
    assert heading_key(heading) == "postzipcode"


def test_the_first_few_of_many_texts():
    assert first_few(["a", "b", "c"], 3) == "a, b, c"
    assert first_few(["a", "b", "c"], 2, "; ") == "a; b and 1 more"
