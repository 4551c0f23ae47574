"""XLSX. The archive is unpacked once, up to a limit, before the workbook is given to the library that reads it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from service.bulk.columns import unique_headers
from service.bulk.errors import BadFile
from service.bulk.limits import Limits
from service.bulk.reading.table import BadRow, Row, Table

_PART = 256 * 1024
_MOST_ENTRIES = 10_000
_LOCAL_HEADER = 30


def check_archive(path: Path, limits: Limits) -> None:
    """Raise BadFile unless this is a workbook that unpacks within the limit, whatever its directory says."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES:
                raise BadFile(f"the workbook holds {len(entries)} parts; at most {_MOST_ENTRIES} are read")
            if any(entry.flag_bits & 1 for entry in entries):
                raise BadFile("the archive is protected by a password; save the workbook without one")
            if "xl/workbook.xml" not in archive.namelist():
                raise BadFile("this is a ZIP archive, but not an XLSX workbook; send the files in it one by one")
        left = limits.workbook_bytes
        with path.open("rb") as file:
            for entry in entries:
                left -= _unpacked_size(file, entry, left)
                if left < 0:
                    raise BadFile(
                        f"unpacked, the workbook has more than {limits.workbook_bytes} bytes, which is the limit; "
                        "save it as CSV, which is read without one"
                    )
    except (zipfile.BadZipFile, zlib.error, OSError) as error:
        raise BadFile(f"the workbook is damaged: {error}") from None


def _unpacked_size(file: BinaryIO, entry: zipfile.ZipInfo, limit: int) -> int:
    """How many bytes an entry really unpacks to; counting stops beyond the limit. The directory may lie."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return entry.compress_size
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise BadFile("the workbook is packed in a way that spreadsheets do not use")
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER)
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    unpack, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while not unpack.eof and size <= limit:
        content = unpack.unconsumed_tail or file.read(_PART)
        if not content:
            raise zlib.error(f"{entry.filename} is cut off")
        size += len(unpack.decompress(content, _PART))
    return size


def read_workbook(path: Path, sheet: str | None, limits: Limits) -> Table:
    """The table in one sheet, by default the only one that is not empty. Raises BadFile."""
    check_archive(path, limits)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        name, found = _choose(workbook, sheet)
    except CalamineError as error:
        raise BadFile(f"the workbook cannot be read: {error}") from None
    if found.width > limits.columns:
        raise BadFile(f"the sheet has {found.width} columns; at most {limits.columns} are read")
    rows = (row for row in found.iter_rows() if any(cell != "" for cell in row))
    header = next(rows, None)
    if header is None:
        raise BadFile(f"the sheet {name!r} is empty; its first row has to name the columns")
    return Table("xlsx", {"sheet": name}, unique_headers([str(cell) for cell in header]), _rows(rows, header))


def _choose(workbook: CalamineWorkbook, wanted: str | None) -> tuple[str, Any]:
    names = workbook.sheet_names
    if wanted is not None:
        if wanted not in names:
            raise BadFile(f"there is no sheet {wanted!r}; the workbook has {', '.join(map(repr, names))}")
        return wanted, workbook.get_sheet_by_name(wanted)
    sheets = [(name, workbook.get_sheet_by_name(name)) for name in names]
    filled = [(name, one) for name, one in sheets if one.height]
    if len(filled) == 1:
        return filled[0]
    if not filled:
        raise BadFile("every sheet of the workbook is empty")
    raise BadFile(f"several sheets have content; say which (sheet=NAME): {', '.join(name for name, _ in filled)}")


def _rows(rows: Iterator[Sequence[Any]], header: Sequence[Any]) -> Iterator[Row]:
    for row in rows:
        try:
            yield [_text(cell) for cell in row]
        except ValueError as error:
            yield BadRow("", str(error))


def _text(cell: Any) -> str | None:
    """A cell as it reads: whole numbers without a point, days without a time."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    raise ValueError(f"a cell holds {type(cell).__name__}, which is not read")
