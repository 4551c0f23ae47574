"""How far sheets reach: every way to place a cell far out, and every way to hold much text in few bytes."""

import re
from pathlib import Path

import pytest

from service.tabular.archive import checked_archive
from service.tabular.errors import TableError, TableTooLarge
from service.tabular.limits import Limits
from tests.tabular.workbooks import write_raw_xlsx

A1 = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "1048576 rows by 16384 columns"),
        ("<row r='1048576'><c r='xfd1048576'><v>1</v></c></row>", "1048576 rows by 16384 columns"),
        ('<row r="1048576"><c r="BI1048576"><v>1</v></c></row>', "1048576 rows by 61 columns"),
        (
            '<row r="1"><c r="BI1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
            "1048576 rows by 61 columns",
        ),
        ('<row r="1"><c r="BI1048576"><is><t>x</t></is></c></row>', "1048576 rows by 61 columns"),
        ('<x:row xmlns:x="u" r="1048576"><x:c\n r = "XFD9"><x:v/></x:c></x:row>', "9 rows by 16384 columns"),
        ('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', "1 rows by 18278 columns"),
        ('<row r="1048576"></row><row><c><v>1</v></c></row>', "1048577 rows by 1 columns"),
    ],
)
def test_a_far_cell_is_refused_however_it_is_written(tmp_path: Path, rows: str, found: str) -> None:
    limits = Limits(sheet_cells=100_000) if found.startswith("9 ") else Limits()
    with pytest.raises(TableTooLarge, match=f"xl/worksheets/sheet1.xml: expected at most .* there are {found}; save"):
        checked_archive(write_raw_xlsx(tmp_path / "a", [A1 + rows]), limits)


@pytest.mark.parametrize("reference", ["AAAAAAA1", "A99999999999", "A0", "7", "", "&#66;1;", "-1", "Ａ1"])
def test_what_is_no_reference_is_refused(tmp_path: Path, reference: str) -> None:
    with pytest.raises(TableError, match="a reference of a cell such as B7"):
        checked_archive(write_raw_xlsx(tmp_path / "a", [f'<row r="1"><c r="{reference}"><v>1</v></c></row>']), Limits())


def test_a_cell_in_a_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="a cell that holds <c>"):
        checked_archive(write_raw_xlsx(tmp_path / "a", ['<row><c r="A1"><c r="XFD9"/><v>1</v></c></row>']), Limits())


def test_formats_without_a_value_take_no_room(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>'
    assert checked_archive(write_raw_xlsx(tmp_path / "a", [A1 + far]), Limits())


def test_the_cells_of_all_sheets_count(tmp_path: Path) -> None:
    sheet = '<row r="60"><c r="J60"><v>1</v></c></row>'
    assert checked_archive(write_raw_xlsx(tmp_path / "a", [sheet]), Limits(sheet_cells=1_000))
    with pytest.raises(TableTooLarge, match=re.escape("sheet2.xml: expected at most 1000 cells in all sheets")):
        checked_archive(write_raw_xlsx(tmp_path / "a", [sheet, sheet]), Limits(sheet_cells=1_000))


@pytest.mark.parametrize("reference", ["1", "<!-- -->1", "0<!-- -->1", "&#49;"])
def test_one_long_text_for_many_cells_is_refused(tmp_path: Path, reference: str) -> None:
    cell = f'<c t="s"><v>{reference}</v></c>'
    path = write_raw_xlsx(tmp_path / "a", [f"<row>{cell * 300}</row>"], ["short", "x" * 30_000])
    assert path.stat().st_size < 3_000
    with pytest.raises(TableTooLarge, match="expected at most 5000000 characters in all cells, got 9000000"):
        checked_archive(path, Limits(workbook_bytes=5_000_000))
    assert checked_archive(path, Limits(workbook_bytes=9_000_000))
