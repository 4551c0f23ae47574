"""Australia, DFAT: the Consolidated List (regulation8_consolidated), xls and xlsx.

Source format: one row a name. The reference joins the names of one target: 2, 2a, 2b; a number may come as 2.0, and the
rows of one target need not stand together. Dates mix Excel dates, years and words such as `a) Approximately 1955- 1958
b) 1960`. Newer editions add alias strength and columns for each kind of measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from service.engine.model.entity import (
    Designation,
    Entity,
    EntityType,
    Identifier,
    ListedDate,
    Location,
    Name,
    NameType,
    Skipped,
)
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.addresses import read_addresses
from service.watchlists.parsing.countries import countries, country_code
from service.watchlists.parsing.dates import read_dates, read_day, read_days
from service.watchlists.parsing.identifiers import distinct, identifier, identifiers_in, passports_in
from service.watchlists.parsing.names import apart, company_variants
from service.watchlists.parsing.tables import Row, table, workbook_sheets
from service.watchlists.parsing.text import (
    enumerated,
    has_unread_words,
    is_empty,
    one_line,
    primary_first,
    unique,
    unique_names,
)
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

REFERENCE, NAME = "Reference", "Name of Individual or Entity"
_TYPES = {"individual": EntityType.PERSON, "entity": EntityType.ENTITY, "vessel": EntityType.VESSEL}
_NAME_TYPES: tuple[tuple[str, NameType], ...] = (
    ("primary", NameType.PRIMARY),
    ("original", NameType.ORIGINAL_SCRIPT),
    ("former", NameType.PREVIOUS),
    ("previous", NameType.PREVIOUS),
    ("fka", NameType.PREVIOUS),
)
_MEASURES: tuple[tuple[str, str], ...] = (
    ("Targeted Financial Sanction", "asset_freeze"),
    ("Travel Ban", "travel_ban"),
    ("Arms Embargo", "arms_embargo"),
    ("Maritime Restriction", "maritime_restriction"),
)
_CHANGED = re.compile(r"(?:amend|relist|updat|continu)(?:(?!cease).)*?(?=\)|;|\. [A-Z]|\Z)", re.IGNORECASE)
_KNOWN = (
    *(REFERENCE, NAME, "Type", "Name Type", "Alias Strength", "Date of Birth", "Place of Birth", "Citizenship"),
    *("Address", "Additional Information", "Listing Information", "Committees", "IMO Number"),
    *(heading for heading, _ in _MEASURES),
)


def read(source: Source) -> Iterator[Record]:
    """Yield one entity a reference number; rows without one, or without any name, are skipped with that reason."""
    found = False
    for path in source.files:
        for sheet in workbook_sheets(path):
            rows = table(sheet, REFERENCE, NAME)
            if rows is None:
                continue
            found = True
            targets: dict[str, list[Row]] = {}
            for row in rows:
                targets.setdefault(_number(row.text(REFERENCE)), []).append(row)
            for number, members in targets.items():
                yield from _read_target(source, path, number, members)
    if not found:
        names = ", ".join(path.name for path in source.files)
        raise UnreadableFileError(names, "", f"a heading row with {REFERENCE} and {NAME}", "none")


def _number(reference: str) -> str:
    """`2`, `2a` and `2.0` are target 2."""
    match = re.match(r"\s*(\d+)", reference)
    return match[1] if match else reference.strip()


def _read_target(source: Source, path: Path, number: str, rows: list[Row]) -> Iterator[Record]:
    if not number:
        yield from (Skipped(Location(path.name, "", row.line), "the row has no reference") for row in rows)
        return
    location = Location(path.name, number, rows[0].line)
    names = primary_first(unique_names(_names(rows)))
    if not names:
        yield Skipped(location, "the target has no name")
        return
    type_ = _TYPES.get(rows[0].text("Type").casefold().strip(), EntityType.UNKNOWN)
    if type_ is EntityType.ENTITY:
        names = unique_names([*names, *company_variants(names[0].text)])
    addresses = tuple(dict.fromkeys(found for text in _items(rows, "Address") for found in read_addresses(text)))
    yield Entity(
        id=source.entity_id(number),
        watchlist=source.watchlist,
        record_id=number,
        type=type_,
        names=names,
        location=location,
        designations=tuple(_designation(source, rows, committee) for committee in _column(rows, "Committees") or ("",)),
        birth_dates=_birth_dates(rows),
        birth_places=_items(rows, "Place of Birth"),
        nationalities=countries([part for item in _items(rows, "Citizenship") for part in _nationalities(item)]),
        identifiers=distinct(_identifiers(rows)),
        countries=tuple(dict.fromkeys(address.country for address in addresses if address.country)),
        addresses=addresses,
        facts=tuple(_facts(rows)),
        remarks="\n".join(_column(rows, "Additional Information")) or None,
    )


def _names(rows: list[Row]) -> Iterator[Name]:
    for row in rows:
        weak = "weak" in row.text("Alias Strength").casefold()
        yield from apart(Name(row.text(NAME), _name_type(row.text("Name Type")), weak))


def _name_type(words: str) -> NameType:
    plain = words.casefold()
    return next((kind for word, kind in _NAME_TYPES if word in plain), NameType.ALIAS)


def _column(rows: list[Row], heading: str) -> tuple[str, ...]:
    return unique(one_line(row.text(heading)) for row in rows)


def _items(rows: list[Row], heading: str) -> tuple[str, ...]:
    return unique(one_line(item) for text in _column(rows, heading) for item in enumerated(text))


def _birth_dates(rows: list[Row]) -> tuple[ListedDate, ...]:
    cells = (row.raw("Date of Birth") for row in rows)
    known = (cell for cell in cells if cell is not None and not is_empty(str(cell)))
    return tuple(dict.fromkeys(found for cell in known for found in read_dates(cell)))


def _designation(source: Source, rows: list[Row], committee: str) -> Designation:
    words = "; ".join(_column(rows, "Listing Information"))
    first = read_day(words)
    changes = [day for changed in _CHANGED.findall(words) for day in read_days(changed)]
    last = max(changes, default=None)
    told = [row for row in rows if any(row.text(heading) for heading, _ in _MEASURES)]
    measures = tuple(name for heading, name in _MEASURES if any(_yes(row.text(heading)) for row in told))
    return source.designation(
        committee,
        legal_basis=words or None,
        measures=measures if told else None,
        listed_on=first,
        amended_on=last if last != first else None,
    )


def _nationalities(item: str) -> list[str]:
    """One nationality, or several between commas and "and": but the United Kingdom has an "and" of its own."""
    bare = re.sub(r"\(.*?(?:\)|\Z)", "", item).strip()
    return [bare] if country_code(bare) else re.split(r"[,;/]| and ", bare)


def _yes(text: str) -> bool:
    return text.casefold() in ("true", "yes", "y", "1")


def _identifiers(rows: list[Row]) -> Iterator[Identifier]:
    yield from filter(None, (identifier("imo", number) for number in _column(rows, "IMO Number")))
    for words in _column(rows, "Additional Information"):
        yield from identifiers_in(words)
        yield from passports_in(words)


def _facts(rows: list[Row]) -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys((heading, one_line(text)) for row in rows for heading, text in row.rest(_KNOWN))
    dates = [found.raw for found in _birth_dates(rows)]
    yield from (("Date of Birth", cell) for cell in _column(rows, "Date of Birth") if has_unread_words(cell, dates))


def published_on(files: Sequence[Path]) -> date | None:
    """The latest control date, which is the day of the last change to any row."""
    days: list[date] = []
    for sheet in workbook_sheets(files[0]):
        days.extend(day for row in table(sheet, REFERENCE, NAME) or () if (day := read_day(row.raw("Control Date"))))
    return max(days, default=None)


def recognises(seen: FileSample) -> bool:
    """The headings."""
    return seen.has_headings(REFERENCE, NAME, "Name Type")


READER = SourceFormat("au_dfat", "DFAT consolidated list workbook", recognises, read, published_on)
