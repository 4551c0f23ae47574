"""Rows under headings."""

from pathlib import Path

import pytest

from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.tables import (
    HEADING_ROWS,
    Sheet,
    forget_workbooks,
    table,
    text_sheet,
    workbook_sheets,
)
from tests.tabular.workbooks import write_xlsx


def test_rows_are_found_by_heading_and_keep_their_line() -> None:
    sheet = Sheet(
        "x", [["a title"], [], ["Post/Zip  Code", "NAME", "Novelty"], ["", "", ""], ["123", "Test", "new", "?"]]
    )
    (row,) = table(sheet, "Name", "Post/Zip Code") or ()
    assert (row.line, row.text("name"), row.text("missing", "post zip code")) == (5, "Test", "123")
    assert row.rest(["name", "Post/Zip Code"]) == (("Novelty", "new"), ("column 4", "?"))
    assert table(sheet, "Nothing") is None


def test_a_quoted_line_feed_keeps_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('id,name\n1,"two\nlines"\n2,b\n', encoding="utf-8")
    assert [row.line for row in table(text_sheet(path), "id") or ()] == [3, 4]


def test_columns_with_the_same_heading_are_all_kept() -> None:
    (row,) = table(Sheet("x", [["Name", "Alias", "alias"], ["A", "B", "C"]]), "Name") or ()
    assert row.all("Alias") == ["B", "C"]
    assert row.text("Alias") == "B"
    assert row.rest(["Name"]) == (("Alias", "B"), ("alias", "C"))


def test_the_first_heading_that_holds_something_is_taken() -> None:
    (row,) = table(Sheet("x", [["Old", "New"], [" ", 3.0]]), "Old") or ()
    assert row.text("Old", "New") == "3"
    assert row.raw("Old", "New") == 3.0
    assert row.raw("Old") is None


def test_a_short_row_has_nothing_in_its_last_columns() -> None:
    (row,) = table(Sheet("x", [["Name", "Country"], ["A"]]), "Name") or ()
    assert row.text("Country") == ""


def test_headings_below_the_first_rows_are_not_looked_for() -> None:
    rows: list[list[str]] = [["note"]] * HEADING_ROWS
    assert table(Sheet("x", [*rows, ["Name"], ["A"]]), "Name") is None
    assert table(Sheet("x", [*rows[1:], ["Name"], ["A"]]), "Name") is not None


def test_a_workbook_is_known_by_its_content_and_gives_its_first_sheets(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.csv", {"one": [["Name"], ["A"]], "two": [["Name"], ["B"]]})
    assert [(sheet.name, [list(row) for row in sheet.rows]) for sheet in workbook_sheets(path)] == [
        ("one", [["Name"], ["A"]]),
        ("two", [["Name"], ["B"]]),
    ]
    assert [sheet.name for sheet in workbook_sheets(path, 1)] == ["one"]


def test_a_workbook_that_changed_is_read_anew(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", {"one": [["Name"], ["A"]]})
    assert next(workbook_sheets(path)).rows[1] == ["A"]
    write_xlsx(path, {"one": [["Name"], ["A longer name"]]})
    assert next(workbook_sheets(path)).rows[1] == ["A longer name"]
    forget_workbooks()
    assert next(workbook_sheets(path)).rows[1] == ["A longer name"]


def test_what_cannot_be_read_is_an_error_about_the_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"none\.xlsx: expected a readable file, got No such file"):
        list(workbook_sheets(tmp_path / "none.xlsx"))
    with pytest.raises(UnreadableFileError, match=r"none\.csv"):
        text_sheet(tmp_path / "none.csv")


def test_the_first_encoding_that_fits_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("name\nRené\n".encode("cp1252"))
    assert text_sheet(path, encodings=("utf-8", "cp1252")).rows[1] == ["René"]
    with pytest.raises(UnreadableFileError, match="utf-8"):
        text_sheet(path)
