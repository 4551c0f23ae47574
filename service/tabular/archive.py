"""The archive that an XLSX is: its XML is looked through and packed anew, so that the library reads what was checked.

Two programs can read one ZIP differently: entries under one name, a directory at odds with the entries, a second
directory. The archive given on is written here, and holds the XML parts only, no pictures, macros or other workbooks.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from service.tabular.errors import TableError, TableTooLarge
from service.tabular.extent import PartScanner, WorkbookExtent
from service.tabular.limits import Limits

_PIECE = 256 * 1024
_MOST_ENTRIES = 10_000
_MOST_PACKED, _SMALL = 200, 64 * 1024
"""How many bytes one packed byte may stand for, in parts that are not small: rows of a sheet are packed to a tenth."""
_WORKBOOK = "xl/workbook.xml"
_UNREAD = ("customxml/", "docprops/", "xl/charts/", "xl/drawings/", "xl/pivotcache/", "xl/theme/")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def check_archive(path: Path, limits: Limits) -> None:
    """Raise TableError for what is no workbook, by its directory alone: a quick look before the real one."""
    with _opened(path) as archive:
        _parts(archive, limits)


def checked_archive(path: Path, limits: Limits, extent: WorkbookExtent | None = None) -> io.BytesIO:
    """An archive with the XML of a workbook, of the sizes that `limits` allow. What is seen of its cells is noted in
    `extent`. Raises TableError."""
    extent = extent or WorkbookExtent()
    packed, left = io.BytesIO(), limits.workbook_bytes
    with _opened(path) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for part in _parts(archive, limits):
            scanner = PartScanner(part.filename, extent, limits)
            with copy.open(part.filename, "w", force_zip64=True) as target:
                for piece in _pieces(archive, part):
                    left -= len(piece)
                    if left < 0:
                        raise _too_large(limits)
                    scanner.feed(piece)
                    target.write(piece)
            scanner.feed(b"", final=True)
    extent.check_texts(limits.workbook_bytes)
    packed.seek(0)
    return packed


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(error) from None


def _parts(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise TableTooLarge(f"at most {_MOST_ENTRIES} parts in a workbook", f"{len(entries)} of them")
    if any(entry.flag_bits & 1 for entry in entries):
        raise TableError("a workbook without a password", "one with a password", advice="save it without one")
    if _WORKBOOK not in archive.namelist():
        advice = "send the files in the archive one by one"
        raise TableError("an XLSX workbook", "a ZIP archive that holds none", advice=advice)
    parts = [entry for entry in entries if _is_read(entry.filename.casefold())]
    if len({part.filename.casefold() for part in parts}) < len(parts):
        raise TableError("a whole workbook", "one that has two parts of one name")
    if any(part.file_size > _MOST_PACKED * max(part.compress_size, _SMALL) for part in parts):
        raise TableTooLarge("a workbook of ordinary size", "a ZIP bomb")
    if any(part.compress_type not in _PACKINGS for part in parts):
        raise TableError("a workbook packed as spreadsheets do", "another way of packing", advice="save it anew")
    if sum(part.file_size for part in parts) > limits.workbook_bytes:
        raise _too_large(limits)
    return parts


def _is_read(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and not name.startswith(_UNREAD)


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of one part; a size or sum that the directory has wrong is found while it is read."""
    try:
        with archive.open(part) as file:
            while piece := file.read(_PIECE):
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise _damaged(error) from None


def _damaged(error: Exception) -> TableError:
    return TableError("a whole workbook", f"a damaged one ({error})", advice="save it anew")


def _too_large(limits: Limits) -> TableTooLarge:
    expected = f"a workbook of at most {limits.workbook_bytes} unpacked bytes"
    return TableTooLarge(expected, "more than that", advice="save it as CSV, which is read without this limit")
