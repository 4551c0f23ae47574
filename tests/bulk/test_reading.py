"""From a path to a table: what is refused at once, and how columns are shown."""

import gzip

import pytest
import xlsxwriter

from service.bulk.errors import BadFile
from service.bulk.options import ReadOptions
from service.bulk.reading import inspect, rows_expected
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
