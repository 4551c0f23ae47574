"""XLSX, and for lists XLS: the library that reads them sees only what was checked before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from service.tabular.archive import checked_archive
from service.tabular.errors import TableError, TableTooLarge
from service.tabular.extent import WorkbookExtent
from service.tabular.file_type import is_old_workbook
from service.tabular.limits import Limits
from service.tabular.old_workbook import checked_old_workbook
from service.tabular.table import BadRow, Row, Table, unique_headers, with_header_first


def open_workbook(path: Path, limits: Limits, extent: WorkbookExtent | None = None) -> CalamineWorkbook:
    """A checked XLSX or XLS, whatever its name says; of an XLSX `extent` is what its cells are. Raises TableError."""
    with path.open("rb") as file:
        is_old = is_old_workbook(file.read(8))
    content = checked_old_workbook(path, limits) if is_old else checked_archive(path, limits, extent)
    try:
        return CalamineWorkbook.from_filelike(content)
    except CalamineError as error:
        raise TableError("an XLSX or XLS workbook", f"one that cannot be read ({error})") from None


def sheet_of(workbook: CalamineWorkbook, name: str) -> Any:
    """One sheet of a checked workbook. Raises TableError."""
    try:
        return workbook.get_sheet_by_name(name)
    except CalamineError as error:
        raise TableError("a sheet", f"one that cannot be read ({error})", where=f"sheet {name!r}") from None


def read_workbook(
    path: Path, sheet: str | None, limits: Limits, known: Callable[[Sequence[str]], int] = lambda headers: 0
) -> Table:
    """The table in one sheet, by default the only one that is not empty. Raises TableError."""
    extent = WorkbookExtent()
    name, found = _choose(open_workbook(path, limits, extent), sheet)
    if found.width > limits.columns:
        raise TableTooLarge(f"at most {limits.columns} columns", f"{found.width} of them", where=f"sheet {name!r}")
    rows = (row for row in _with_errors(found, extent.errors_on(name)) if any(cell != "" for cell in row))
    header = next(rows, None)
    if header is None:
        raise TableError("a first row that names the columns", "an empty sheet", where=f"sheet {name!r}")
    whole = with_header_first(header, rows, lambda cells: known([str(cell) for cell in cells]))
    return Table("xlsx", {"sheet": name}, unique_headers([str(cell) for cell in header]), _rows(whole))


def _with_errors(sheet: Any, errors: Mapping[tuple[int, int], str]) -> Iterator[Sequence[Any]]:
    """The rows of a sheet, with what stands in cells of which the formula failed: the library gives nothing for them,
    so that a row of a name that failed would be gone."""
    first = sheet.start[1] if errors and sheet.start else 0
    failed: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        failed.setdefault(row, []).append((column - first, text))
    for number, cells in enumerate(sheet.iter_rows()):
        if number in failed:
            cells = [*cells]
            for place, text in failed[number]:
                cells[place] = text
        yield cells


def _choose(workbook: CalamineWorkbook, wanted: str | None) -> tuple[str, Any]:
    names = workbook.sheet_names
    if wanted is not None:
        if wanted not in names:
            raise TableError(f"one of the sheets {', '.join(map(repr, names))}", repr(wanted))
        return wanted, sheet_of(workbook, wanted)
    filled = [(name, one) for name in names if (one := sheet_of(workbook, name)).height]
    if len(filled) == 1:
        return filled[0]
    if not filled:
        raise TableError("a sheet with content", "a workbook of empty sheets")
    several = ", ".join(name for name, _ in filled)
    raise TableError("one sheet with content", f"several: {several}", advice="say which (sheet=NAME)")


def _rows(rows: Iterator[Sequence[Any]]) -> Iterator[Row]:
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
