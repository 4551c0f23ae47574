"""Israel, National Bureau for Counter Terror Financing: the lists of terror organisations and individuals, XLSX.

Source format: a workbook of organisations and one of individuals, with names in English, Hebrew and Arabic, the days of
the temporary and the permanent designation, numbers and addresses. Headings name field and language, as in `Name of
individual - Hebrew`. By the published headings, each known by a pattern; not tried on a real file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.engine.model.entity import (
    Entity,
    EntityType,
    Identifier,
    Location,
    Name,
    NameType,
    Skipped,
)
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.addresses import read_addresses
from service.watchlists.parsing.countries import countries
from service.watchlists.parsing.dates import read_dates, read_day, unread_day
from service.watchlists.parsing.identifiers import distinct, identifier
from service.watchlists.parsing.names import company_variants
from service.watchlists.parsing.tables import HEADING_ROWS, Row, Sheet, table, workbook_sheets
from service.watchlists.parsing.text import clean, enumerated, heading_key, joined, one_line, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

# Which field a heading is, by the first pattern that fits its key; what fits none is a fact.
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("name_he", "name.*hebrew|שם.*עברית"),
        ("name_ar", "name.*arabic|שם.*ערבית"),
        ("name_en", "(?:name|organi[sz]ation).*english|שם.*אנגלית|^nameof(?:individual|organi[sz]ation)"),
        ("alias", "alias|alsoknown|othernames|כינוי"),
        ("key", "internalid|serial|^no$|^number$|מספרסידורי"),
        ("born", "^dob|dateofbirth|תאריךלידה"),
        ("birthplace", "placeofbirth"),
        ("nationality", "nationalit|residency|citizen|אזרחות"),
        ("person_id", "individualid|idnumber|identity|ת.?ז"),
        ("passport", "passport|דרכון"),
        ("registration", "corporation|registration|companynumber"),
        ("phone", "phone|טלפון"),
        ("email", "e?mail"),
        ("website", "website|אתר"),
        ("address", "address|כתובת"),
        ("temporary", "temporarydesignation|temporaryorder"),
        ("permanent", "permanentdesignation|permanentorder|dateofdesignation"),
        ("by", "designat(?:ion|ed)(?:inisrael)?by"),
        ("remarks", "comment|remarks|הערות"),
    )
)
_LANGUAGES = (("name_en", None), ("name_he", "he"), ("name_ar", "ar"))
_NUMBERS = (
    ("person_id", "identity number"),
    ("passport", "passport"),
    ("registration", "registration number"),
    ("phone", "phone"),
    ("email", "email"),
    ("website", "website"),
)

_Fields = dict[str, list[tuple[str, str]]]


def read(source: Source) -> Iterator[Record]:
    """Yield every row of every sheet with a name column; one without a name is skipped with that reason."""
    found = False
    for path in source.files:
        for sheet in workbook_sheets(path):
            heading = _heading(sheet)
            if heading is None:
                continue
            found = True
            for row in table(sheet, *heading) or ():
                yield _record(source, path, sheet.name, row)
    if not found:
        names = ", ".join(path.name for path in source.files)
        raise UnreadableFileError(names, "", "a heading row with names in English and Hebrew", "none")


def _heading(sheet: Sheet) -> tuple[str, ...] | None:
    for cells in sheet.rows[:HEADING_ROWS]:
        texts = tuple(text for cell in cells if (text := clean(cell)))
        if _is_heading(texts):
            return texts
    return None


def _is_heading(texts: Sequence[str]) -> bool:
    found = {_field(heading_key(text)) for text in texts}
    return {"name_en", "name_he"} <= found


def _field(key: str) -> str:
    return next((name for name, pattern in _FIELDS if pattern.search(key)), "fact")


def _record(source: Source, path: Path, sheet: str, row: Row) -> Record:
    fields = _fields(row)
    headings = " ".join(heading_key(name) for name in row.headings.names)
    person = ("individual" in headings and "organi" not in headings) or bool(fields.get("born"))
    record_id = _text(fields, "key") or f"{heading_key(sheet)}-{row.line}"
    location = Location(path.name, record_id, row.line)
    names = unique_names(_names(fields, person=person))
    if not names:
        return Skipped(location, "the row has no name")
    addresses = tuple(dict.fromkeys(found for text in _items(fields, "address") for found in read_addresses(text)))
    days = [read_day(_text(fields, name)) for name in ("temporary", "permanent")]
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=EntityType.PERSON if person else EntityType.ENTITY,
        names=names,
        location=location,
        designations=(
            source.designation(
                "Terror organisations and individuals",
                legal_basis=_text(fields, "by") or None,
                listed_on=min(filter(None, days), default=None),
                amended_on=days[1] if days[0] and days[1] and days[1] > days[0] else None,
            ),
        ),
        birth_dates=tuple(found for _, text in fields.get("born", []) for found in read_dates(text)),
        birth_places=_items(fields, "birthplace"),
        nationalities=countries([part for item in _items(fields, "nationality") for part in re.split("[,/]", item)]),
        countries=countries([address.country or "" for address in addresses]),
        identifiers=distinct(_identifiers(fields)),
        addresses=addresses,
        facts=(
            *fields.get("fact", []),
            *(fact for name in ("temporary", "permanent") for fact in unread_day(name, _text(fields, name))),
        ),
        remarks=_text(fields, "remarks") or None,
    )


def _fields(row: Row) -> _Fields:
    fields: _Fields = {}
    for key, heading, cell in row.cells:
        text = clean(cell)
        if text:
            fields.setdefault(_field(key), []).append((one_line(heading), text))
    return fields


def _text(fields: _Fields, name: str) -> str:
    return joined((text for _, text in fields.get(name, [])), "; ")


def _items(fields: _Fields, name: str) -> tuple[str, ...]:
    texts = (text for _, text in fields.get(name, []))
    return unique(one_line(part) for text in texts for item in enumerated(text) for part in re.split(r"[;\n]", item))


def _names(fields: _Fields, *, person: bool) -> Iterator[Name]:
    """The English name first; the Hebrew and the Arabic one are in their own script."""
    for field, language in _LANGUAGES:
        for number, text in enumerate(_items(fields, field)):
            kind = NameType.ALIAS if number else NameType.PRIMARY if language is None else NameType.ORIGINAL_SCRIPT
            yield Name(text, kind, language=language)
            if not person:
                yield from company_variants(text, language)
    yield from (Name(text, NameType.ALIAS) for text in _items(fields, "alias"))


def _identifiers(fields: _Fields) -> Iterator[Identifier]:
    for name, words in _NUMBERS:
        yield from filter(None, (identifier(words, text) for text in _items(fields, name)))


def recognises(seen: FileSample) -> bool:
    """A workbook with names in English and Hebrew."""
    return seen.kind == "workbook" and any(map(_is_heading, seen.rows))


READER = SourceFormat("il_nbctf", "Israel's lists of the NBCTF", recognises, read, unknown_date)
