"""European Union: the consolidated financial sanctions file (FSF), XML version 1.1.

Source format: `export` in the namespace http://eu.europa.ec/fpi/fsd/export, by the European Commission. One
sanctionEntity a target, facts in attributes, each child with the regulation that brought it. The regulation of the
target itself is the latest one, so the day of listing is read from designationDate, else from the words "Date of
listing: 17/03/2014" in details and remarks. Names come in many languages, most without a language tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from service.engine.model.entity import (
    Address,
    Designation,
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
from service.watchlists.parsing.countries import UNKNOWN_WORDS, countries, country
from service.watchlists.parsing.dates import is_year, read_dates, read_day, unread_day
from service.watchlists.parsing.identifiers import distinct, identifier, identifiers_in
from service.watchlists.parsing.names import latin_first
from service.watchlists.parsing.text import joined, unique, unique_names
from service.watchlists.parsing.xml import Element, all_at, attribute, elements, line_of, root_attributes, text, texts
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

_TYPES = {
    "person": EntityType.PERSON,
    "P": EntityType.PERSON,
    "enterprise": EntityType.ENTITY,
    "E": EntityType.ENTITY,
    "vessel": EntityType.VESSEL,
    "V": EntityType.VESSEL,
}
_GENDERS = {"M": "male", "F": "female"}
_FLAGS = ("diplomatic", "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer")
_ID_DETAILS = ("issuedBy", "issueDate", "validFrom", "validTo", "nameOnDocument", "region")
_PLACES = ("place", "city", "region", "zipCode", "countryDescription")
_ADDRESS = ("street", "poBox", "zipCode", "city", "place", "region", "countryDescription")
_LISTED = re.compile(r"date of (?:un )?(?:listing|designation)[^\d]{0,40}", re.IGNORECASE)


def read(source: Source) -> Iterator[Record]:
    """Yield every sanctionEntity; one without any name is skipped with that reason."""
    used: set[str] = set()
    for path in source.files:
        for element in elements(path, "sanctionEntity"):
            record_id = _record_id(element, used)
            location = Location(path.name, record_id, line_of(element))
            names = latin_first(unique_names(_names(element)))
            if names:
                yield _entity(source, element, record_id, names, location)
            else:
                yield Skipped(location, "the target has no name")


def _record_id(element: Element, used: set[str]) -> str:
    """The EU reference; where two targets share one, as EU.472.57 did in 2021, the second adds its logical id."""
    reference, logical = attribute(element, "euReferenceNumber"), attribute(element, "logicalId")
    record_id = reference if reference and reference not in used else "~".join(filter(None, (reference, logical)))
    used.add(record_id)
    return record_id


def _entity(source: Source, element: Element, record_id: str, names: tuple[Name, ...], location: Location) -> Entity:
    aliases = all_at(element, "nameAlias")
    subject = all_at(element, "subjectType")
    code = (attribute(subject[0], "code") or attribute(subject[0], "classificationCode")) if subject else ""
    addresses = tuple(_addresses(element))
    genders = [_GENDERS[mark] for mark in (attribute(alias, "gender") for alias in aliases) if mark in _GENDERS]
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=_TYPES.get(code, EntityType.UNKNOWN),
        names=names,
        location=location,
        designations=tuple(_designations(source, element)),
        birth_dates=tuple(dict.fromkeys(d for part in all_at(element, "birthdate") for d in _birth_dates(part))),
        birth_places=unique(_place(part, _PLACES) for part in all_at(element, "birthdate")),
        nationalities=countries([_land(part) for part in all_at(element, "citizenship")]),
        countries=countries([address.country or "" for address in addresses]),
        gender=genders[0] if genders else None,
        titles=unique(attribute(alias, "title") for alias in aliases),
        positions=unique(attribute(alias, "function") for alias in aliases),
        identifiers=distinct((*_identifiers(element), *identifiers_in("\n".join(texts(element, "remark"))))),
        addresses=addresses,
        facts=tuple(dict.fromkeys(_facts(element))),
        remarks="\n".join(texts(element, "remark")) or None,
    )


def _names(element: Element) -> Iterator[Name]:
    for number, alias in enumerate(all_at(element, "nameAlias")):
        whole = attribute(alias, "wholeName")
        whole = whole or joined(attribute(alias, part) for part in ("firstName", "middleName", "lastName"))
        kind = NameType.ALIAS if number else NameType.PRIMARY
        weak = attribute(alias, "strong").casefold() == "false"
        yield Name(whole, kind, weak, attribute(alias, "nameLanguage").lower() or None)


def _designations(source: Source, element: Element) -> Iterator[Designation]:
    listed = _listed_on(element)
    regulations = all_at(element, "regulation")
    for regulation in regulations:
        changed = attribute(regulation, "regulationType") == "amendment"
        yield source.designation(
            attribute(regulation, "programme"),
            legal_basis=attribute(regulation, "numberTitle") or None,
            listed_on=listed,
            amended_on=read_day(attribute(regulation, "publicationDate")) if changed else None,
            source_url=text(regulation, "publicationUrl") or None,
        )
    if not regulations:
        yield source.designation("", listed_on=listed)


def _listed_on(element: Element) -> date | None:
    day = read_day(attribute(element, "designationDate"))
    if day is not None:
        return day
    for words in (attribute(element, "designationDetails"), *texts(element, "remark")):
        match = _LISTED.search(words)
        day = read_day(words[match.end() :][:12]) if match else None
        if day is not None:
            return day
    return None


def _birth_dates(part: Element) -> Iterator[ListedDate]:
    circa = attribute(part, "circa").casefold() == "true"
    first, last = attribute(part, "yearRangeFrom"), attribute(part, "yearRangeTo")
    year, month = attribute(part, "year"), attribute(part, "monthOfYear")
    if first or last:
        years = [PartialDate(int(item)) for item in (first or last, last or first) if is_year(item)]
        earliest, latest = (years[0], years[1]) if len(years) == 2 else (None, None)
        yield ListedDate(joined([first, last], " to "), earliest, latest, circa)
        return
    raw = attribute(part, "birthdate") or (f"{year}-{int(month):02d}" if year and month.isdigit() else year)
    if attribute(part, "calendarType") not in ("", "GREGORIAN"):
        written = raw if year in raw else joined([raw, f"{year} {month} {attribute(part, 'dayOfMonth')}"])
        yield ListedDate(f"{written} ({attribute(part, 'calendarType')})".strip())
        return
    for found in read_dates(raw):
        yield ListedDate(found.raw, found.earliest, found.latest, circa or found.circa)


def _land(part: Element) -> str:
    """The published country words: code 00 and XX mean unknown."""
    return attribute(part, "countryDescription") or attribute(part, "countryIso2Code")


def _place(part: Element, names: tuple[str, ...]) -> str:
    return joined((value for value in (attribute(part, name) for name in names) if not _unknown(value)), ", ")


def _unknown(value: str) -> bool:
    return value.casefold() in UNKNOWN_WORDS


def _addresses(element: Element) -> Iterator[Address]:
    for part in all_at(element, "address"):
        line = joined([_place(part, _ADDRESS), *texts(part, "remark")], ", ")
        if line:
            city, code = attribute(part, "city") or attribute(part, "place") or None, attribute(part, "zipCode") or None
            yield Address(line, city, code, country(_land(part)))


def _identifiers(element: Element) -> Iterator[Identifier]:
    for part in all_at(element, "identification"):
        words = attribute(part, "identificationTypeDescription") or attribute(part, "identificationTypeCode")
        flags = [flag for flag in _FLAGS if attribute(part, flag) == "true"]
        details = [f"{name} {attribute(part, name)}" for name in _ID_DETAILS if attribute(part, name)]
        note = joined([*flags, *details, *texts(part, "remark")], "; ")
        for number in unique([attribute(part, "number"), attribute(part, "latinNumber")]):
            found = identifier(words, number, _land(part), note)
            if found is not None:
                yield found
    for contact in all_at(element, "address/contactInfo") + all_at(element, "contactInfo"):
        found = identifier(attribute(contact, "key"), attribute(contact, "value"))
        if found is not None:
            yield found


def _facts(element: Element) -> Iterator[tuple[str, str]]:
    for name in ("unitedNationId", "logicalId", "designationDetails"):
        if attribute(element, name):
            yield name, attribute(element, name)
    yield from unread_day("designationDate", attribute(element, "designationDate"))
    for regulation in all_at(element, "regulation"):
        days = (("published", "publicationDate"), ("in force", "entryIntoForceDate"))
        words = [joined([word, attribute(regulation, name)]) for word, name in days if attribute(regulation, name)]
        words += [attribute(regulation, name) for name in ("regulationType", "organisationType")]
        yield joined(["regulation", attribute(regulation, "numberTitle")]), joined(words, ", ")
    for tag in ("nameAlias", "birthdate", "citizenship"):
        for part in all_at(element, tag):
            yield from ((f"{tag} remark", words) for words in texts(part, "remark"))


def published_on(files: Sequence[Path]) -> date | None:
    """The day in `generationDate`."""
    return read_day(root_attributes(files[0]).get("generationDate", ""))


def recognises(seen: FileSample) -> bool:
    """The root element with its namespace, or with its targets where a tool took the namespace away."""
    return seen.root == "export" and ("eu.europa.ec/fpi/fsd/export" in seen.text or "<sanctionEntity" in seen.text)


READER = SourceFormat("eu_fsf_xml", "EU financial sanctions file XML 1.1", recognises, read, published_on)
