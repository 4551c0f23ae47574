"""New Zealand, Ministry of Foreign Affairs and Trade: the Russia Sanctions Register, XLSX.

Source format: one row a person, entity, ship or aircraft, found by headings such as Unique Identifier, First name, Last
name, Date of birth; a column for each kind of measure holds Yes or the day; a status of revoked ends them. By the
published headings, each known by a pattern; not tried on a real file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from service.engine.model.entity import (
    Entity,
    EntityType,
    Identifier,
    Link,
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
from service.watchlists.parsing.names import company_variants, vessel_variants
from service.watchlists.parsing.tables import Row, table, workbook_sheets
from service.watchlists.parsing.text import clean, enumerated, joined, one_line, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

KEY = "Unique Identifier"
_TYPES = (
    ("individual", EntityType.PERSON),
    ("ship", EntityType.VESSEL),
    ("vessel", EntityType.VESSEL),
    ("aircraft", EntityType.AIRCRAFT),
    ("entity", EntityType.ENTITY),
)
# Which field a heading is, by the first pattern that fits its key; what fits none is a fact.
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("key", "^uniqueidentifier"),
        ("type", "^(?:type|sanctiontype|persontype)$"),
        ("first", "^firstname"),
        ("middle", "^middlename"),
        ("last", "^lastname|^surname"),
        ("name", "^name$|^nameofentity|^entityname|^entityorship|^nameofship|^fullname|^shipname"),
        ("alias", "alias|alsoknownas|othername"),
        ("born", "^dateofbirth|^dob"),
        ("birthplace", "placeofbirth|birthplace"),
        ("citizen", "citizen|nationalit"),
        ("gender", "^gender|^sex$"),
        ("title", "^title|honorific"),
        ("position", "position|occupation|role"),
        ("passport", "passport"),
        ("imo", "^imo|imonumber"),
        ("number", "registration|identificationnumber"),
        ("address", "address"),
        ("associates", "associate|relationship"),
        ("remarks", "rationale|reason|additionalinformation"),
        ("listed", "^dateofsanction|^datesanctioned|^datelisted"),
        ("amended", "additionalsanction|amend|updated"),
        ("status", "status"),
        ("revoked", "revo"),
        ("asset_freeze", "assetfreeze|dealingwithassets"),
        ("travel_ban", "travelban"),
        ("service_prohibition", "service"),
        ("investment_ban", "securities"),
        ("ship_ban", "shipban|^ships?$"),
        ("aircraft_ban", "aircraftban|^aircrafts?$"),
    )
)
_MEASURES = ("asset_freeze", "travel_ban", "service_prohibition", "investment_ban", "ship_ban", "aircraft_ban")
_NO = ("", "no", "n", "n/a", "-", "false")

_Fields = dict[str, list[tuple[str, str]]]


def read(source: Source) -> Iterator[Record]:
    """Yield every row; one without a name is skipped with that reason."""
    found = False
    for path in source.files:
        for sheet in workbook_sheets(path):
            rows = table(sheet, KEY)
            if rows is None:
                continue
            found = True
            for row in rows:
                yield _record(source, path, row)
    if not found:
        names = ", ".join(path.name for path in source.files)
        raise UnreadableFileError(names, "", f"a heading row with {KEY}", "none")


def _record(source: Source, path: Path, row: Row) -> Record:
    fields = _fields(row)
    record_id = _text(fields, "key") or f"line-{row.line}"
    location = Location(path.name, record_id, row.line)
    type_ = next((kind for word, kind in _TYPES if word in _text(fields, "type").casefold()), EntityType.UNKNOWN)
    names = unique_names(_names(fields, type_))
    if not names:
        return Skipped(location, "the row has no name")
    addresses = tuple(dict.fromkeys(found for text in _items(fields, "address") for found in read_addresses(text)))
    measures = tuple(name for name in _MEASURES if _text(fields, name).casefold() not in _NO)
    gone = "revo" in _text(fields, "status").casefold()
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=type_,
        names=names,
        location=location,
        designations=(
            source.designation(
                "Russia Sanctions Regulations 2022",
                measures=measures or None,
                listed_on=read_day(_text(fields, "listed")),
                amended_on=read_day(_text(fields, "amended")),
                delisted_on=read_day(_text(fields, "revoked") or _text(fields, "status")) if gone else None,
            ),
        ),
        birth_dates=tuple(found for _, text in fields.get("born", []) for found in read_dates(text)),
        birth_places=_items(fields, "birthplace"),
        nationalities=countries([part for item in _items(fields, "citizen") for part in re.split(r"[;,/]", item)]),
        countries=countries([address.country or "" for address in addresses]),
        gender=_text(fields, "gender").lower() or None,
        titles=_items(fields, "title"),
        positions=_items(fields, "position"),
        identifiers=distinct(_identifiers(fields)),
        addresses=addresses,
        links=tuple(Link("associate", text) for text in _items(fields, "associates")),
        facts=(
            *fields.get("fact", []),
            *(fields.get("status", []) if gone else []),
            *(fact for name in ("listed", "amended") for fact in unread_day(name, _text(fields, name))),
        ),
        remarks=_text(fields, "remarks") or None,
    )


def _fields(row: Row) -> _Fields:
    fields: _Fields = {}
    for key, heading, cell in row.cells:
        text = clean(cell)
        if text:
            name = next((name for name, pattern in _FIELDS if pattern.search(key)), "fact")
            fields.setdefault(name, []).append((one_line(heading), text))
    return fields


def _text(fields: _Fields, name: str) -> str:
    return joined((text for _, text in fields.get(name, [])), "; ")


def _items(fields: _Fields, name: str) -> tuple[str, ...]:
    texts = (text for _, text in fields.get(name, []))
    return unique(one_line(part) for text in texts for item in enumerated(text) for part in re.split(r"[;\n]", item))


def _names(fields: _Fields, type_: EntityType) -> Iterator[Name]:
    person = joined(_text(fields, part) for part in ("first", "middle", "last"))
    primary = person or _text(fields, "name")
    yield Name(primary)
    if person and _text(fields, "name"):
        yield Name(_text(fields, "name"), NameType.ALIAS)
    if type_ is EntityType.ENTITY:
        yield from company_variants(primary)
    elif type_ is EntityType.VESSEL:
        yield from vessel_variants(primary)
    yield from (Name(text, NameType.ALIAS) for text in _items(fields, "alias"))


def _identifiers(fields: _Fields) -> Iterator[Identifier]:
    for name, words in (("passport", "passport"), ("imo", "imo number"), ("number", "registration number")):
        yield from filter(None, (identifier(words, text) for text in _items(fields, name)))


def recognises(seen: FileSample) -> bool:
    """A workbook with the identifier and a name column."""
    named = seen.has_headings(KEY, "Last name") or seen.has_headings(KEY, "Name")
    return seen.kind == "workbook" and (named or seen.has_headings(KEY, "Date of Sanction"))


READER = SourceFormat("nz_russia_register", "New Zealand's Russia Sanctions Register", recognises, read, unknown_date)
