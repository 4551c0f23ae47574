"""XLSX: sheets, cells and sizes."""

import xlsxwriter

from tests.tabular.reading import read, refusal


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
    assert "one of the sheets 'Customers', 'Empty', got 'X'" in refusal(path, sheet="X")
    both = workbook(tmp_path / "b", {"One": [["name"]], "Two": [["name"]]})
    assert "several: One, Two" in refusal(both)
    assert read(both, sheet="Two")[0].details == {"sheet": "Two"}


def test_a_workbook_that_unpacks_to_too_much(tmp_path):
    path = workbook(tmp_path / "a", {"S": [["name"], *([str(n) * 5] for n in range(20_000))]})
    assert "at most 200000 unpacked bytes" in refusal(path)


def test_the_directory_of_a_workbook_may_lie(tmp_path):
    path = workbook(tmp_path / "a", {"S": [["name"], *([str(n) * 5] for n in range(20_000))]})
    content = bytearray(path.read_bytes())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:  # the unpacked size in each entry of the directory
        content[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at += 4
    path.write_bytes(content)
    assert "damaged" in refusal(path)
