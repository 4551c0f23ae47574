"""Delimiters and quotes."""

import pytest

from service.tabular.delimited import find_delimiter, read_lines
from service.tabular.errors import TableError
from service.tabular.limits import Limits
from service.tabular.table import BadRow
from tests.tabular.reading import read, refusal


def test_delimiter_quotes_and_lines_inside_cells(tmp_path):
    table, rows = read(tmp_path / "a", 'name;dob\r\n"Ivanov; ""Ivan""\nJr";1970\nПетров;1980\r')
    assert table.headers == ("name", "dob")
    assert table.details["delimiter"] == ";"
    assert rows == [['Ivanov; "Ivan"\nJr', "1970"], ["Петров", "1980"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_headers_are_known_by(tmp_path, delimiter):
    table, _ = read(tmp_path / "a", f"Full Name{delimiter}DOB\n")
    assert table.headers == ("Full Name", "DOB")


def test_a_stated_delimiter_counts(tmp_path):
    assert read(tmp_path / "a", "name~dob\nA~1\n", delimiter="~")[1] == [["A", "1"]]
    assert read(tmp_path / "a", "sep=^\nname^dob\nA^1\n")[1] == [["A", "1"]]
    assert "one character" in refusal(tmp_path / "a", "name\n", delimiter="ab")


def test_too_many_columns(tmp_path):
    assert "at most 50 columns, got a header that names 51" in refusal(tmp_path / "a", "name" + ",x" * 50 + "\n")


def test_a_quote_that_is_never_closed_is_refused(tmp_path):
    reason = refusal(tmp_path / "a", 'name,dob\nA,1\n"B,2\n' + "C,3\n" * 50)
    assert "the row that begins on line 3" in reason
    assert "not closed" in reason
    assert "got a quote inside a cell" in refusal(tmp_path / "a", 'name\n"A" B\n')


def test_a_row_with_another_number_of_cells_stops_nothing(tmp_path):
    _, rows = read(tmp_path / "a", "name,dob\nA\nB,1,2\n\nC,3\n")
    assert rows == [
        BadRow("", "the row has 1 cells, the header has 2"),
        BadRow("", "the row has 3 cells, the header has 2"),
        ["C", "3"],
    ]


def test_the_delimiter_is_counted_outside_quotes() -> None:
    assert find_delimiter('1,"a; b; c; d"') == ","
    assert find_delimiter("a;b;c") == ";"
    assert find_delimiter('"a"\t"b"') == "\t"


LIMITS = Limits(unpacked_bytes=2**20, workbook_bytes=2**20)
WIDE = "".join(f"{number},Testa {number},SY\r\n" for number in range(200))


@pytest.mark.parametrize("tail", ["200,Test", "200"])
def test_a_file_cut_off_in_its_last_row_is_refused(tmp_path, tail):
    path = tmp_path / "cut.csv"
    path.write_text("as of 2026-01-02\r\nid,name,country\r\n" + WIDE + tail, encoding="utf-8", newline="")
    with pytest.raises(TableError, match=r"line 203: expected a whole last row, got \d of 3 cells and no line end"):
        read_lines(path, ["utf-8"], ",", LIMITS)


@pytest.mark.parametrize("tail", ["", "200,Testa 200,SY", "200\r\n", "\x1a"])
def test_a_short_row_or_a_missing_line_end_alone_is_none(tmp_path, tail):
    path = tmp_path / "whole.csv"
    path.write_text("id,name,country\r\n" + WIDE + tail, encoding="utf-8", newline="")
    assert len(read_lines(path, ["utf-8"], ",", LIMITS)) >= 201


def test_rows_of_many_widths_may_end_with_a_short_one(tmp_path):
    path = tmp_path / "ragged.csv"
    path.write_text("a,b\n1,2,3\n1\n4,5\n1,2,3,4\n1", encoding="utf-8")
    assert len(read_lines(path, ["utf-8"], ",", LIMITS)) == 6


def test_the_delimiter_is_looked_for_below_blank_lines(tmp_path):
    path = tmp_path / "blank.csv"
    path.write_text("\n\nid;name\n1;Testa\n", encoding="utf-8")
    assert read_lines(path, ["utf-8"], None, LIMITS)[2] == ["id", "name"]
