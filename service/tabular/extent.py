"""How far the sheets of a workbook reach and how much text they hold, from their XML alone and in one pass.

The library that reads workbooks asks for memory for every cell of a rectangle up to the farthest one, and copies a
shared text for every cell that refers to it: one cell at XFD1048576 asks for 512 GiB, and 5 million references to one
text of 32 KB for 160. The stated `<dimension>` is not looked at. What an XML parser refuses, or reads otherwise than a
lenient one might (document types, texts in pieces), is refused or counted at its worst.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import defaultdict
from functools import lru_cache
from xml.parsers import expat  # nosec B405  # document types, and with them all entities, are refused

from service.tabular.errors import TableError, TableTooLarge
from service.tabular.limits import Limits

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""The rows and columns of a sheet in Excel; a reference beyond them is no cell."""

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_PLACE = re.compile(r"[0-9]{1,9}")
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LONGEST_ERROR = 50
NOT_CALCULATED = "#NOT_CALCULATED!"
"""For a formula without a value: a program wrote it, and no spreadsheet has worked it out since."""
_ADVICE = "save it as CSV, which is read without this limit"


class WorkbookExtent:
    """The cells of all sheets so far, the sizes of the shared texts, and how often cells refer to each; and what cells
    show of which the formula failed, which the library reads as empty."""

    def __init__(self) -> None:
        self.cells = 0
        self.errors: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
        """By the part and the place of the cell, from 0."""
        self.relations: dict[str, str] = {}
        """The part of each sheet, by the id under which the workbook names it."""
        self.sheets: dict[str, str] = {}
        """That id, by the name of the sheet."""
        self.sizes: list[int] = []
        self.uses: defaultdict[str, int] = defaultdict(int)

    def errors_on(self, sheet: str) -> dict[tuple[int, int], str]:
        """What cells of a sheet show of which the formula failed, by row and column from 0."""
        target = self.relations.get(self.sheets.get(sheet, ""), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        return self.errors.get(part, {})

    def check_texts(self, limit: int) -> None:
        """Raise TableTooLarge if the texts of all cells together have more characters than that."""
        largest = max(self.sizes, default=0)
        size = 0
        for reference, count in self.uses.items():
            is_place = _PLACE.fullmatch(reference) and int(reference) < len(self.sizes)
            size += count * (self.sizes[int(reference)] if is_place else largest)
        if size > limit:
            raise TableTooLarge(f"at most {limit} characters in all cells", f"{size} of them", advice=_ADVICE)


class PartScanner:
    """Given the content of one part of a workbook, follows its cells as the library would place them.

    Raises TableError for XML that is not well-formed and for references that are none, TableTooLarge for far cells.
    """

    def __init__(self, name: str, extent: WorkbookExtent, limits: Limits) -> None:
        self._name, self._extent, self._limits = name, extent, limits
        self._row = self._column = 0  # where a cell without a reference would stand, from 0
        self._rows = self._columns = 0
        self._in_cell = self._is_shared = self._is_text = self._is_error = False
        self._is_text_cell = self._lacks_value = False
        self._value: list[str] | None = None
        self._is_first = True
        # UTF-8 alone: bytes that one parser takes for tags are text to another that heeds a declared encoding.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._document_type

    def feed(self, content: bytes, *, final: bool = False) -> None:
        """Take the next piece."""
        if self._is_first and content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # which expat heeds all the same
            raise TableError("XML in UTF-8", "UTF-16", where=self._name)
        self._is_first = False
        try:
            self._parser.Parse(content, final)
        except expat.ExpatError as error:
            raise TableError("a whole workbook", f"damaged XML ({error})", where=self._name) from None
        if final:
            self._extent.cells += self._rows * self._columns

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag in ("sheet", "Relationship"):
            self._note(tag, attributes)
        if tag in ("c", "row"):
            if self._in_cell:
                raise TableError("a whole workbook", f"a cell that holds <{tag}>", where=self._name)
            (self._start_cell if tag == "c" else self._start_row)(attributes)
        elif tag == "si":
            self._extent.sizes.append(0)
            self._is_text = True
        elif self._in_cell:  # a value, a formula or a text: cells with a format alone take no room
            self._count_cell()
            self._lacks_value |= tag == "f" and not self._is_text_cell
            self._value = [] if tag == "v" else None

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        """Which part a sheet is in: the workbook names it by an id, and its relations say what that is."""
        if tag == "sheet" and self._name == _WORKBOOK and "name" in attributes:
            ids = [value for name, value in attributes.items() if name.endswith(":id")]
            self._extent.sheets[attributes["name"]] = ids[0] if ids else ""
        elif tag == "Relationship" and self._name == _RELATIONS and "Id" in attributes:
            self._extent.relations[attributes["Id"]] = attributes.get("Target", "")

    def _start_row(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is not None:
            if not _ROW.fullmatch(reference):
                raise self._no_reference(reference)
            self._row = int(reference) - 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._in_cell, self._is_shared = True, attributes.get("t") == "s"
        self._is_error, self._is_text_cell = attributes.get("t") == "e", attributes.get("t") == "str"
        self._lacks_value = False
        reference = attributes.get("r")
        if reference is None:
            self._place = self._row, self._column
        else:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise self._no_reference(reference)
            self._column = _column_number(match[1]) - 1
            self._place = int(match[2]) - 1, self._column
        self._column += 1

    def _count_cell(self) -> None:
        rows, columns = self._place[0] + 1, self._place[1] + 1
        if rows <= self._rows and columns <= self._columns:
            return
        rows, columns = max(rows, self._rows), max(columns, self._columns)
        if self._extent.cells + rows * columns > self._limits.sheet_cells or rows > MAX_ROWS or columns > MAX_COLUMNS:
            expected = f"at most {self._limits.sheet_cells} cells in all sheets"
            got = f"a cell so far out that there are {rows} rows by {columns} columns"
            raise TableTooLarge(expected, got, where=self._name, advice=_ADVICE)
        self._rows, self._columns = rows, columns

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag == "c":
            self._in_cell = False
            if self._lacks_value:
                self._extent.errors[self._name][self._place] = NOT_CALCULATED
        elif tag == "row":
            self._row, self._column = self._row + 1, 0
        elif tag == "si":
            self._is_text = False
        elif tag == "v" and self._value is not None:
            if self._is_shared:
                self._extent.uses[" ".join(self._value)] += 1  # in pieces: which one counts is not sure
            elif self._is_error:
                self._extent.errors[self._name][self._place] = "".join(self._value)[:_LONGEST_ERROR]
            self._lacks_value &= not self._value
            self._value = None

    def _characters(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)
        elif self._is_text:
            self._extent.sizes[-1] += len(text)

    def _document_type(self, *declared: object) -> None:
        raise TableError("XML without a document type", "a document type", where=self._name)

    def _no_reference(self, reference: str) -> TableError:
        return TableError("a reference of a cell such as B7", repr(reference[:20]), where=self._name)


@lru_cache(maxsize=MAX_COLUMNS)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
