"""XLSX: sheets, cells and sizes."""

import xlsxwriter

from tests.tabular.reading import read, refusal
from tests.tabular.workbooks import write_raw_xlsx


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


def test_cells_of_which_the_formula_failed_say_so_wherever_they_stand(tmp_path):
    path = tmp_path / "a"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Other").hide()
        sheet = book.add_worksheet("Customers")
        sheet.write_row(2, 1, ["name", "born", "note"])
        sheet.write_formula(3, 1, "=#REF!", None, "#REF!")
        sheet.write_row(4, 1, ["Testa Testova", 1970])
        sheet.write_formula(4, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(5, 3, "=NA()", None, "#N/A")
    _, rows = read(path, sheet="Customers")
    assert rows == [["#REF!", None, None], ["Testa Testova", "1970", "#DIV/0!"], [None, None, "#N/A"]]


def test_a_formula_that_nobody_has_worked_out_is_no_empty_cell(tmp_path):
    cells = '<c r="A2"><f>B2</f></c><c r="B2"><f>C2</f><v></v></c><c r="C2"><f>1+1</f><v>2</v></c>'
    empty = '<c r="A3" t="str"><f>""</f><v></v></c><c r="B3"><v>7</v></c>'
    header = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    path = write_raw_xlsx(tmp_path / "a", [f'{header}<row r="2">{cells}</row><row r="3">{empty}</row>'], ["name"])
    assert read(path)[1] == [["#NOT_CALCULATED!", "#NOT_CALCULATED!", "2"], [None, "7", None]]
