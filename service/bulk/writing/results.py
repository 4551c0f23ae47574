"""The four formats of a result. Every input row stands in it exactly once, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import xlsxwriter
from pydantic_core import to_json

from service.bulk.chunks import written_whole
from service.bulk.writing.rows import harmless

_SHEET_ROWS = 1_048_575
"""Rows of a sheet below its header."""

Batches = Iterator[pa.RecordBatch]


def write_table(name: str, schema: pa.Schema, batches: Batches, path: Path) -> None:
    """Write rows in the format of that name; the file is there whole or not at all."""
    with written_whole(path) as aside:
        WRITERS[name](schema, batches, aside)


def _csv(schema: pa.Schema, batches: Batches, path: Path) -> None:
    first = harmless(pa.RecordBatch.from_pylist([], schema=schema))
    options = pa.csv.WriteOptions(quoting_style="needed")
    with pa.csv.CSVWriter(str(path), first.schema, write_options=options) as writer:
        for batch in batches:
            writer.write_batch(harmless(batch))


def _json_lines(schema: pa.Schema, batches: Batches, path: Path) -> None:
    with path.open("wb") as file:
        for batch in batches:
            file.write(b"".join(to_json(row) + b"\n" for row in batch.to_pylist()))


def _parquet(schema: pa.Schema, batches: Batches, path: Path) -> None:
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


def _xlsx(schema: pa.Schema, batches: Batches, path: Path) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    header = harmless(pa.RecordBatch.from_pylist([], schema=schema)).schema.names
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime(2014, 8, 5, tzinfo=UTC)})  # the same rows give the same bytes
        sheet, at = None, _SHEET_ROWS
        for batch in batches:
            for row in zip(*(column.to_pylist() for column in harmless(batch).columns), strict=True):
                if sheet is None or at == _SHEET_ROWS:
                    sheet, at = _new_sheet(book, header), 0
                at += 1
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(at, place, cell)
                    elif cell is not None:
                        sheet.write_number(at, place, cell)
        if sheet is None:
            _new_sheet(book, header)


def _new_sheet(book: xlsxwriter.Workbook, header: list[str]) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(header):
        sheet.write_string(0, place, name)
    return sheet


WRITERS: dict[str, Callable[[pa.Schema, Batches, Path], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonl": _json_lines,
    "parquet": _parquet,
}
