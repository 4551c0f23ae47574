"""CSV with any delimiter: quoted cells, lines inside cells, mixed line ends. Quotes have to be closed."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from service.tabular.errors import StrayQuote, TableError, TableTooLarge, WrongEncoding
from service.tabular.limits import Limits
from service.tabular.table import BadRow, Row, Table, unique_headers, with_header_first
from service.tabular.text import lines, marked_encoding, open_text

Known = Callable[[Sequence[str]], int]
"""How many of some headers the caller knows."""

_CANDIDATES = (",", "\t", ";", "|")
_ODD_ROWS, _ODD_SHARE = 2, 0.01
"""Rows of another width than all others that a file may have: a line with its date, a few slips."""

_FIRST_LINES, _SEVERAL = 5, 3

_FEWEST_ROWS = 30
"""With fewer rows it is not known how wide a row is meant to be."""

_QUOTED = re.compile(r'"[^"]*"')


def read_delimited(
    stream: TextIO, encoding: str, delimiter: str | None, limits: Limits, known: Known = lambda headers: 0
) -> Table:
    """The table in a stream of delimited text. `delimiter` None: see `_start`. Raises TableError."""
    source, delimiter = _start(lines(stream, encoding, limits.line_characters), delimiter, known)
    rows = (row for _, row in _rows(source, delimiter) if row)
    header = next(rows, None)
    if header is None:
        raise TableError("a header in the first line, which names the columns", "none")
    if len(header) > limits.columns:
        raise TableTooLarge(f"at most {limits.columns} columns", f"a header that names {len(header)} columns")
    if len(header) > 1 and not header[-1].strip():
        header.pop()  # a delimiter at the end of every line is common
        rows = (row[:-1] if len(row) == len(header) + 1 and not row[-1] else row for row in rows)
    whole = with_header_first(header, rows, lambda cells: _known_in(cells, known))
    details = {"encoding": encoding, "delimiter": delimiter}
    return Table("csv", details, unique_headers(header), _checked(whole, len(header)))


def read_lines(path: Path, encodings: Sequence[str], delimiter: str | None, limits: Limits) -> list[list[str]]:
    """Every row of a file, in the first encoding that fits unless it has a byte order mark. Row n ends on line n + 1.

    A quote inside a cell is a slip that publishers make, and stays as it is; one that never closes is a file cut off.
    `delimiter` None: see `delimiter_of`. Raises TableError.
    """
    marked = marked_encoding(path)
    for encoding in [marked] if marked else encodings:
        try:
            return _read_whole(path, encoding, delimiter, limits)
        except WrongEncoding as error:
            wrong = error
    raise WrongEncoding(f"text in {' or '.join(encodings)}", wrong.got, where=wrong.where)


def _read_whole(path: Path, encoding: str, delimiter: str | None, limits: Limits) -> list[list[str]]:
    with open_text(path, packed=False, encoding=encoding, limit=limits.unpacked_bytes) as (stream, name):
        text = list(lines(stream, name, limits.line_characters))
    mark = delimiter or delimiter_of(text)
    try:
        rows = _numbered(_rows(iter(text), mark))
    except StrayQuote:
        if sum(line.count('"') for line in text) % 2:
            raise
        rows = _numbered(_rows(iter(text), mark, strict=False))
    if text and not text[-1].endswith(("\n", "\r")):
        _refuse_cut_off(rows)
    return rows


def _refuse_cut_off(rows: Sequence[Sequence[str]]) -> None:
    """Refuse rows of a file without a last line end of which the last is short, where nearly all others are as wide.

    A download that broke off in a row without quotes would load without a word, and without the records behind it.
    """
    *others, last = rows
    widths = Counter(len(row) for row in others if row)
    if widths.total() < _FEWEST_ROWS:
        return
    [(width, count)] = widths.most_common(1)
    if len(last) < width and widths.total() - count <= max(_ODD_ROWS, _ODD_SHARE * widths.total()):
        got = f"{len(last)} of {width} cells and no line end"
        raise TableError("a whole last row", got, where=f"line {len(rows)}", advice="fetch the file again")


def _numbered(rows: Iterator[tuple[int, list[str]]]) -> list[list[str]]:
    """Rows where their line numbers say: a quoted line feed leaves empty rows before its own."""
    found: list[list[str]] = []
    for line, row in rows:
        found.extend([] for _ in range(line - len(found) - 1))
        found.append(row)
    return found


def _known_in(cells: Sequence[str], known: Known) -> int:
    """How many headers are known in a row, or in the only cell of one under the delimiter that fits it."""
    if len(cells) > 1:
        return known(cells)
    return max((known(_cells(cell, candidate)) for cell in cells for candidate in _CANDIDATES), default=0)


def find_delimiter(line: str, known: Known = lambda headers: 0) -> str:
    """The delimiter under which most headers are known and, among these, the commonest outside quotes."""
    bare = _QUOTED.sub("", line)  # remarks are full of quoted semicolons
    return max(_CANDIDATES, key=lambda candidate: (known(_cells(line, candidate)), bare.count(candidate)))


def delimiter_of(source: Iterable[str]) -> str:
    """The commonest delimiter of the first line that has several, as a line with a date may stand above the headings:
    `Report Date: 08-Oct-2026`. Looks at `_FIRST_LINES` lines that are not blank."""
    first = list(itertools.islice((line for line in source if line.strip()), _FIRST_LINES))
    counts = ((line, _QUOTED.sub("", line).count(find_delimiter(line))) for line in first)
    return find_delimiter(next((line for line, count in counts if count >= _SEVERAL), first[0] if first else ""))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _start(source: Iterator[str], stated: str | None, known: Known) -> tuple[Iterator[str], str]:
    """The lines from the header on, and the delimiter: as stated, or as Excel's `sep=;` says, or the one found."""
    first = next((line for line in source if line.strip()), None)
    if first is None:
        return source, stated or ","
    if first.startswith("sep=") and len(first.rstrip("\r\n")) == len("sep=;"):
        return source, stated or first[4]
    if stated is None:
        stated = find_delimiter(first, known)
    elif len(stated) != 1 or stated in '"\r\n':
        raise TableError("a delimiter of one character other than a quote or a line end", repr(stated))
    return itertools.chain([first], source), stated


def _rows(source: Iterator[str], delimiter: str, *, strict: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it ends on."""
    reader = csv.reader(source, delimiter=delimiter, strict=strict)
    ended = 0
    try:
        for row in reader:
            ended = reader.line_num
            yield ended, row
    except csv.Error as error:
        raise _explained(error, ended + 1, reader.line_num) from None


def _explained(error: csv.Error, first: int, last: int) -> TableError:
    words = str(error)
    if "unexpected end of data" in words or "field larger" in words:
        got = (
            f"a quote that is not closed up to line {last}, or a cell of more than {csv.field_size_limit()} characters"
        )
        return TableError("well-formed rows", got, where=f"in the row that begins on line {first}")
    got = "a quote inside a cell that does not begin with one, or text after a closing quote"
    return StrayQuote("well-formed rows", got, where=f"line {last}")


def _checked(rows: Iterator[list[str]], width: int) -> Iterator[Row]:
    for row in rows:
        if len(row) == width:
            yield row
        else:
            yield BadRow("", f"the row has {len(row)} cells, the header has {width}")
