"""US Treasury, OFAC: `SDN_ENHANCED.XML` and `CONS_ENHANCED.XML`, the newest form.

Source format: `sanctionsData` of OFAC's Sanctions List Service. Every entity holds its words itself, beside the ids of
the reference values: lists with their day, programmes, kinds of sanction, legal authorities, names with their
translations into other scripts, addresses, features, documents, relations. A file may be filtered to some programmes,
which `publicationInfo` says. Tried on a real file of one programme.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from service.engine.matching.identifier_types import OTHER, identifier_type
from service.engine.model.entity import (
    Address,
    Designation,
    Entity,
    EntityType,
    Identifier,
    Link,
    ListedDate,
    Location,
    Name,
    NameType,
    PartialDate,
    Skipped,
)
from service.watchlists.parsing.countries import countries
from service.watchlists.parsing.dates import read_dates, read_day, unread_day
from service.watchlists.parsing.identifiers import distinct, identifier
from service.watchlists.parsing.ofac_advanced import ordered_address
from service.watchlists.parsing.text import joined, unique, unique_names
from service.watchlists.parsing.us_measures import measures_of
from service.watchlists.parsing.xml import Element, all_at, attribute, elements, first_element, line_of, text, texts
from service.watchlists.sniff import FileSample
from service.watchlists.source import Note, Record, Source, SourceFormat

_TYPES = {
    "individual": EntityType.PERSON,
    "entity": EntityType.ENTITY,
    "vessel": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
}
_NATIONALITY = ("nationality country", "citizenship country", "nationality of registration")
_BIRTH, _BIRTH_PLACE, _FLAG, _GENDER = "birthdate", "place of birth", "vessel flag", "gender"
_TAKEN = (*_NATIONALITY, _BIRTH, _BIRTH_PLACE, _GENDER)
_LATIN, _CONSOLIDATED = "Latin", "Consolidated List"
_PLAIN_TYPES = ("Block", "Reject")

_Features = list[tuple[str, str, Element]]


def read(source: Source) -> Iterator[Record]:
    """Yield every entity; one without a name is skipped with that reason. A filtered file gets a note."""
    for path in source.files:
        for element in elements(path, "entity", "publicationInfo", "referenceValue", "featureType"):
            if element.tag.endswith("}publicationInfo"):
                programmes = texts(element, "filters/sanctionsPrograms/sanctionsProgram")
                if programmes:
                    yield Note(f"{path.name} holds only the programmes {', '.join(programmes)}, not the whole list")
            elif element.tag.endswith("}entity"):
                yield _record(source, path, element)


def _record(source: Source, path: Path, element: Element) -> Record:
    record_id = attribute(element, "id")
    location = Location(path.name, record_id, line_of(element))
    names = unique_names(_names(element))
    if not names:
        return Skipped(location, "the entity has no name")
    features = [
        (text(item, "type").rstrip(":- "), text(item, "value"), item) for item in all_at(element, "features/feature")
    ]
    addresses = tuple(dict.fromkeys(_addresses(element)))
    flags = [value for kind, value, _ in features if kind.lower() == _FLAG]
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=_TYPES.get(text(element, "generalInfo/entityType").lower(), EntityType.UNKNOWN),
        names=names,
        location=location,
        designations=tuple(_designations(source, element)),
        birth_dates=tuple(_birth_dates(features)),
        birth_places=unique(value for kind, value, _ in features if kind.lower() == _BIRTH_PLACE),
        nationalities=countries([value for kind, value, _ in features if kind.lower() in _NATIONALITY]),
        countries=countries([*flags, *(address.country or "" for address in addresses)]),
        gender=next((value.lower() for kind, value, _ in features if kind.lower() == _GENDER), None),
        titles=unique(texts(element, "generalInfo/title")),
        identifiers=distinct((*_documents(element), *_feature_identifiers(features))),
        addresses=addresses,
        links=tuple(_links(element)),
        facts=(*_facts(element, features), *_unread_days(element)),
        remarks="\n".join(texts(element, "generalInfo/remarks")) or None,
    )


def _names(element: Element) -> Iterator[Name]:
    names = all_at(element, "names/name")
    names.sort(key=lambda name: text(name, "isPrimary") != "true")
    for name in names:
        primary, weak = text(name, "isPrimary") == "true", text(name, "isLowQuality") == "true"
        former = text(name, "aliasType").lower().startswith("f")
        kind = NameType.PRIMARY if primary else NameType.PREVIOUS if former else NameType.ALIAS
        translations = all_at(name, "translations/translation")
        translations.sort(key=lambda item: text(item, "isPrimary") != "true")
        for item in translations:
            script = text(item, "script") or _LATIN
            whole = text(item, "formattedFullName") or joined(texts(item, "nameParts/namePart/value"))
            yield Name(whole, kind if script == _LATIN else NameType.ORIGINAL_SCRIPT, weak)


def _designations(source: Source, element: Element) -> Iterator[Designation]:
    """One for each programme. The day is that of the list proper: the Consolidated List repeats it later."""
    lists = [(text_of(item), read_day(attribute(item, "datePublished"))) for item in _lists(element)]
    proper = [item for item in lists if item[0] != _CONSOLIDATED] or lists
    types = texts(element, "sanctionsTypes/sanctionsType")
    authorities = texts(element, "legalAuthorities/legalAuthority")
    basis = joined(unique([*authorities, *(words for words in types if words not in _PLAIN_TYPES)]), "; ")
    names = [name for name, _ in proper]
    for programme in unique(texts(element, "sanctionsPrograms/sanctionsProgram")) or ("",):
        yield source.designation(
            programme,
            legal_basis=basis or None,
            measures=measures_of(types) or measures_of(names) or None,
            listed_on=min((day for _, day in proper if day), default=None),
        )


def _lists(element: Element) -> list[Element]:
    return all_at(element, "sanctionsLists/sanctionsList")


def text_of(element: Element) -> str:
    """The element's own words in one line."""
    return joined([element.text])


def _birth_dates(features: _Features) -> Iterator[ListedDate]:
    for kind, value, item in features:
        if kind.lower() != _BIRTH:
            continue
        first, last = text(item, "valueDate/fromDateBegin"), text(item, "valueDate/toDateEnd")
        circa = text(item, "valueDate/isApproximate") == "true"
        read = read_dates(value)
        if len(read) == 1 and read[0].earliest is not None:
            yield ListedDate(value, read[0].earliest, read[0].latest, circa or read[0].circa)
        elif (begin := read_day(first)) and (end := read_day(last)):
            earliest, latest = (PartialDate(day.year, day.month, day.day) for day in (begin, end))
            yield ListedDate(value, earliest, latest, circa)
        elif value:
            yield ListedDate(value)


def _addresses(element: Element) -> Iterator[Address]:
    """In each script that it is given in; an address without parts and country says nothing."""
    for item in all_at(element, "addresses/address"):
        land = text(item, "country")
        for translation in all_at(item, "translations/translation") or [item]:
            parts = [
                (text(part, "type").upper(), text(part, "value"))
                for part in all_at(translation, "addressParts/addressPart")
            ]
            found = ordered_address(parts, land)
            if found is not None:
                yield found


def _documents(element: Element) -> Iterator[Identifier]:
    for item in all_at(element, "identityDocuments/identityDocument"):
        dates = [joined([tag, text(item, tag)]) for tag in ("issueDate", "expirationDate") if text(item, tag)]
        places = texts(item, "issuingLocation")
        invalid = "not valid" if text(item, "isValid") == "false" else ""
        note = joined([*dates, *places, *texts(item, "idFeatures/idFeature"), *texts(item, "remarks"), invalid], "; ")
        found = identifier(text(item, "type"), text(item, "documentNumber"), text(item, "issuingCountry"), note)
        if found is not None:
            yield found


def _feature_identifiers(features: _Features) -> Iterator[Identifier]:
    for kind, value, _ in features:
        if identifier_type(kind) != OTHER and kind.lower() not in _TAKEN:
            yield from filter(None, [identifier(kind, value)])


def _links(element: Element) -> Iterator[Link]:
    for item in all_at(element, "relationships/relationship"):
        party = next(iter(all_at(item, "relatedEntity")), None)
        number = attribute(party, "entityId") if party is not None else ""
        quality = [joined(["quality", words]) for words in texts(item, "quality")]
        other = joined([text(item, "relatedEntity") or number, *texts(item, "remarks"), *quality], "; ")
        if other:  # one on another list has a number and no name here
            yield Link(text(item, "type"), other, number or None)


def _unread_days(element: Element) -> Iterator[tuple[str, str]]:
    for item in _lists(element):
        yield from unread_day("date of the entry", attribute(item, "datePublished"))


def _facts(element: Element, features: _Features) -> Iterator[tuple[str, str]]:
    for item in _lists(element):
        yield "list", joined([text_of(item), attribute(item, "datePublished")], ", ")
    for kind, value, _ in features:
        if kind.lower() not in _TAKEN and identifier_type(kind) == OTHER and value:
            yield kind, value
    for kind, value, item in features:
        if text(item, "reliability"):
            yield joined([kind, "reliability"]), joined([value, text(item, "reliability")], ": ")


def published_on(files: Sequence[Path]) -> date | None:
    """`dataAsOf`, near the start."""
    stated = first_element(files[0], "dataAsOf")
    return read_day(text_of(stated)) if stated is not None else None


def recognises(seen: FileSample) -> bool:
    """The root element and its first section."""
    return seen.root == "sanctionsData" and "publicationInfo" in seen.text


READER = SourceFormat("ofac_enhanced_xml", "OFAC enhanced XML", recognises, read, published_on)
