"""CSV with any delimiter: quoted cells, lines inside cells, mixed line ends. Quotes have to be closed."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from typing import TextIO

from service.bulk.columns import count_known, unique_headers
from service.bulk.errors import BadFile
from service.bulk.limits import Limits
from service.bulk.reading.table import BadRow, Row, Table
from service.bulk.reading.text import lines

_CANDIDATES = (",", "\t", ";", "|")


def read_delimited(stream: TextIO, encoding: str, delimiter: str | None, limits: Limits) -> Table:
    """The table in a stream of delimited text. Raises BadFile."""
    source = lines(stream, encoding, limits.line_characters)
    source, delimiter = _find_delimiter(source, delimiter)
    rows = _rows(source, delimiter)
    header = next(rows, None)
    if header is None:
        raise BadFile("the file has no header: its first line has to name the columns")
    if len(header) > limits.columns:
        raise BadFile(f"the header names {len(header)} columns; at most {limits.columns} are read")
    if len(header) > 1 and not header[-1].strip():
        header.pop()  # a delimiter at the end of every line is common
        rows = (row[:-1] if len(row) == len(header) + 1 and not row[-1] else row for row in rows)
    details = {"encoding": encoding, "delimiter": delimiter}
    return Table("csv", details, unique_headers(header), _checked(rows, len(header)))


def _find_delimiter(source: Iterator[str], stated: str | None) -> tuple[Iterator[str], str]:
    """The lines from the header on, and the delimiter: as stated, or as Excel's `sep=;` says, or the one under which
    most of the headers are known."""
    first = next((line for line in source if line.strip()), None)
    if first is None:
        return source, stated or ","
    if first.startswith("sep=") and len(first.rstrip("\r\n")) == len("sep=;"):
        return source, stated or first[4]
    if stated is None:
        stated = max(_CANDIDATES, key=lambda candidate: _fit(first, candidate))
    elif len(stated) != 1 or stated in '"\r\n':
        raise BadFile(f"a delimiter is one character other than a quote or a line end, got {stated!r}")
    return itertools.chain([first], source), stated


def _fit(line: str, delimiter: str) -> tuple[int, int]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter))
    except csv.Error:
        return 0, 0
    return count_known(cells), len(cells)


def _rows(source: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    started = 0
    try:
        for row in reader:
            if row:
                yield row
            started = reader.line_num
    except csv.Error as error:
        raise BadFile(_reason(error, started + 1, reader.line_num)) from None


def _reason(error: csv.Error, first: int, last: int) -> str:
    words = str(error)
    if "unexpected end of data" in words or "field larger" in words:
        return f"a quote that opens in the row of line {first} is not closed (read on up to line {last})"
    return f"line {last}: a quote stands inside a cell that does not begin with one, or text follows a closing quote"


def _checked(rows: Iterator[list[str]], width: int) -> Iterator[Row]:
    for row in rows:
        if len(row) == width:
            yield row
        else:
            yield BadRow("", f"the row has {len(row)} cells, the header has {width}")
