"""Text in a stated encoding, or by its byte order mark, or in strict UTF-8. An encoding is never guessed."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from service.tabular.errors import TableError, TableTooLarge, WrongEncoding
from service.tabular.file_type import Unpacked

_CODECS = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp932": "cp932",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "euc-kr": "cp949",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1252": "cp1252",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1256": "cp1256",
    "koi8-r": "koi8_r",
    "iso-8859-1": "iso8859_1",
    "iso-8859-2": "iso8859_2",
}
"""Names that callers use, and Python's names for them: the supersets that Windows programs really write."""

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SPELLINGS = {
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf16": "utf-16",
    "sjis": "cp932",
    "shift-jis": "cp932",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
}
_LINE_END = re.compile(r"\r\n?|\n")
_FEW = "cp932 for Shift-JIS, gb18030, euc-kr, windows-1251, windows-1252, utf-16"


def encodings() -> tuple[str, ...]:
    """The encodings that can be asked for."""
    return tuple(_CODECS)


@contextmanager
def open_text(
    path: Path, *, packed: bool, encoding: str | None, limit: int, errors: str = "strict"
) -> Iterator[tuple[TextIO, str]]:
    """A stream of text with its line ends as they are, and the name of its encoding. Raises TableError."""
    with io.BufferedReader(Unpacked(path, packed=packed, limit=limit)) as stream:
        name = _encoding(stream.peek(4)[:4], encoding)
        yield io.TextIOWrapper(stream, encoding=_CODECS[name], errors=errors, newline=""), name


def marked_encoding(path: Path) -> str | None:
    """The encoding that the byte order mark of a file states, if it has one."""
    with path.open("rb") as file:
        return _marked(file.read(4))


def _marked(head: bytes) -> str | None:
    return next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)


def _encoding(head: bytes, stated: str | None) -> str:
    marked = _marked(head)
    if stated is None:
        return marked or "utf-8"
    name = _SPELLINGS.get(stated.casefold(), stated.casefold())
    if name not in _CODECS:
        raise TableError(f"one of the encodings {', '.join(_CODECS)}", repr(stated))
    if marked is not None and not name.startswith(marked):
        raise TableError(f"text in {stated}, as was stated", f"the byte order mark of {marked}")
    if name == "utf-16" and marked is None:
        got = "none, so that it may be either way round"
        raise TableError("UTF-16 with a byte order mark", got, advice="say utf-16-le or utf-16-be")
    return name


def lines(stream: TextIO, encoding: str, longest: int) -> Iterator[str]:
    """The lines of a stream with their ends. Raises TableError for one that is too long, or not in the encoding.

    A last Ctrl-Z (0x1A) is dropped, as old tools add one.
    """
    number = 0
    try:
        while line := stream.readline(longest):
            number += 1
            if len(line) == longest:
                raise TableTooLarge(f"at most {longest} characters in a line", "more than that", where=f"line {number}")
            if "\0" in line:
                expected = f"text in {encoding}"
                raise TableError(expected, "a NUL character", where=f"line {number}", advice="say its encoding")
            if line.endswith("\x1a") and not (line := line.rstrip("\x1a")):
                return
            yield line
    except UnicodeDecodeError as error:
        # Decoded are whole blocks: there may be lines between the last one read and the byte.
        before = error.object[: error.start].decode(_CODECS.get(encoding, encoding), "ignore")
        at, byte = number + 1 + len(_LINE_END.findall(before)), error.object[error.start]
        advice = f"say the encoding of the file (encoding={_FEW})"
        raise WrongEncoding(
            f"text in {encoding}", f"the byte 0x{byte:02X}", where=f"line {at}", advice=advice
        ) from None
