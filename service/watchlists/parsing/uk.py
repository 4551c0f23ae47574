"""What both British lists share: one row for each combination of name and address, six name columns, tagged text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from service.engine.model.entity import Address, EntityType, Identifier, ListedDate, Name, NameType
from service.tabular.file_type import is_workbook
from service.watchlists.parsing.addresses import read_address
from service.watchlists.parsing.dates import read_dates, read_day, unread_day
from service.watchlists.parsing.identifiers import identifier, issuing_country
from service.watchlists.parsing.tables import Row, Sheet, text_sheet, workbook_sheets
from service.watchlists.parsing.text import (
    clean,
    enumerated,
    has_unread_words,
    is_empty,
    joined,
    one_line,
    primary_first,
    unique,
    unique_names,
)

TYPES = {"individual": EntityType.PERSON, "entity": EntityType.ENTITY, "ship": EntityType.VESSEL}
NAME_COLUMNS = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
_NAME_TYPES: tuple[tuple[str, NameType], ...] = (
    ("variation", NameType.VARIANT),
    ("prime", NameType.PRIMARY),
    ("primary", NameType.PRIMARY),
    ("fka", NameType.PREVIOUS),
    ("former", NameType.PREVIOUS),
)
_SCRIPTS = ("Non-Latin Script Type", "Non-latin script type", "Non-Latin Script Language", "Non-latin script language")
# A number in details: letters and digits in one piece, with four digits at least, that is not a date's year.
_NUMBER = re.compile(
    r"(?<![\w/-])(?<!\d\.)(?![12]\d{3}(?![\w/-]))(?!\d{1,2}[./]\d{1,2}[./]\d{4})(?=(?:[\w-]*\d){4})[A-Z0-9][A-Z0-9/-]{3,24}(?!\w)"
)
_PROSE = re.compile(r"[a-z]{2,}")
_TAG = re.compile(r"\((?P<tag>[A-Z][A-Za-z0-9 /,.\-]{2,60})\)\s*:")


def sheets(path: Path) -> Iterator[Sheet]:
    """The sheets of a workbook, or the one table of a CSV file."""
    with path.open("rb") as stream:
        head = stream.read(8)
    if is_workbook(head):
        yield from workbook_sheets(path)
    else:
        yield text_sheet(path, encodings=("utf-8-sig", "cp1252"))


def grouped(rows: Iterable[Row], heading: str) -> dict[str, list[Row]]:
    """Rows by the text under a heading, in the order in which each first appears; rows without it under ''."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.text(heading)].append(row)
    return groups


def names(rows: Sequence[Row], kind_heading: str, quality_heading: str, script_heading: str) -> tuple[Name, ...]:
    """Primary names first, then the others, then those in their own script. Low quality makes a name weak."""
    latin = unique_names(_latin_names(rows, kind_heading, quality_heading))
    return unique_names([*primary_first(latin), *_own_script(rows, script_heading)])


def _latin_names(rows: Sequence[Row], kind_heading: str, quality_heading: str) -> Iterator[Name]:
    for row in rows:
        kind = _name_type(row.text(kind_heading, "Prime Alias"))  # the heading of 2020
        weak = "low" in row.text(quality_heading).casefold()
        yield Name(joined(row.text(column) for column in NAME_COLUMNS), kind, weak)


def _own_script(rows: Sequence[Row], script_heading: str) -> Iterator[Name]:
    for row in rows:
        language = row.text("Non-Latin Script Language", "Non-latin script language", "Language").lower() or None
        yield from (
            Name(item, NameType.ORIGINAL_SCRIPT, False, language) for item in enumerated(row.text(script_heading))
        )


def _name_type(words: str) -> NameType:
    plain = words.casefold()
    return next((kind for word, kind in _NAME_TYPES if word in plain), NameType.ALIAS)


def items(rows: Iterable[Row], *headings: str) -> tuple[str, ...]:
    """The different values of a column in all rows, `(1) A (2) B` as two."""
    return unique(
        one_line(item).rstrip(" .") for row in rows for text in row.all(*headings) for item in enumerated(text)
    )


def birth_dates(rows: Iterable[Row], *headings: str) -> tuple[ListedDate, ...]:
    """All birth dates; 00 for an unknown day or month."""
    found = {found: None for row in rows for text in row.all(*headings) for found in read_dates(text)}
    return tuple(found)


def addresses(rows: Iterable[Row], lines: tuple[str, ...], code: str, land: str) -> tuple[Address, ...]:
    """One address a row, repeats once."""
    found: dict[Address, None] = {}
    for row in rows:
        text = joined((*(row.text(line) for line in lines), row.text(code), row.text(land)), ", ")
        if text and not is_empty(text):
            found[read_address(text, country_words=row.text(land), postal_code=one_line(row.text(code)) or None)] = None
    return tuple(found)


def documents(rows: Iterable[Row], kind: str, number: str, details: str) -> Iterator[Identifier]:
    """Numbers with their details, item by item: `(1) A1 (2) B2` beside `(1) Oman, issued ... (2) Libya`."""
    for row in rows:
        numbers, notes = enumerated(row.text(number)), enumerated(row.text(details))
        if not numbers:
            yield from _in_details(kind, notes)
        paired = len(numbers) == len(notes)
        for place, value in enumerate(numbers):
            if _PROSE.search(value) and _NUMBER.search(value):
                yield from _in_details(kind, [joined([value, *notes])])
                continue
            note = notes[place] if paired else one_line(row.text(details))
            found = identifier(kind, value.rstrip(" ."), issuing_country(note), note)
            if found is not None:
                yield found


def _in_details(kind: str, notes: Sequence[str]) -> Iterator[Identifier]:
    """The list of 29 columns had no column for the number: it stands in the details, with where it was issued."""
    for note in notes:
        whole = [one_line(note)] if any(letter.isdigit() for letter in note) else []
        for number in _NUMBER.findall(note) or whole:
            found = identifier(kind, number, issuing_country(one_line(note)), one_line(note))
            if found is not None:
                yield found


def unread_facts(
    rows: Sequence[Row], listed: str, identifiers: Iterable[Identifier], *details: str
) -> Iterator[tuple[str, str]]:
    """Later days of listing of the same target, details of documents without a number, and the script of names."""
    read = [text for item in identifiers for text in (item.value, item.note or "")]
    days = unique(row.text(listed) for row in rows)
    if len(days) > 1:
        yield listed, joined(days, ", ")
    else:
        yield from (fact for day in days for fact in unread_day(listed, day))
    yield from (fact for row in rows for fact in unread_day("Last Updated", row.text("Last Updated")))
    for row in rows:
        for heading in details:
            if has_unread_words(row.text(heading), read):
                yield heading, one_line(row.text(heading))
        for heading in _SCRIPTS:
            if row.text(heading):
                yield heading.lower(), one_line(row.text(heading))


def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """`(UK Sanctions List Ref):RUS0132 (Gender):Male` as pairs; text before the first tag stands under ''."""
    tags = list(_TAG.finditer(text))
    head = text[: tags[0].start()] if tags else text
    ends = [tag.start() for tag in tags[1:]] + [len(text)] if tags else []
    pairs = [("", head)] + [(tag["tag"], text[tag.end() : end]) for tag, end in zip(tags, ends, strict=True)]
    return tuple((tag, one_line(value).rstrip(".")) for tag, value in pairs if one_line(value))


def first_day(rows: Iterable[Row], *headings: str) -> date | None:
    """The earliest day under these headings."""
    return min((day for row in rows if (day := read_day(row.raw(*headings)))), default=None)


def last_day(rows: Iterable[Row], *headings: str) -> date | None:
    """The latest day under these headings."""
    return max((day for row in rows if (day := read_day(row.raw(*headings)))), default=None)


def stated_day(path: Path, words: str) -> date | None:
    """The day beside or behind some words in the first rows: `Last Updated,04/05/2022`, `Report Date: 13-Feb-2026`."""
    for sheet in sheets(path):
        for cells in sheet.rows[:3]:
            texts = [clean(cell) for cell in cells]
            for place, text in enumerate(texts):
                if text.casefold().startswith(words.casefold()):
                    return read_day(text) or read_day(" ".join(texts[place + 1 : place + 2]))
        break
    return None
