"""The four formats of a result. Every input row stands in it exactly once, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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

_SHEET_NAME = "Screening"
_COLOURS = {
    "clear": ("#E2F2E8", "#1C6240"),
    "review": ("#FDF0D5", "#7A4B00"),
    "block": ("#FBE6E5", "#A3202A"),
    "rejected": ("#ECEAE4", "#1D2433"),
}
"""Of each decision: ground and letters, as on the desk."""
_NARROWEST, _WIDEST = 10, 40
_WIDTHS = {"decision": 12, "top_name": 32, "top_entity_id": 30, "reason": 70, "error": 40, "screening_id": 38}
"""In characters, of columns whose first cell tells little."""

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
        look = _Look(book, header)
        sheet, at = None, _SHEET_ROWS
        for batch in batches:
            for row in zip(*(column.to_pylist() for column in harmless(batch).columns), strict=True):
                if sheet is None or at == _SHEET_ROWS:
                    look.finish(sheet, at)
                    sheet, at = look.new_sheet(row), 0
                at += 1
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(at, place, cell, look.of(place, cell))
                    elif cell is not None:
                        sheet.write_number(at, place, cell)
        if sheet is None:
            sheet, at = look.new_sheet(()), 0
        look.finish(sheet, at)


class _Look:
    """Sheets that can be read as they are: a name, a header that stays, filters, widths, a colour for each decision."""

    def __init__(self, book: xlsxwriter.Workbook, header: Sequence[str]) -> None:
        self._book, self._header = book, header
        self._head = book.add_format({"bold": True, "bg_color": "#23304A", "font_color": "#FFFFFF", "valign": "top"})
        self._formats = {
            decision: book.add_format({"bg_color": ground, "font_color": ink})
            for decision, (ground, ink) in _COLOURS.items()
        }
        self._decision = header.index("decision") if "decision" in header else None

    def of(self, place: int, cell: str) -> xlsxwriter.format.Format | None:
        """How a cell is shown."""
        return self._formats.get(cell) if place == self._decision else None

    def new_sheet(self, first_row: Sequence[object]) -> xlsxwriter.worksheet.Worksheet:
        """A sheet with a header. Widths are set before the rows, as these are written to the disk at once: a column is
        as wide as its header and its first cell, within limits, or as its kind needs."""
        number = len(self._book.worksheets())
        sheet = self._book.add_worksheet(_SHEET_NAME if number == 0 else f"{_SHEET_NAME} {number + 1}")
        sheet.freeze_panes(1, 0)
        cells = list(first_row) or [None] * len(self._header)
        for place, (name, cell) in enumerate(zip(self._header, cells, strict=True)):
            wanted = max(len(name) + 4, len(str(cell or "")) + 2)
            sheet.set_column(place, place, _WIDTHS.get(name, min(max(wanted, _NARROWEST), _WIDEST)))
            sheet.write_string(0, place, name, self._head)
        return sheet

    def finish(self, sheet: xlsxwriter.worksheet.Worksheet | None, rows: int) -> None:
        """Filters over all rows of a sheet."""
        if sheet is not None:
            sheet.autofilter(0, 0, rows, len(self._header) - 1)


WRITERS: dict[str, Callable[[pa.Schema, Batches, Path], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonl": _json_lines,
    "parquet": _parquet,
}
