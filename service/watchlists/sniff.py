"""A first look at a file: enough for a reader to say whether it knows it, without reading it whole."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from service.tabular.delimited import delimiter_of
from service.tabular.file_type import is_workbook
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.tables import workbook_sheets
from service.watchlists.parsing.text import clean, heading_key
from service.watchlists.parsing.xml import decode_head, refuse_doctype, root_name

HEAD_BYTES = 65_536
_SHEETS, _ROWS = 6, 12


@dataclass(frozen=True, slots=True)
class FileSample:
    """`root` is the local name of an XML file's root element; `rows` the first rows of a workbook or a text file."""

    kind: str
    text: str = ""
    root: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    _asked: list[tuple[str, ...]] = field(default_factory=list, repr=False, compare=False)

    def has_headings(self, *headings: str) -> bool:
        """Whether one of the first rows has all these headings."""
        self._asked.append(headings)
        return not self._missing(headings)

    def missing_headings(self) -> tuple[str, ...]:
        """What is missing of the headings asked for so far, of those that the file comes nearest to; none for JSON."""
        if self.kind not in ("text", "workbook") or "\x00" in self.text or _is_json(self.text):
            return ()
        return min((self._missing(headings) for headings in self._asked), key=len, default=())

    def _missing(self, headings: tuple[str, ...]) -> tuple[str, ...]:
        rows = [{heading_key(cell) for cell in row} for row in self.rows] or [set()]
        gaps = (tuple(name for name in headings if heading_key(name) not in row) for row in rows)
        return min(gaps, key=len)


def sample_file(path: Path) -> FileSample:
    """Look at a file. Raises UnreadableFileError for one that is missing or empty, HostileFileError for a DOCTYPE."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise UnreadableFileError(path.name, "", "a readable file", error.strerror or str(error)) from error
    if not head.strip(b" \t\r\n\x1a\x00\xef\xbb\xbf"):
        raise UnreadableFileError(path.name, "", "content", "an empty file")
    if is_workbook(head):
        rows = [row for sheet in workbook_sheets(path, _SHEETS) for row in sheet.rows[:_ROWS]]
        return FileSample("workbook", rows=_cleaned(rows))
    text = decode_head(head)
    if _is_html(text):
        return FileSample("html", text)
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        refuse_doctype(path, head)
        root = root_name(head)
        if root is not None:
            return FileSample("xml", text, root)
    return FileSample("text", text, rows=_cleaned(_text_rows(text)))


def describe(seen: FileSample) -> str:
    """A few words on what a file seems to be, for the message about why it is refused."""
    words = {
        "html": "an HTML page (an error page or a log-in page?)",
        "workbook": "another workbook",
        "xml": f"XML with the root element {seen.root}",
    }
    if "\x00" in seen.text[:60]:
        return "text with NUL characters (UTF-16 without its byte order mark?)"
    return words.get(seen.kind) or f"text that starts with {seen.text[:60]!r}"


def _is_json(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith(("{", "["))


def _is_html(text: str) -> bool:
    return bool(re.match(r"\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html)\b", text, re.IGNORECASE))


def _text_rows(text: str) -> list[list[str]]:
    lines = text.splitlines()[: _ROWS * 4]
    try:
        return list(csv.reader(lines, delimiter=delimiter_of(lines)))[:_ROWS]
    except csv.Error:
        return []


def _cleaned(rows: Sequence[Sequence[object]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(clean(cell) for cell in row) for row in rows)
