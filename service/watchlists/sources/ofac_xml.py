"""US Treasury, OFAC: `sdn.xml` and `consolidated.xml`, the standard XML of both lists.

Source format: `sdnList` with one sdnEntry a target, schema of "SDN List Data Formats & Data Schemas" in any of its
namespaces. Aliases say strong or weak. idList also holds what is no number: gender, sanctions risk, aircraft model and
so on, which become facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from service.engine.matching.identifier_types import OTHER, identifier_type
from service.engine.model.entity import (
    Address,
    Entity,
    EntityType,
    Identifier,
    Link,
    ListedDate,
    Location,
    Name,
    NameType,
    Skipped,
)
from service.watchlists.parsing.countries import countries, country
from service.watchlists.parsing.dates import read_dates, read_day
from service.watchlists.parsing.identifiers import distinct, identifier
from service.watchlists.parsing.text import joined, unique, unique_names
from service.watchlists.parsing.xml import Element, all_at, elements, first_element, line_of, text, texts
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

_TYPES = {
    "individual": EntityType.PERSON,
    "entity": EntityType.ENTITY,
    "vessel": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
}
_ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
_VESSEL = ("vesselType", "vesselFlag", "vesselOwner", "tonnage", "grossRegisteredTonnage")
_NO_NUMBERS = re.compile(
    r"[:\-]\Z|\A(?:Aircraft (?:Model|Manufacture Date|Operator|Mode S)|Former Vessel|Vessel (?:Flag|Type|Year)"
    r"|Organization|Nationality of|Chinese Commercial|Listing Date|Effective Date|Target Type|Other Vessel)"
)
_LINKED = re.compile(r"Linked To:\s*(.+?)\s*(?:\)(?=\s*(?:\(|;|\Z|[A-Z]))|;|\Z)")


def read(source: Source) -> Iterator[Record]:
    """Yield every sdnEntry; one without a name is skipped with that reason."""
    for path in source.files:
        for element in elements(path, "sdnEntry"):
            uid = text(element, "uid")
            location = Location(path.name, uid, line_of(element))
            names = unique_names(_names(element))
            if names:
                yield _entity(source, element, uid, location, names)
            else:
                yield Skipped(location, "the target has no name")


def _entity(source: Source, element: Element, uid: str, location: Location, names: tuple[Name, ...]) -> Entity:
    addresses = tuple(_addresses(element))
    remarks = text(element, "remarks")
    genders = [text(item, "idNumber") for item in all_at(element, "idList/id") if text(item, "idType") == "Gender"]
    lands = [address.country or "" for address in addresses]
    return Entity(
        id=source.entity_id(uid),
        watchlist=source.watchlist,
        record_id=uid,
        type=_TYPES.get(text(element, "sdnType").casefold(), EntityType.UNKNOWN),
        names=names,
        location=location,
        designations=tuple(source.designation(item) for item in texts(element, "programList/program")),
        birth_dates=tuple(_birth_dates(element)),
        birth_places=unique(texts(element, "placeOfBirthList/placeOfBirthItem/placeOfBirth")),
        nationalities=countries(
            texts(element, "nationalityList/nationality/country")
            + texts(element, "citizenshipList/citizenship/country")
        ),
        countries=countries([text(element, "vesselInfo/vesselFlag"), *lands]),
        gender=genders[0].lower() if genders else None,
        positions=unique([text(element, "title")]),
        identifiers=distinct(_identifiers(element)),
        addresses=addresses,
        links=tuple(Link("linked to", name) for name in dict.fromkeys(_LINKED.findall(remarks))),
        facts=tuple(_facts(element)),
        remarks=remarks or None,
    )


def _names(element: Element) -> Iterator[Name]:
    yield Name(_name(element))
    for alias in all_at(element, "akaList/aka"):
        kind = NameType.PREVIOUS if text(alias, "type").startswith("f") else NameType.ALIAS
        yield Name(_name(alias), kind, weak=text(alias, "category").casefold() == "weak")


def _name(element: Element) -> str:
    """`SURNAME, Given`, as the CSV set writes it."""
    return joined([text(element, "lastName"), text(element, "firstName")], ", ")


def _birth_dates(element: Element) -> Iterator[ListedDate]:
    for words in texts(element, "dateOfBirthList/dateOfBirthItem/dateOfBirth"):
        yield from read_dates(words)


def _addresses(element: Element) -> Iterator[Address]:
    for item in all_at(element, "addressList/address"):
        line = joined((text(item, tag) for tag in _ADDRESS), ", ")
        if line:
            land = country(text(item, "country"))
            yield Address(line, text(item, "city") or None, text(item, "postalCode") or None, land)


def _is_number(kind: str) -> bool:
    digital = kind.startswith("Digital Currency")
    return digital or (not _NO_NUMBERS.search(kind) and identifier_type(kind) != OTHER)


def _identifiers(element: Element) -> Iterator[Identifier]:
    sign = identifier("call sign", text(element, "vesselInfo/callSign"))
    if sign is not None:
        yield sign
    for item in all_at(element, "idList/id"):
        kind = text(item, "idType")
        if _is_number(kind):
            note = joined(_validity(item), "; ")
            number = text(item, "idNumber")
            if number.startswith("IMO "):  # Vessel Registration Identification: IMO 9187629
                kind, number = f"{kind} IMO", number.removeprefix("IMO ")
            found = identifier(kind, number, text(item, "idCountry"), note)
            if found is not None:
                yield found


def _validity(item: Element) -> Iterator[str]:
    for word, tag in (("issued", "issueDate"), ("expires", "expirationDate")):
        if text(item, tag):
            yield joined([word, text(item, tag)])


def _facts(element: Element) -> Iterator[tuple[str, str]]:
    for tag in _VESSEL:
        value = text(element, f"vesselInfo/{tag}")
        if value:
            yield tag, value
    for item in all_at(element, "idList/id"):
        kind = text(item, "idType")
        if kind != "Gender" and not _is_number(kind):
            words = joined([text(item, "idNumber"), text(item, "idCountry")])
            yield kind.rstrip(":- "), joined([words, *_validity(item)], "; ")


def published_on(files: Sequence[Path]) -> date | None:
    """Publish_Date, with the month first."""
    stated = first_element(files[0], "Publish_Date")
    return read_day(stated.text, month_first=True) if stated is not None else None


def recognises(seen: FileSample) -> bool:
    """The root element."""
    return seen.root == "sdnList"


READER = SourceFormat("ofac_xml", "OFAC sdn.xml", recognises, read, published_on)
