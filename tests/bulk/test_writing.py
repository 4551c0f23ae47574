"""Results and hits in every format: every row once, in order, formulas harmless, the same bytes each time."""

import csv
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from service.bulk.batch_screening import own_names
from service.bulk.writing import results
from service.bulk.writing.rows import harmless_text
from service.worker.bulk.export import export, export_hits

NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")']
FILE = "name,note,decision\n" + "".join(
    ",".join('"' + cell.replace('"', '""') + '"' for cell in ("Sergei Aksenov", note, "mine")) + "\n"
    for note in [*NASTY, "plain", 'a "quoted", cell', "two\nlines", "李雷"]
)


@pytest.fixture
def record(bench):
    job = bench.done(bench.submit(FILE)[0])
    return bench.job_service.folder(job.id).result


def cells(path, name):
    if name == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    if name == "xlsx":
        header, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        return [dict(zip(header, row, strict=True)) for row in rows]
    if name == "jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return pq.read_table(path).to_pylist()


@pytest.mark.parametrize("name", results.WRITERS)
def test_every_format_has_every_row_in_order_and_the_twelve_columns(record, tmp_path, name):
    path = tmp_path / "result"
    export(record, name, path)
    rows = cells(path, name)
    assert len(rows) == 11
    assert list(rows[0]) == [
        *("name", "note", "input_decision", "decision", "top_score", "hits", "top_entity_id", "top_name"),
        *("top_watchlist", "reason", "screening_id", "error", "warnings", "hits_total", "truncated"),
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


def test_hits_carry_their_provenance(record, tmp_path):
    export_hits(record, tmp_path / "hits.csv", "csv")
    rows = cells(tmp_path / "hits.csv", "csv")
    assert [row["row"] for row in rows] == [str(n) for n in range(1, 12)]
    assert rows[0]["of"] == "party"
    assert rows[0]["legal_basis"] == "MOFA Notice No. 267 of 2014"
    assert rows[0]["measures"] == "asset_freeze"
    assert len(rows[0]["edition_sha256"]) == 64


def test_goods_are_hits_by_measure(bench, tmp_path):
    job = bench.done(bench.submit("goods,origin,origin_country\nwine,г. Севастополь,RU\nwine,Bordeaux,FR\n")[0])
    record = bench.job_service.folder(job.id).result
    export_hits(record, tmp_path / "hits.csv", "csv")
    rows = cells(tmp_path / "hits.csv", "csv")
    assert {(row["row"], row["of"]) for row in rows} == {("1", "goods")}
    assert {row["entity_id"] for row in rows if row["type"] == "territory"} == {"sevastopol"}
    assert "UA-RU-all" in {row["entity_id"] for row in rows if row["type"] == "measure"}
    assert "JP" in {row["programme"] for row in rows}
    first = pq.read_table(record).to_pylist()[0]
    assert (first["decision"], first["top_name"], first["hits"]) == ("block", "Sevastopol", 0)


def test_the_summary_adds_up_and_escapes(bench):
    job = bench.done(bench.submit(FILE + "A\n", name="<script>.csv")[0])
    page = bench.job_service.folder(job.id).summary.read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;.csv" in page
    assert job.result_sha256 in page
    assert page.count("<svg") == 2
    assert "http" not in page


def test_columns_of_the_file_never_collide_with_those_of_the_result():
    headers = ["decision", "input_decision", "hits", "a"]
    assert own_names(headers) == ["input_input_decision", "input_decision", "input_hits", "a"]
