"""United Nations Security Council: the Consolidated List in XML.

Source format: `CONSOLIDATED_LIST` of scsanctions.un.org, schema sc-sanctions.xsd. One INDIVIDUAL or ENTITY a target.
A name is spread over FIRST_NAME to FOURTH_NAME. QUALITY of an alias is Good or Low (a weak one) for persons, but for
entities it holds a.k.a. or f.k.a. instead. Empty alias, address and document elements are common. The order of elements
differs between vintages, so everything is found by tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from service.engine.model.entity import (
    Address,
    Entity,
    EntityType,
    Identifier,
    ListedDate,
    Location,
    Name,
    NameType,
    PartialDate,
    Skipped,
)
from service.watchlists.parsing.countries import countries, country
from service.watchlists.parsing.dates import is_year, read_dates, read_day, unread_day
from service.watchlists.parsing.identifiers import distinct, identifier, identifiers_in
from service.watchlists.parsing.names import apart, company_variants
from service.watchlists.parsing.text import enumerated, joined, unique, unique_names
from service.watchlists.parsing.xml import Element, all_at, elements, line_of, local, root_attributes, text, texts
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

_TYPES = {"INDIVIDUAL": EntityType.PERSON, "ENTITY": EntityType.ENTITY}
_NAME_TAGS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "FIFTH_NAME", "SIXTH_NAME")
_ADDRESS_TAGS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
_PLACE_TAGS = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY", "NOTE")
_KINDS, _ISSUERS = ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2"), ("ISSUING_COUNTRY", "COUNTRY_OF_ISSUE")
_ALIAS_DETAILS = ("DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "NOTE")


def read(source: Source) -> Iterator[Record]:
    """Yield every individual and entity; one without any name is skipped with that reason."""
    for path in source.files:
        for element in elements(path, "INDIVIDUAL", "ENTITY"):
            record_id = text(element, "REFERENCE_NUMBER") or text(element, "DATAID")
            location = Location(path.name, record_id, line_of(element))
            names = unique_names(_names(element))
            if names:
                yield _entity(source, element, record_id, names, location)
            else:
                yield Skipped(location, "the target has no name")


def _entity(source: Source, element: Element, record_id: str, names: tuple[Name, ...], location: Location) -> Entity:
    addresses = tuple(_addresses(element))
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=_TYPES[local(element.tag)],
        names=names,
        location=location,
        designations=(
            source.designation(
                text(element, "UN_LIST_TYPE"),
                listed_on=read_day(text(element, "LISTED_ON")),
                amended_on=_last_day(texts(element, "LAST_DAY_UPDATED/VALUE")),
                delisted_on=read_day(text(element, "DELISTED_ON")),
            ),
        ),
        birth_dates=tuple(_birth_dates(element)),
        birth_places=unique(joined((text(p, t) for t in _PLACE_TAGS), ", ") for p in _parts(element, "PLACE_OF_BIRTH")),
        nationalities=countries(texts(element, "NATIONALITY/VALUE")),
        countries=countries([address.country or "" for address in addresses]),
        gender=text(element, "GENDER").lower() or None,
        titles=unique(item for value in texts(element, "TITLE/VALUE") for item in enumerated(value)),
        positions=unique(item for value in texts(element, "DESIGNATION/VALUE") for item in enumerated(value)),
        identifiers=distinct((*_identifiers(element), *identifiers_in(text(element, "COMMENTS1")))),
        addresses=addresses,
        facts=tuple(_facts(element)),
        remarks=text(element, "COMMENTS1") or None,
    )


def _names(element: Element) -> Iterator[Name]:
    primary = joined(text(element, tag) for tag in _NAME_TAGS)
    yield Name(primary)
    original = text(element, "NAME_ORIGINAL_SCRIPT")
    if original:
        yield Name(original, NameType.ORIGINAL_SCRIPT)
    if local(element.tag) == "ENTITY":
        yield from company_variants(primary)
    for alias in _parts(element, "ALIAS"):
        quality = text(alias, "QUALITY").casefold()
        kind = NameType.PREVIOUS if quality.startswith("f") else NameType.ALIAS
        yield from apart(Name(text(alias, "ALIAS_NAME"), kind, weak=quality == "low"))


def _parts(element: Element, name: str) -> list[Element]:
    return all_at(element, f"{local(element.tag)}_{name}")


def _last_day(values: list[str]) -> date | None:
    days = [day for value in values if (day := read_day(value))]
    return max(days, default=None)


def _birth_dates(element: Element) -> Iterator[ListedDate]:
    for part in _parts(element, "DATE_OF_BIRTH"):
        circa = text(part, "TYPE_OF_DATE").upper().startswith("APPROX")
        first, last = text(part, "FROM_YEAR"), text(part, "TO_YEAR")
        raw = joined([text(part, "DATE") or text(part, "YEAR") or joined([first, last], " to "), text(part, "NOTE")])
        if is_year(first) and is_year(last):
            yield ListedDate(raw, PartialDate(int(first)), PartialDate(int(last)), circa)
        else:
            for found in read_dates(raw):
                yield ListedDate(found.raw, found.earliest, found.latest, circa or found.circa)


def _addresses(element: Element) -> Iterator[Address]:
    for part in _parts(element, "ADDRESS"):
        line = joined((text(part, tag) for tag in _ADDRESS_TAGS), ", ")
        if line:
            land = country(text(part, "COUNTRY"))
            yield Address(line, text(part, "CITY") or None, text(part, "ZIP_CODE") or None, land)


def _identifiers(element: Element) -> Iterator[Identifier]:
    for part in _parts(element, "DOCUMENT"):
        kinds, lands = (unique(text(part, tag) for tag in tags) for tags in (_KINDS, _ISSUERS))
        kind, land = (words[0] if words else "" for words in (kinds or ("document",), lands))
        details = (text(part, tag) for tag in ("DATE_OF_ISSUE", "CITY_OF_ISSUE", "NOTE"))
        note = joined((*kinds[1:], *lands[1:], *details), "; ")
        found = identifier(kind, text(part, "NUMBER"), land, note)
        if found is not None:
            yield found


def _facts(element: Element) -> Iterator[tuple[str, str]]:
    """What the UN says of an alias or a document besides its name or number."""
    for alias in _parts(element, "ALIAS"):
        details = joined((text(alias, tag) for tag in _ALIAS_DETAILS), "; ")
        if details:
            yield f"alias {text(alias, 'ALIAS_NAME')}", details
    for part in _parts(element, "DOCUMENT"):
        words = unique(text(part, tag) for tag in (*_KINDS, "NOTE"))
        if words and not text(part, "NUMBER"):
            yield "document", joined(words, "; ")
    days = unique(texts(element, "LAST_DAY_UPDATED/VALUE"))
    if len(days) > 1:  # the designation has the last one
        yield "updated on", joined(sorted(days), ", ")
    for tag in ("LISTED_ON", "DELISTED_ON"):
        yield from unread_day(tag, text(element, tag))
    yield from unread_day("updated on", days[0] if len(days) == 1 else "")
    submitted = joined([text(element, "SUBMITTED_BY"), text(element, "SUBMITTED_ON")], ", ")
    if submitted:
        yield "submitted by", submitted


def published_on(files: Sequence[Path]) -> date | None:
    """The day in `dateGenerated`."""
    return read_day(root_attributes(files[0]).get("dateGenerated", ""))


def recognises(seen: FileSample) -> bool:
    """The root element."""
    return seen.root == "CONSOLIDATED_LIST"


READER = SourceFormat("un_xml", "UN consolidated list XML", recognises, read, published_on)
