"""A small xlsx writer for tests: samples of workbooks are kept as JSON, which a person can read and review."""

import json
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

Sheets = dict[str, list[list[Any]]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_xlsx(path: Path, sheets: Sheets) -> Path:
    """Write sheets of strings and numbers to an xlsx file."""
    return _write(path, list(sheets), [_worksheet(rows) for rows in sheets.values()])


def write_raw_xlsx(path: Path, sheets: Sequence[str], texts: Sequence[str] = ()) -> Path:
    """Write an xlsx file whose sheets have this XML as their rows, and which has these shared texts."""
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    worksheets = [f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>' for rows in sheets]
    return _write(path, [f"S{number}" for number in range(len(sheets))], worksheets, shared)


def _write(path: Path, names: list[str], worksheets: Sequence[str], shared: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(len(names)))
        archive.writestr("_rels/.rels", _relations([(f"{_OFFICE}/officeDocument", "xl/workbook.xml")]))
        targets = [(f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(names) + 1)]
        targets += [(f"{_OFFICE}/sharedStrings", "sharedStrings.xml")] if shared else []
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(targets))
        archive.writestr("xl/workbook.xml", _workbook(names))
        for number, worksheet in enumerate(worksheets, start=1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", worksheet)
        if shared:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{shared}</sst>')
    return path


def read_sheets(path: Path) -> Sheets:
    """A sample kept as JSON."""
    content: Sheets = json.loads(path.read_text(encoding="utf-8"))
    return content


def _content_types(count: int) -> str:
    parts = [("xl/workbook.xml", f"{_TYPE}.sheet.main+xml")]
    parts += [(f"xl/worksheets/sheet{number}.xml", f"{_TYPE}.worksheet+xml") for number in range(1, count + 1)]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts)
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{overrides}</Types>'


def _relations(targets: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _workbook(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _worksheet(rows: list[list[Any]]) -> str:
    lines = ""
    for number, row in enumerate(rows, start=1):
        cells = "".join(_cell(f"{_letters(place)}{number}", cell) for place, cell in enumerate(row))
        lines += f'<row r="{number}">{cells}</row>'
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cell(place: str, value: Any) -> str:
    if value == "" or value is None:
        return ""
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def write_xls(
    path: Path,
    cells: Sequence[tuple[int, int]],
    stated: tuple[int, int] = (0, 0),
    more: bytes = b"",
    text_cells: Sequence[tuple[int, int, int]] = (),
) -> Path:
    """Write an xls file with the number 1 in some cells (row and column from 0), and the size that its sheet states;
    with `more` records of the workbook, and cells that refer to its shared texts (row, column, number of the text)."""
    book = xls_record(0x809, struct.pack("<4H2I", 0x600, 0x5, 0, 0, 0, 0)) + more
    name = struct.pack("<4B2s", 0, 0, 2, 0, b"S0")
    start = len(book) + 4 + 4 + len(name) + 4
    book += xls_record(0x85, struct.pack("<I", start) + name) + xls_record(0x0A, b"")
    book += xls_record(0x809, struct.pack("<4H2I", 0x600, 0x10, 0, 0, 0, 0))
    book += xls_record(0x200, struct.pack("<2I3H", 0, stated[0], 0, stated[1], 0))
    book += b"".join(xls_record(0x203, struct.pack("<3Hd", row, column, 0, 1.0)) for row, column in cells)
    book += b"".join(xls_record(0xFD, struct.pack("<3HI", row, column, 0, at)) for row, column, at in text_cells)
    path.write_bytes(_compound_file((book + xls_record(0x0A, b"")).ljust(4096, b"\0")))
    return path


def xls_record(kind: int, data: bytes) -> bytes:
    """One record of an xls stream."""
    return struct.pack("<HH", kind, len(data)) + data


def _compound_file(stream: bytes) -> bytes:
    """A compound file with one stream: the table of sectors, then the directory, then the stream."""
    count = -(-len(stream) // 512)
    numbers = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    table = struct.pack(f"<{len(numbers)}I", *numbers).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 2, len(stream))
    return header.ljust(512, b"\xff") + table + directory.ljust(512, b"\0") + stream.ljust(count * 512, b"\0")


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    links = struct.pack("<3I", 0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<H2B", len(text) + 2, kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
