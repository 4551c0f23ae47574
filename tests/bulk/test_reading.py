"""From a path to a table: what is refused at once, and how columns are shown."""

import gzip

import pytest
import xlsxwriter

from service.bulk.errors import BadFile
from service.bulk.options import ReadOptions
from service.bulk.reading import inspect, open_table, rows_expected
from tests.tabular.reading import SMALL


def test_inspecting_refuses_at_once_and_shows_the_columns(tmp_path):
    path = tmp_path / "a"
    path.write_text("Full Name,Shoe size,D.O.B.\nA,44,1970\n")
    shape = inspect(path, ReadOptions(), SMALL)
    assert shape["details"] == {"encoding": "utf-8", "delimiter": ","}
    assert shape["columns"] == [
        {"column": "Full Name", "field": "name"},
        {"column": "Shoe size", "field": None},
        {"column": "D.O.B.", "field": "date_of_birth"},
    ]
    path.write_text("a,b\n1,2\n")
    with pytest.raises(BadFile, match="no column is known"):
        inspect(path, ReadOptions(), SMALL)


@pytest.mark.parametrize("rows", [1, 50, 20_000])
@pytest.mark.parametrize("name", ["plain", "packed", "workbook"])
def test_the_size_of_a_file_tells_how_many_rows_it_may_have(tmp_path, rows, name):
    path = tmp_path / "a"
    texts = ["name,dob", *(f"Anna Bauer {number * 7919},1970-01-{number % 28 + 1:02}" for number in range(rows))]
    if name == "workbook":
        with xlsxwriter.Workbook(str(path)) as book:
            book.add_worksheet().write_column(0, 0, texts)
    else:
        content = ("\n".join(texts) + "\n").encode()
        path.write_bytes(gzip.compress(content, mtime=0) if name == "packed" else content)
    assert rows_expected(path) == pytest.approx(rows, rel=0.1, abs=1)


@pytest.mark.parametrize("content", [b"name", b"PAR1 whatever PAR1", b"PK\x03\x04 no archive", b"\x1f\x8b\x08 damaged"])
def test_a_file_that_tells_nothing_is_expected_to_have_no_number(tmp_path, content):
    path = tmp_path / "a"
    path.write_bytes(content)
    assert rows_expected(path) is None


@pytest.mark.parametrize(
    "text",
    [
        "Customers of 2026\nprinted on Monday\nName,Date of birth,Country\nZelmar,1970,JP\n",
        "Customers of 2026,,\n,,\nName,Date of birth,Country\nZelmar,1970,JP\n",
        "Kunde 2026\n\nName;Geburtsdatum;Land\nZelmar;1970;JP\n",
    ],
)
def test_a_title_above_the_header_is_told(tmp_path, text):
    path = tmp_path / "a"
    path.write_text(text)
    with pytest.raises(
        BadFile, match=r"expected the row that names the columns to be the first, got .*Name.* rows below"
    ):
        inspect(path, ReadOptions(), SMALL)


def test_a_title_in_a_workbook_is_told(tmp_path):
    path = tmp_path / "a"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Customers of 2026")
        sheet.write_row(2, 0, ["Name", "Date of birth", "Country"])
        sheet.write_row(3, 0, ["Zelmar", "1970", "JP"])
    with pytest.raises(BadFile, match="remove the rows above it"), open_table(path, ReadOptions(), SMALL):
        pass


@pytest.mark.parametrize("content", [b"<table><tr>", b"\xef\xbb\xbf \r\n<HTML>", b"<!DOCTYPE html>"])
def test_a_web_page_under_the_name_of_a_workbook_is_told(tmp_path, content):
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    with pytest.raises(BadFile, match="a web page; open it in a spreadsheet and save it as XLSX or CSV"):
        inspect(path, ReadOptions(), SMALL)


def test_a_sign_that_nobody_expects_between_cells_is_told(tmp_path):
    path = tmp_path / "a"
    path.write_text("Name^Country\nZelmar^JP\n")
    with pytest.raises(BadFile, match=r"if another sign than .* separates the cells, say it \(delimiter=\)"):
        inspect(path, ReadOptions(), SMALL)
