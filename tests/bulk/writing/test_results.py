"""Results in every format: every row once, in order, formulas harmless, the same bytes each time."""

import re
import zipfile

import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from service.bulk.writing import results
from service.common.spreadsheets import harmless_text
from service.worker.bulk.export import export
from tests.bulk.writing.conftest import NASTY
from tests.bulk.writing.results import cells


@pytest.mark.parametrize("name", results.WRITERS)
def test_every_format_has_every_row_in_order_and_the_thirteen_columns(record, tmp_path, name):
    path = tmp_path / "result"
    export(record, name, path)
    rows = cells(path, name)
    assert len(rows) == 11
    assert list(rows[0]) == [
        *("name", "note", "input_decision", "decision", "top_score", "hits", "top_entity_id", "top_name"),
        *("top_watchlist", "reason", "screening_id", "error", "warnings", "hits_total", "truncated", "suppressed_hits"),
    ]
    assert [row["screening_id"].rpartition("-")[2] for row in rows] == [str(n) for n in range(1, 12)]
    assert {row["input_decision"] for row in rows} == {"mine"}
    assert rows[8]["note"] == 'a "quoted", cell'
    assert rows[10]["note"] == "李雷"
    assert float(rows[0]["top_score"]) > 0.9


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_formulas_are_made_harmless_where_spreadsheets_read_them(record, tmp_path, name):
    export(record, name, tmp_path / "result")
    notes = [row["note"] for row in cells(tmp_path / "result", name)]
    assert notes[: len(NASTY)] == [f"'{text}" for text in NASTY]
    assert notes[len(NASTY)] == "plain"


def test_headers_are_made_harmless_too(tmp_path):
    schema = pa.schema([pa.field("=cmd", pa.string())])
    results.write_table("csv", schema, iter([pa.RecordBatch.from_pydict({"=cmd": ["a"]})]), tmp_path / "r")
    assert (tmp_path / "r").read_text().splitlines()[0] == '"\'=cmd"'
    assert harmless_text("plain") == "plain"


@pytest.mark.parametrize("name", results.WRITERS)
def test_the_same_rows_give_the_same_bytes(record, tmp_path, name):
    for copy in ("one", "two"):
        export(record, name, tmp_path / copy)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "_SHEET_ROWS", 2)
    batch = pa.RecordBatch.from_pydict({"a": ["1", "2", "3", None]})
    results.write_table("xlsx", batch.schema, iter([batch]), tmp_path / "r.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "r.xlsx"))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert sheets[0] == [["a"], ["1"], ["2"]]
    assert sheets[1][:2] == [["a"], ["3"]]


def test_a_sheet_has_a_name_filters_widths_and_colours(tmp_path):
    batch = pa.RecordBatch.from_pydict({"name": ["A", "B"], "decision": ["block", "clear"]})
    results.write_table("xlsx", batch.schema, iter([batch]), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as parts:
        book, sheet, styles = (
            parts.read(f"xl/{name}.xml").decode() for name in ("workbook", "worksheets/sheet1", "styles")
        )
    assert 'name="Screening"' in book
    assert '<autoFilter ref="A1:B3"/>' in sheet
    assert sheet.count("<col ") == 2
    assert 'state="frozen"' in sheet
    assert "FFFBE6E5" in styles
    assert re.findall(r'<c r="B2" s="\d"', sheet) != re.findall(r'<c r="B3" s="\d"', sheet)
