"""XLS: the cells of its sheets are followed through the compound file before the library sees it.

A number of a row or column has 16 bits there, and the stated size of a sheet 32: a file of 10 KB may ask for 128 GiB.
An XLS has no checksum, and the library leaves out what it cannot make sense of: so records have to follow one another
up to the end of their part, and the shared texts have to be as many and as long as they say, as one damaged length
moves all that follow. Not found: other letters inside a text, or another number in a cell.
Source: [MS-CFB] for the sectors, [MS-XLS] for the records. Not handled: how often a shared text is referred to.
"""

from __future__ import annotations

import io
import itertools
import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.tabular.errors import TableError, TableTooLarge
from service.tabular.limits import Limits

_END_OF_CHAIN = 0xFFFFFFFE
_HEADER_CHAINS = 109
_MINI_SECTOR, _MINI_STREAM_BELOW = 64, 4096
_BOUND_SHEET, _DIMENSIONS, _MUL_RK, _BEGIN, _END = 0x85, 0x200, 0xBD, 0x809, 0x0A
_SHARED_TEXTS, _CONTINUE, _SHARED_TEXT_CELL = 0xFC, 0x3C, 0xFD
_LONGEST_RECORD = 8224
_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08
_CELLS = frozenset({0x06, 0x201, 0x203, 0x204, 0x205, 0x27E, 0xFD, 0xD6, 0xBE, _MUL_RK})


def checked_old_workbook(path: Path, limits: Limits) -> io.BytesIO:
    """The content of an XLS whose sheets have as many cells as `limits` allow. Raises TableError."""
    size = path.stat().st_size
    if size > limits.workbook_bytes:
        raise TableTooLarge(f"a workbook of at most {limits.workbook_bytes} bytes", f"{size} bytes")
    content = path.read_bytes()
    try:
        for stream in _CompoundFile(content).workbooks():
            _check_sheets(stream, limits)
    except (struct.error, IndexError):
        raise _damaged("it refers to what lies behind its end") from None
    return io.BytesIO(content)


class _CompoundFile:
    """The sectors of a compound file, and the streams that they make."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = 1 << struct.unpack_from("<H", content, 30)[0]
        if self._size not in (512, 4096):
            raise _damaged("its sectors have another size")
        directory, _, _, mini_table, _, more = struct.unpack_from("<6I", content, 48)
        self._table = self._numbers(self._sectors_of_table(more))
        entries = self._read(directory)
        self._entries = [entries[at : at + 128] for at in range(0, len(entries) - 127, 128)]
        self._mini_table = self._numbers(self._chain(mini_table, self._table)) if mini_table < _END_OF_CHAIN else []
        root = struct.unpack_from("<I", self._entries[0], 116)[0]
        self._mini_stream = self._read(root) if root < _END_OF_CHAIN else b""

    def workbooks(self) -> Iterator[bytes]:
        """The streams that hold a workbook, under the names of old and older versions."""
        for entry in self._entries:
            name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
            if name.casefold() in ("workbook", "book"):
                start, size = struct.unpack_from("<2I", entry, 116)
                yield (self._read_mini(start) if size < _MINI_STREAM_BELOW else self._read(start))[:size]

    def _sectors_of_table(self, more: int) -> list[int]:
        found = list(struct.unpack_from(f"<{_HEADER_CHAINS}I", self._content, 76))
        while more < _END_OF_CHAIN and len(found) * self._size <= len(self._content) + _HEADER_CHAINS * self._size:
            *numbers, more = self._numbers([more])
            found += numbers
        return [number for number in found if number < _END_OF_CHAIN - 1]

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    def _numbers(self, sectors: list[int]) -> list[int]:
        content = b"".join(map(self._sector, sectors))
        return list(struct.unpack_from(f"<{len(content) // 4}I", content))

    def _chain(self, start: int, table: list[int]) -> list[int]:
        found: list[int] = []
        while start < _END_OF_CHAIN - 1:
            found.append(start)
            if len(found) > len(table):
                raise _damaged("its sectors go round in a circle")
            start = table[start]
        return found

    def _read(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._table)))

    def _read_mini(self, start: int) -> bytes:
        places = (number * _MINI_SECTOR for number in self._chain(start, self._mini_table))
        return b"".join(self._mini_stream[at : at + _MINI_SECTOR] for at in places)


def _check_sheets(stream: bytes, limits: Limits) -> None:
    cells = 0
    records = list(_records(stream, 0))
    texts = _count_shared_texts(records)
    for kind, data in records:
        if kind == _BOUND_SHEET:
            rows, columns = _extent(stream, struct.unpack_from("<I", data)[0], texts)
            cells += rows * columns
            if cells > limits.sheet_cells:
                expected = f"at most {limits.sheet_cells} cells in all sheets"
                raise TableTooLarge(expected, f"a sheet of {rows} rows by {columns} columns")


def _extent(stream: bytes, start: int, texts: int) -> tuple[int, int]:
    rows = columns = 0
    for kind, data in _records(stream, start):
        if kind == _DIMENSIONS:
            _, row, _, column = struct.unpack_from("<IIHH" if len(data) >= 14 else "<HHHH", data)
            rows, columns = max(rows, row), max(columns, column)
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", data)
            if kind == _SHARED_TEXT_CELL and struct.unpack_from("<I", data, 6)[0] >= texts:
                raise _damaged(f"row {row + 1}, column {column + 1} refers to a text that is not there")
            if kind == _MUL_RK:
                column = struct.unpack_from("<H", data, len(data) - 2)[0]
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows, columns


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on, up to the end of their part; a chart inside a sheet is a part of its own."""
    depth = 0
    if struct.unpack_from("<H", stream, at)[0] & 0xFF != _BEGIN & 0xFF:
        raise _damaged(f"no part begins at byte {at} of its stream")
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == 0 or size > _LONGEST_RECORD or at + 4 + size > len(stream):
            break
        depth += (kind == _BEGIN) - (kind == _END)
        if kind == _END and depth <= 0:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
    raise _damaged(f"no record at byte {at} of its stream")


def _count_shared_texts(records: list[tuple[int, bytes]]) -> int:
    """How many shared texts a workbook has. Raises TableError if they are not as long as they say."""
    start = next((place for place, (kind, _) in enumerate(records) if kind == _SHARED_TEXTS), None)
    if start is None:
        return 0
    rest = itertools.takewhile(lambda record: record[0] == _CONTINUE, records[start + 1 :])
    texts = _SharedTexts([records[start][1], *(data for _, data in rest)])
    count = struct.unpack("<2I", texts.take(8))[1]
    for number in range(count):
        if not texts.left:
            raise _damaged(f"{number} of {count} shared texts are there")
        texts.skip()
    if texts.left:
        raise _damaged(f"{texts.left} bytes behind the last of {count} shared texts")
    return int(count)


class _SharedTexts:
    """The bytes of a record and of those that go on with it, from front to back."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._content = b"".join(pieces)
        self._ends = list(itertools.accumulate(map(len, pieces)))
        self._at = 0

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return len(self._content) - self._at

    def take(self, size: int) -> bytes:
        """The next bytes. Raises TableError for more than there are."""
        if size > self.left:
            raise _damaged(f"the shared texts end {size - self.left} bytes too early")
        self._at += size
        return self._content[self._at - size : self._at]

    def skip(self) -> None:
        """Pass over one text: its letters, of which each record says anew how wide they are, and what is behind."""
        letters, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & _PHONETIC else 0
        while letters:
            width = 2 if flags & _WIDE else 1
            here = min(letters, (self._ends[bisect_left(self._ends, self._at)] - self._at) // width)
            self.take(here * width)
            letters -= here
            if letters:
                flags = self.take(1)[0]
        self.take(4 * runs + extra)


def _damaged(words: str) -> TableError:
    return TableError("a whole XLS workbook", f"a damaged one ({words})", advice="save it as XLSX")
