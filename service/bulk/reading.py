"""From a path to a table, and which errors of reading are the file's: `service.tabular` does the reading."""

from __future__ import annotations

import itertools
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from service.bulk.columns import Layout, count_known, lay_out
from service.bulk.errors import BadFile
from service.bulk.options import ReadOptions
from service.tabular.archive import check_archive
from service.tabular.delimited import read_delimited
from service.tabular.errors import TableError
from service.tabular.file_type import file_type
from service.tabular.json_lines import looks_like_json, read_json_lines
from service.tabular.limits import Limits
from service.tabular.table import Table
from service.tabular.text import open_text
from service.tabular.workbook import read_workbook

_GLANCE_CHARACTERS = 256
_GLANCE_ROWS = 100
_HEAD_BYTES = 64 * 1024
_MOST_UNPACKED = 4 * 1024**2
_SHEET_HEAD_BYTES = 4096
_FIRST_SHEET = "xl/worksheets/sheet1.xml"
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}([0-9]{1,7})"')


@contextmanager
def open_table(path: Path, options: ReadOptions, limits: Limits) -> Iterator[Table]:
    """The table in a file, of any format that is read. Raises BadFile, here or while its rows are taken."""
    with _bad_file():
        found = file_type(path)
        if found == "xlsx":
            yield read_workbook(path, options.sheet, limits, count_known)
        elif found == "parquet":
            from service.tabular.parquet import read_parquet  # its library takes long to load

            yield read_parquet(path, limits)
        else:
            with _opened_text(path, options, limits, packed=found == "gzip") as table:
                yield table


@contextmanager
def _bad_file() -> Iterator[None]:
    try:
        yield
    except TableError as error:
        raise BadFile(str(error)) from None


@contextmanager
def _opened_text(path: Path, options: ReadOptions, limits: Limits, *, packed: bool) -> Iterator[Table]:
    unpacked = limits.unpacked_bytes
    with open_text(path, packed=packed, encoding=options.encoding, limit=unpacked, errors="replace") as (stream, _):
        is_json = looks_like_json(stream.read(_GLANCE_CHARACTERS))
    with open_text(path, packed=packed, encoding=options.encoding, limit=unpacked) as (stream, encoding):
        if is_json:
            yield read_json_lines(stream, encoding, limits)
        else:
            yield read_delimited(stream, encoding, options.delimiter, limits, count_known)


def inspect(path: Path, options: ReadOptions, limits: Limits) -> dict[str, Any] | None:
    """Refuse quickly what can be refused quickly, and say what the columns are taken for where that takes no more than
    a glance. None for a workbook or a Parquet file, which take longer to open. Raises BadFile."""
    with _bad_file():
        found = file_type(path)
        if found == "xlsx":
            check_archive(path, limits)
    if found in ("xlsx", "parquet"):
        return None
    with open_table(path, options, limits) as table:
        layout = lay_out(table.headers, options.columns)
        for _ in itertools.islice(table.rows, _GLANCE_ROWS):
            pass
    return shape_of(table, layout)


def rows_expected(path: Path) -> int | None:
    """How many rows a file has, as its beginning and its size tell: from the lines of text, packed or not, and from
    what a workbook says of its first sheet. None where that tells nothing. For a bar of progress only: nothing that is
    read or refused rests on it."""
    size, head = path.stat().st_size, _head(path)
    match file_type(path):
        case "xlsx":
            return _rows_stated(path)
        case "gzip":
            # What comes out is bounded, whatever the file claims.
            head, used = _unpacked(head), len(head)
        case "text":
            used = len(head)
        case _:
            return None
    lines = head.count(b"\n") or head.count(b"\r")
    return max(1, round(lines * size / used) - 1) if lines else None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _unpacked(head: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _MOST_UNPACKED)
    return b""


def _rows_stated(path: Path) -> int | None:
    with suppress(KeyError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError):
        with zipfile.ZipFile(path) as archive, archive.open(_FIRST_SHEET) as sheet:
            found = _DIMENSION.search(sheet.read(_SHEET_HEAD_BYTES))
        return None if found is None else max(1, int(found[1]) - 1)
    return None


def shape_of(table: Table, layout: Layout) -> dict[str, Any]:
    """What a file was taken for, as it is shown back."""
    return {"format": table.format, "details": table.details, "columns": layout.describe()}
