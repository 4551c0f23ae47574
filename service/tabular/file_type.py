"""What type of file this is, by its content and never by its name; and its bytes, unpacked up to a limit."""

from __future__ import annotations

import gzip
import io
import zlib
from codecs import BOM_UTF8
from pathlib import Path

from service.tabular.errors import TableError, TableTooLarge

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARQUET = b"PAR1"
_READ = 64 * 1024

_FOREIGN = {
    b"MZ": "a Windows program",
    b"\x7fELF": "a Linux program",
    b"\xcf\xfa\xed\xfe": "a macOS program",
    b"\xca\xfe\xba\xbe": "a program",
    b"#!": "a script",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an XZ archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"SQLite format 3": "a SQLite database",
    b"{\\rtf": "an RTF document",
    b"<?xml": "an XML document",
}
_WEB_PAGES = (b"<!doctype", b"<html", b"<table", b"<head", b"<body", b"<style", b"<meta")
"""Programs write tables of HTML under names that end with .xls."""
_EXPECTED = "CSV, JSON lines, Parquet or XLSX (CSV and JSON lines may be packed with gzip)"


def is_workbook(head: bytes) -> bool:
    """Whether the first bytes are those of an XLSX (ZIP) or XLS (OLE) file."""
    return head.startswith((_ZIP, _OLE))


def is_old_workbook(head: bytes) -> bool:
    """Whether the first bytes are those of an XLS, or of an XLSX with a password (both OLE)."""
    return head.startswith(_OLE)


def file_type(path: Path) -> str:
    """`text`, `gzip`, `xlsx` or `parquet`. Raises TableError for an empty file and for anything else."""
    with path.open("rb") as file:
        head = file.read(512)
        file.seek(max(0, path.stat().st_size - 4))
        tail = file.read(4)
    if not head:
        raise TableError(_EXPECTED, "an empty file")
    if head.startswith(_GZIP):
        return "gzip"
    if head.startswith(_ZIP):
        return "xlsx"
    if head.startswith(_OLE):
        got = "a workbook that is protected by a password, or an old XLS"
        raise TableError(_EXPECTED, got, advice="save it as XLSX without a password, or as CSV")
    if head.startswith(_PARQUET):
        if tail != _PARQUET:
            raise TableError("a whole Parquet file", "one that is cut off before its end", advice="send it again")
        return "parquet"
    refuse_foreign(head)
    return "text"


def refuse_foreign(head: bytes) -> None:
    """Raise TableError for the first bytes of a program, a picture, an archive or a document of another type."""
    for magic, name in _FOREIGN.items():
        if head.startswith(magic):
            raise TableError(_EXPECTED, name)
    if head.removeprefix(BOM_UTF8).lstrip().lower().startswith(_WEB_PAGES):
        raise TableError(_EXPECTED, "a web page", advice="open it in a spreadsheet and save it as XLSX or CSV")


class Unpacked(io.RawIOBase):
    """The bytes of a file, or of what a gzip file holds. Reading past the limit raises TableTooLarge."""

    def __init__(self, path: Path, *, packed: bool, limit: int) -> None:
        self._file = gzip.open(path, "rb") if packed else path.open("rb")  # noqa: SIM115 - closed with this one
        self._limit = limit
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            content = self._file.read(min(len(buffer), _READ))
        except (OSError, EOFError, zlib.error) as error:
            where = f"after {self._read} unpacked bytes"
            raise TableError("a whole gzip file", f"a damaged one ({error})", where=where) from None
        if self._read == 0:
            refuse_foreign(content)
            if content.startswith((_ZIP, _GZIP, _PARQUET)):
                raise TableError(_EXPECTED, "a gzip file that holds another packed file")
        self._read += len(content)
        if self._read > self._limit:
            raise TableTooLarge(f"at most {self._limit} unpacked bytes", "more than that", advice="split the file")
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
