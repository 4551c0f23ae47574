"""Rows under headings."""

from pathlib import Path

from service.watchlists.parsing.tables import Sheet, table, text_sheet


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
