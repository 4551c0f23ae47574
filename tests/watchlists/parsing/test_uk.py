"""Rows of the British lists."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from service.engine.model.entity import NameType
from service.watchlists.parsing import uk
from service.watchlists.parsing.tables import Row, Sheet, table


def rows(headings: Sequence[str], *cells: Sequence[str]) -> list[Row]:
    return list(table(Sheet("x", [headings, *cells]), *headings) or ())


def test_rows_of_one_target_belong_together_wherever_they_stand() -> None:
    found = uk.grouped(rows(["ID", "N"], ["1", "a"], ["2", "b"], ["1", "c"], ["", "d"]), "ID")
    assert {key: [row.text("N") for row in group] for key, group in found.items()} == {
        "1": ["a", "c"],
        "2": ["b"],
        "": ["d"],
    }


def test_names_are_put_together_from_six_columns_the_primary_first() -> None:
    headings = ["Name 6", "Name 1", "Kind", "Quality", "Own script"]
    found = uk.names(
        rows(
            headings,
            ["SAMPLOV", "Proba", "AKA", "Low quality", ""],
            ["EXAMPLOV", "Testan", "Primary name", "", "(1) Тестан (2) テスタン"],
            ["OLD", "", "FKA", "", ""],
            ["EXAMPLOV", "Testanu", "Primary name variation", "", ""],
        ),
        "Kind",
        "Quality",
        "Own script",
    )
    assert [(name.text, name.type, name.weak) for name in found] == [
        ("Testan EXAMPLOV", NameType.PRIMARY, False),
        ("Proba SAMPLOV", NameType.ALIAS, True),
        ("OLD", NameType.PREVIOUS, False),
        ("Testanu EXAMPLOV", NameType.VARIANT, False),
        ("Тестан", NameType.ORIGINAL_SCRIPT, False),
        ("テスタン", NameType.ORIGINAL_SCRIPT, False),
    ]


def test_items_of_all_rows_once_each() -> None:
    assert uk.items(rows(["P"], ["(1) Minister. (2) Judge"], ["Judge"], ["N/A"]), "P") == ("Minister", "Judge")


DOCUMENTS = [
    ("(1) X1234567 (2) Y7654321", "(1) Oman (2) Syria", [("X1234567", "Oman"), ("Y7654321", "Syria")]),
    ("(1) X1234567 (2) Y7654321", "issued in Oman", [("X1234567", "issued in Oman"), ("Y7654321", "issued in Oman")]),
    ("", "X1234567 (Oman). Issued on 1 June 1996", [("X1234567", "X1234567 (Oman). Issued on 1 June 1996")]),
    ("", "lost", []),
    ("", "", []),
]


@pytest.mark.parametrize(("number", "details", "expected"), DOCUMENTS)
def test_numbers_go_with_their_details(number: str, details: str, expected: list[tuple[str, str]]) -> None:
    found = uk.documents(rows(["No", "Details", "x"], [number, details, "y"]), "passport", "No", "Details")
    assert [(item.value, item.note) for item in found] == expected


def test_an_address_is_told_once_and_only_if_there_is_one() -> None:
    given = rows(
        ["1", "2", "Code", "Land"],
        ["1 Example Street", "Testopolis", "123", "Syria"],
        ["1 Example Street", "Testopolis", "123", "Syria"],
        ["", "", "", ""],
        ["", "", "", "Syria"],
    )
    found = uk.addresses(given, ("1", "2"), "Code", "Land")
    assert [(item.text, item.postal_code, item.country) for item in found] == [
        ("1 Example Street, Testopolis, 123, Syria", "123", "SY"),
        ("Syria", None, "SY"),
    ]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("(UK Sanctions List Ref):TST1. (Gender):Male", (("UK Sanctions List Ref", "TST1"), ("Gender", "Male"))),
        ("before (Gender): Male", (("", "before"), ("Gender", "Male"))),
        ("no tag (at all)", (("", "no tag (at all)"),)),
        ("(Gender): ", ()),
        ("", ()),
    ],
)
def test_tagged_text(text: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert uk.tagged(text) == pairs


def test_first_and_last_days() -> None:
    given = rows(["On"], ["04/03/2022"], ["unknown"], ["01/02/2020"])
    assert (uk.first_day(given, "On"), uk.last_day(given, "On")) == (date(2020, 2, 1), date(2022, 3, 4))
    assert uk.first_day(given, "Off") is None


@pytest.mark.parametrize("line", ["Last Updated,04/05/2022", "Last Updated: 4 May 2022", ",last updated 04/05/2022"])
def test_the_day_that_a_file_states(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{line}\nName,ID\nA,1\n", encoding="utf-8")
    assert uk.stated_day(path, "Last Updated") == date(2022, 5, 4)
    assert uk.stated_day(path, "Report Date") is None
