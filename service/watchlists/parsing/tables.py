"""Rows with headings, from workbooks (xls, xlsx) and delimited text alike.

Columns are found by heading and never by position: publishers add, drop and reorder them. `service.tabular` reads and
checks the files; what it refuses is a ListError here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from python_calamine import CalamineWorkbook

from service.tabular.delimited import read_lines
from service.tabular.errors import TableError, TableTooLarge
from service.tabular.limits import Limits
from service.tabular.workbook import open_workbook, sheet_of
from service.watchlists.errors import HostileFileError, UnreadableFileError
from service.watchlists.parsing.field_counts import count_cells
from service.watchlists.parsing.text import clean, heading_key, one_line

LIMITS = Limits(unpacked_bytes=256 * 1024**2, workbook_bytes=512 * 1024**2)
HEADING_ROWS = 12

Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or one delimited file: its name and its rows from the first on."""

    name: str
    rows: Sequence[Cells]


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a table and where each stands; the same heading may stand in several places."""

    names: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, names: Sequence[str]) -> Headings:
        """Index the headings by `heading_key`."""
        places: dict[str, tuple[int, ...]] = {}
        for place, name in enumerate(names):
            places[heading_key(name)] = (*places.get(heading_key(name), ()), place)
        return cls(tuple(names), places)


@dataclass(frozen=True, slots=True)
class Row:
    """One row under headings. Columns with the same heading are all kept."""

    line: int
    headings: Headings
    values: Cells

    @property
    def cells(self) -> Iterator[tuple[str, str, object]]:
        """Key, heading and cell of each column; a cell beyond the last heading gets `column N`."""
        for place, value in enumerate(self.values):
            known = place < len(self.headings.names)
            name = self.headings.names[place] if known else f"column {place + 1}"
            yield heading_key(name), name, value

    def raw(self, *headings: str) -> object:
        """The first non-empty cell under any of these headings as the file has it, or None."""
        return next((cell for cell in self._under(headings) if clean(cell)), None)

    def text(self, *headings: str) -> str:
        """The same as clean text."""
        return clean(self.raw(*headings))

    def all(self, *headings: str) -> list[str]:
        """Every non-empty cell under these headings, in the order of the headings."""
        return [text for text in map(clean, self._under(headings)) if text]

    def rest(self, known: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """What stands under headings that the reader does not know: kept as facts, so that nothing is lost."""
        skip = {heading_key(heading) for heading in known}
        pairs = ((heading, clean(cell)) for key, heading, cell in self.cells if key not in skip)
        return tuple((one_line(heading), text) for heading, text in pairs if heading and text)

    @property
    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(map(clean, self.values))

    def _under(self, headings: tuple[str, ...]) -> Iterator[object]:
        for heading in headings:
            for place in self.headings.places.get(heading_key(heading), ()):
                if place < len(self.values):
                    yield self.values[place]


def workbook_sheets(path: Path, limit: int | None = None) -> Iterator[Sheet]:
    """The sheets of an xls or xlsx file, whatever its name says. Raises UnreadableFileError or HostileFileError."""
    with _list_error(path):
        state = path.stat()
        key = (path, state.st_mtime_ns, state.st_size)
        for name in _workbook(*key).sheet_names[:limit]:
            yield _sheet(*key, name)


def forget_workbooks() -> None:
    """Give back the memory of workbooks, which are kept while one list is recognised, read and dated."""
    _workbook.cache_clear()
    _sheet.cache_clear()


@lru_cache(maxsize=2)
def _workbook(path: Path, modified: int, size: int) -> CalamineWorkbook:
    return open_workbook(path, LIMITS)


@lru_cache(maxsize=64)
def _sheet(path: Path, modified: int, size: int, name: str) -> Sheet:
    return Sheet(name, sheet_of(_workbook(path, modified, size), name).to_python(skip_empty_area=False))


def text_sheet(path: Path, *, encodings: Sequence[str] = ("utf-8",), delimiter: str | None = None) -> Sheet:
    """A delimited text file as one sheet, in the first encoding that fits. Raises as `workbook_sheets` does."""
    with _list_error(path):
        return Sheet(path.stem, read_lines(path, encodings, delimiter, LIMITS))


@contextmanager
def _list_error(path: Path) -> Iterator[None]:
    try:
        yield
    except TableError as error:
        kind = HostileFileError if isinstance(error, TableTooLarge) else UnreadableFileError
        raise kind(path.name, error.where, error.expected, error.got) from error
    except OSError as error:
        raise UnreadableFileError(path.name, "", "a readable file", error.strerror or str(error)) from error


def table(sheet: Sheet, *needed: str) -> Iterator[Row] | None:
    """The rows below the heading row, which is the first row that has all `needed` headings; None when there is none.

    Wholly empty rows are left out; the line is that of the file.
    """
    keys = {heading_key(heading) for heading in needed}
    for number, cells in enumerate(sheet.rows[:HEADING_ROWS]):
        headings = Headings.of([clean(cell) for cell in cells])
        if keys <= headings.places.keys():
            count_cells(headings.names, sheet.rows[number + 1 :])
            rows = (Row(place + 1, headings, sheet.rows[place]) for place in range(number + 1, len(sheet.rows)))
            return (row for row in rows if not row.empty)
    return None
