"""Formats, encodings and delimiters: what is read, and what is refused with which reason."""

import gzip
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from service.bulk.errors import BadFile
from service.bulk.limits import Limits
from service.bulk.options import ReadOptions
from service.bulk.reading.open import inspect, open_table
from service.bulk.reading.table import BadRow

SMALL = Limits(unpacked_bytes=200_000, workbook_bytes=200_000, line_characters=1_000, columns=50)


def read(path, content=None, limits=SMALL, **options):
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_table(path, ReadOptions(**options), limits) as table:
        return table, list(table.rows)


def refusal(path, content=None, **options):
    with pytest.raises(BadFile) as error:
        read(path, content, **options)
    return str(error.value)


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


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp932", "シモン・ボリバル"),
        ("gb18030", "李雷"),
        ("euc-kr", "홍길동"),
        ("windows-1251", "Иванов"),
        ("utf-16-le", "李雷"),
        ("utf-8", "李雷"),
    ],
)
def test_a_stated_encoding_is_read(tmp_path, encoding, text):
    codec = {"euc-kr": "cp949", "windows-1251": "cp1251"}.get(encoding, encoding)
    assert read(tmp_path / "a", f"name\n{text}\n".encode(codec), encoding=encoding)[1] == [[text]]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_byte_order_mark_is_enough(tmp_path, codec):
    table, rows = read(tmp_path / "a", "name\n李雷\n".encode(codec))
    assert (table.headers, rows) == (("name",), [["李雷"]])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("row", [0, 1, 3_000, 9_999])
def test_the_line_of_a_byte_that_is_not_in_the_encoding_is_named(tmp_path, row, end):
    content = ["name"] + ["Testa Testova"] * 9_999
    content[row] = "Ren\udce9 Test"
    reason = refusal(tmp_path / "a", end.join(content).encode("utf-8", "surrogateescape"))
    assert f"line {row + 1}: the byte 0xE9 is not utf-8" in reason


def test_cp932_is_never_taken_for_utf_8(tmp_path):
    reason = refusal(tmp_path / "a", "name\nシモン\n".encode("cp932"))
    assert "line 2: the byte 0x83 is not utf-8" in reason
    assert "cp932" in reason


def test_utf_16_has_to_say_which_way_round(tmp_path):
    assert "which" not in refusal(tmp_path / "a", "name\nA\n".encode("utf-16-le"), encoding="utf-8")
    assert "either way round" in refusal(tmp_path / "a", "name\nA\n".encode("utf-16-le"), encoding="utf-16")
    assert "byte order mark of utf-16" in refusal(tmp_path / "a", "name\n".encode("utf-16"), encoding="cp932")
    assert "unknown encoding" in refusal(tmp_path / "a", "name\n", encoding="klingon")


def test_a_long_line_is_refused_before_it_is_held(tmp_path):
    assert "line 2 has more than 1000 characters" in refusal(tmp_path / "a", "name\n" + "x" * 5_000)
    assert "line 1 has more than 1000 characters" in refusal(tmp_path / "a", "a," * 100_000)


def test_too_many_columns(tmp_path):
    assert "names 51 columns; at most 50" in refusal(tmp_path / "a", "name" + ",x" * 50 + "\n")


def test_a_quote_that_is_never_closed_is_refused(tmp_path):
    reason = refusal(tmp_path / "a", 'name,dob\nA,1\n"B,2\n' + "C,3\n" * 50)
    assert "opens in the row of line 3" in reason
    assert "not closed" in reason
    assert "line 2: a quote" in refusal(tmp_path / "a", 'name\n"A" B\n')


def test_a_row_with_another_number_of_cells_stops_nothing(tmp_path):
    _, rows = read(tmp_path / "a", "name,dob\nA\nB,1,2\n\nC,3\n")
    assert rows == [
        BadRow("", "the row has 1 cells, the header has 2"),
        BadRow("", "the row has 3 cells, the header has 2"),
        ["C", "3"],
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"MZ\x90\x00" + b"\x00" * 100, "a Windows program"),
        (b"\x7fELF" + b"\x00" * 100, "a Linux program"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "protected by a password"),
        (b"name\nA\x00B\n", "NUL character"),
        (b"PAR1" + b"x" * 50, "cut off"),
        (b"PAR1" + b"x" * 50 + b"PAR1", "cannot be read"),
        (b"PK\x03\x04" + b"x" * 50, "damaged"),
        (b"\n\n\n", "no header"),
        (gzip.compress(b"MZ\x90\x00", mtime=0), "a Windows program"),
        (gzip.compress(gzip.compress(b"name\n", mtime=0), mtime=0), "another packed file"),
        (gzip.compress(b"name\nA\n" * 100, mtime=0)[:-9], "damaged"),
        (gzip.compress(b"name\n" + b"A\n" * 200_000, mtime=0), "more than 200000 bytes"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, reason):
    assert reason in refusal(tmp_path / "customers.csv", content)


def test_gzip(tmp_path):
    assert read(tmp_path / "a", gzip.compress(b"name\nA\n"))[1] == [["A"]]


def test_json_lines(tmp_path):
    lines = [
        {"name": "A", "aliases": ["B", "C"], "born": 1970},
        {"name": None, "vip": True},
        {"name": {"first": "A"}},
        ["A"],
    ]
    table, rows = read(tmp_path / "a", "\n".join(map(json.dumps, lines)) + '\n{"name": "A", "name": "B"}\nnonsense\n')
    assert table.headers == ("name", "aliases", "born", "vip")
    assert rows[:2] == [["A", "B|C", "1970", None], [None, None, None, "true"]]
    reasons = [row.reason for row in rows[2:]]
    assert reasons[0] == "expected a text, a number or an array of texts, got dict"
    assert reasons[1] == "the line is not a JSON object"
    assert "more than once" in reasons[2]
    assert "not JSON" in reasons[3]


def test_parquet(tmp_path):
    table = pa.table({"name": ["A", None], "born": pa.array([1, 2], pa.date32()), "aliases": [["B", "C"], []]})
    pq.write_table(table, tmp_path / "a")
    assert read(tmp_path / "a")[1] == [["A", "1970-01-02", "B|C"], [None, "1970-01-03", ""]]
    pq.write_table(pa.table({"name": [{"first": "A"}]}), tmp_path / "b")
    assert "column 'name' holds struct" in refusal(tmp_path / "b")


def workbook(path, sheets):
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_workbook(tmp_path):
    path = workbook(tmp_path / "a", {"Customers": [["name", "born"], ["李雷", 19700102], ["B", ""]], "Empty": []})
    table, rows = read(path)
    assert table.details == {"sheet": "Customers"}
    assert rows == [["李雷", "19700102"], ["B", None]]
    assert "there is no sheet 'X'" in refusal(path, sheet="X")
    both = workbook(tmp_path / "b", {"One": [["name"]], "Two": [["name"]]})
    assert "several sheets" in refusal(both)
    assert read(both, sheet="Two")[0].details == {"sheet": "Two"}


def test_a_workbook_that_unpacks_to_too_much(tmp_path):
    path = workbook(tmp_path / "a", {"S": [["name"], *([str(n) * 5] for n in range(20_000))]})
    assert "more than 200000 bytes" in refusal(path)


def test_the_directory_of_a_workbook_may_lie(tmp_path):
    path = workbook(tmp_path / "a", {"S": [["name"], *([str(n) * 5] for n in range(20_000))]})
    content = bytearray(path.read_bytes())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:  # the unpacked size in each entry of the directory
        content[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at += 4
    path.write_bytes(content)
    assert "more than 200000 bytes" in refusal(path)


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
