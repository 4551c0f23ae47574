"""Rows with headings, from workbooks (xls, xlsx) and delimited text alike.

Columns are found by heading and never by position: publishers add, drop and reorder them. Files from outside are
checked before the workbook library sees them, because a small ZIP can hold gigabytes and one far cell can ask for
a table of 17 thousand million.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from service.watchlists.errors import HostileFileError, ListError, UnreadableFileError
from service.watchlists.parsing.text import clean, one_line

MAX_UNPACKED = 512 * 1024 * 1024
MAX_FILE = 256 * 1024 * 1024
MAX_CELLS = 8_000_000
HEADING_ROWS = 12

Cells = Sequence[object]

_CELL = re.compile(rb'<c[^>]{0,80}? r="([A-Z]{1,3})(\d{1,7})"')


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


@cache
def heading_key(heading: str) -> str:
    """Headings are compared without case, blanks, width and punctuation: `Post/Zip Code` is `Post/Zip  code`."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", heading).casefold())


def is_workbook(head: bytes) -> bool:
    """Whether the first bytes are those of an xlsx (ZIP) or xls (OLE) file."""
    return head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def workbook_sheets(path: Path, limit: int | None = None) -> Iterator[Sheet]:
    """The sheets of an xls or xlsx file, whatever its name says. Raises UnreadableFileError or HostileFileError."""
    state = path.stat()
    key = (path, state.st_mtime_ns, state.st_size)
    try:
        for name in _workbook(*key).sheet_names[:limit]:
            yield _sheet(*key, name)
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, ListError):
            raise
        raise UnreadableFileError(path.name, "", "an xls or xlsx workbook", str(error)) from error


def forget_workbooks() -> None:
    """Give back the memory of workbooks, which are kept while one list is recognised, read and dated."""
    _workbook.cache_clear()
    _sheet.cache_clear()


@lru_cache(maxsize=2)
def _workbook(path: Path, modified: int, size: int) -> CalamineWorkbook:
    content = path.read_bytes()
    if len(content) > MAX_FILE:
        raise HostileFileError(path.name, "", f"at most {MAX_FILE} bytes", f"{len(content)} bytes")
    if content.startswith(b"PK"):
        _check_zip(path.name, content)
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


@lru_cache(maxsize=64)
def _sheet(path: Path, modified: int, size: int, name: str) -> Sheet:
    workbook = _workbook(path, modified, size)
    return Sheet(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))


def text_sheet(path: Path, *, encodings: Sequence[str] = ("utf-8-sig",), delimiter: str | None = None) -> Sheet:
    """A delimited text file as one sheet. `delimiter` None: the commonest of comma, semicolon and tab on line one.

    Raises UnreadableFileError for the wrong encoding, NUL bytes, an unclosed quote or a cell beyond 128 KB.
    """
    content = decode(path, encodings)
    mark = delimiter or delimiter_of(content.split("\n", 1)[0])
    try:
        return Sheet(path.stem, _split(content, mark, strict=True))
    except csv.Error as error:
        # A bare quote inside a cell is a slip that publishers make; a quote that never closes is a cut-off file.
        if "expected after" in str(error) and content.count('"') % 2 == 0:
            return Sheet(path.stem, _split(content, mark, strict=False))
        line, words = str(error).partition(": ")[::2]
        raise UnreadableFileError(path.name, line, "well-formed rows", words) from error


def _split(content: str, mark: str, *, strict: bool) -> list[list[str]]:
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=mark, strict=strict)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.extend([] for _ in range(reader.line_num - len(rows) - 1))  # a quoted line feed: keep line numbers
            rows.append(row)
    except csv.Error as error:
        raise csv.Error(f"line {reader.line_num}: {error}") from error
    return rows


def delimiter_of(line: str) -> str:
    """The commonest of comma, semicolon and tab outside quotes: OFAC's remarks are full of quoted semicolons."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(",;\t", key=bare.count)


def decode(path: Path, encodings: Sequence[str] = ("utf-8-sig",)) -> str:
    """A text file in the first encoding that fits; a final Ctrl-Z (0x1A) is dropped, as old tools add one.

    Raises UnreadableFileError for none of the encodings, and for NUL bytes.
    """
    content = path.read_bytes().rstrip(b"\x1a")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    elif b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise UnreadableFileError(path.name, f"line {line}", "text", "a NUL byte")
    trouble: UnicodeDecodeError | None = None
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            trouble = trouble or error
    where = f"byte {trouble.start}" if trouble else ""
    raise UnreadableFileError(path.name, where, f"text in {' or '.join(encodings)}", "other bytes")


def table(sheet: Sheet, *needed: str) -> Iterator[Row] | None:
    """The rows below the heading row, which is the first row that has all `needed` headings; None when there is none.

    Wholly empty rows are left out; the line is that of the file.
    """
    keys = {heading_key(heading) for heading in needed}
    for number, cells in enumerate(sheet.rows[:HEADING_ROWS]):
        headings = Headings.of([clean(cell) for cell in cells])
        if keys <= headings.places.keys():
            rows = (Row(place + 1, headings, sheet.rows[place]) for place in range(number + 1, len(sheet.rows)))
            return (row for row in rows if not row.empty)
    return None


def _check_zip(file: str, content: bytes) -> None:
    """Unpack once with a limit and look for far cells. zipfile checks sizes and sums, so a lying header is found."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                total += info.file_size
                if total > MAX_UNPACKED or info.file_size > 200 * max(info.compress_size, 65_536):
                    raise HostileFileError(file, info.filename, "a workbook of ordinary size", "a ZIP bomb")
                if "worksheets/" in info.filename:
                    _check_extent(file, info.filename, archive.read(info))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFileError(file, "", "a whole xlsx workbook", str(error)) from error


def _check_extent(file: str, part: str, xml: bytes) -> None:
    rows = columns = 0
    for match in _CELL.finditer(xml):
        rows = max(rows, int(match[2]))
        columns = max(columns, _column_number(match[1]))
    if rows * columns > MAX_CELLS:
        raise HostileFileError(file, part, f"at most {MAX_CELLS} cells", f"{rows} rows by {columns} columns")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
