"""From a path to a table, and which errors of reading are the file's: `service.tabular` does the reading."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def open_table(path: Path, options: ReadOptions, limits: Limits) -> Iterator[Table]:
    """The table in a file, of any format that is read. Raises BadFile, here or while its rows are taken."""
    with _bad_file():
        found = file_type(path)
        if found == "xlsx":
            yield read_workbook(path, options.sheet, limits)
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


def shape_of(table: Table, layout: Layout) -> dict[str, Any]:
    """What a file was taken for, as it is shown back."""
    return {"format": table.format, "details": table.details, "columns": layout.describe()}
