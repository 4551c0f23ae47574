"""A listed entity as FollowTheMoney writes it: flat, with its parts nested in it, or as separate objects.

Designations become `Sanction`s, addresses `Address`es, documents `Passport`s and `Identification`s, wallets
`CryptoWallet`s. Numbers that a schema has a property for stand there as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from service.api.compat.yente.editions import Sighting
from service.api.compat.yente.model import identifier_property, is_a
from service.engine.model.entity import (
    Address,
    Designation,
    Entity,
    EntityType,
    Identifier,
    ListedDate,
    Name,
    NameType,
)
from service.engine.model.watchlist import Watchlist

Document = dict[str, Any]

_SCHEMAS = {
    EntityType.PERSON: "Person",
    EntityType.ENTITY: "Organization",
    EntityType.VESSEL: "Vessel",
    EntityType.AIRCRAFT: "Airplane",
    EntityType.UNKNOWN: "LegalEntity",
}
_TOPICS = {"export_denial": "export.control", "export_red_flag": "export.control.linked"}
"""Measures that are something else than a sanction."""

_FTM_FORMATS = frozenset({"ftm_json", "opensanctions_csv"})
"""Lists whose records have ids of their own that their users know."""

_OPPOSITE = {"sanctions": "entity", "identification": "holder", "cryptoWallets": "holder"}
"""The property of a part that names the entity it belongs to. An address has none: the entity names it."""

_MOST_YEARS = 10


def schema_of(entity: Entity) -> str:
    """The schema of a listed entity. What has a date of birth is a person even where the list does not say so."""
    if entity.type is EntityType.UNKNOWN and (entity.birth_dates or entity.gender):
        return "Person"
    return _SCHEMAS[entity.type]


def public_id(entity: Entity, watchlist: Watchlist | None) -> str:
    """`watchlist:record`; the record's own id for lists that come from FollowTheMoney data."""
    return entity.record_id if watchlist is not None and watchlist.format in _FTM_FORMATS else entity.id


def is_listed(entity: Entity, on: date) -> bool:
    """Whether any designation has not ended."""
    return not entity.designations or any(
        one.delisted_on is None or on < one.delisted_on for one in entity.designations
    )


def topics_of(entity: Entity, on: date) -> list[str]:
    """What the entity is listed for: as the data said, or from the measures that have not ended."""
    said = [text for heading, text in entity.facts if heading == "topics"]
    open_ = [one for one in entity.designations if one.delisted_on is None or on < one.delisted_on]
    return said or _unique(_TOPICS.get(measure, "sanction") for one in open_ for measure in one.measures)


def countries_of(entity: Entity) -> list[str]:
    """The countries that an entity is connected with, as codes in small letters where they could be read."""
    return _unique(_country(code) for code in (*entity.nationalities, *entity.countries))


def flat(entity: Entity, watchlist: Watchlist | None, seen: Sighting, on: date) -> Document:
    """Everything that is said of an entity without its parts."""
    id_ = public_id(entity, watchlist)
    return {
        "id": id_,
        "caption": entity.names[0].text,
        "schema": schema_of(entity),
        "properties": {name: values for name, values in _properties(entity, on).items() if values},
        "datasets": [entity.watchlist],
        "referents": [] if id_ == entity.id else [entity.id],
        "target": is_listed(entity, on),
        "first_seen": moment_text(seen.first),
        "last_seen": moment_text(seen.last),
        "last_change": moment_text(seen.changed),
    }


def nested(entity: Entity, watchlist: Watchlist | None, seen: Sighting, on: date) -> Document:
    """An entity with its parts in it."""
    document = flat(entity, watchlist, seen, on)
    for name, found in parts(entity, document).items():
        if found:
            document["properties"][name] = found
    return document


def objects(entity: Entity, watchlist: Watchlist | None, seen: Sighting, on: date) -> Iterator[Document]:
    """An entity and its parts, each an object of its own, as files have them."""
    document = flat(entity, watchlist, seen, on)
    found = parts(entity, document)
    if found["addressEntity"]:
        document["properties"]["addressEntity"] = [one["id"] for one in found["addressEntity"]]
        document["properties"].pop("address", None)
    yield document
    for some in found.values():
        yield from some


def parts(entity: Entity, document: Document) -> dict[str, list[Document]]:
    """The parts of an entity, by the property under which they stand in it."""
    schema = document["schema"]
    found = {
        "sanctions": [_part(document, "Sanction", _sanction(one)) for one in entity.designations],
        "addressEntity": [_part(document, "Address", _address(one)) for one in entity.addresses],
        "identification": [
            _part(document, *_paper(one)) for one in entity.identifiers if one.type != "wallet" and _apart(one, schema)
        ],
        "cryptoWallets": [
            _part(document, "CryptoWallet", {"publicKey": [one.value]})
            for one in entity.identifiers
            if one.type == "wallet"
        ],
    }
    for name, owner in _OPPOSITE.items():
        for part in found[name]:
            part["properties"][owner] = [document["id"]]
    return found


def moment_text(moment: datetime) -> str:
    """`YYYY-MM-DDTHH:MM:SS`, in UTC, without a zone."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _properties(entity: Entity, on: date) -> dict[str, list[str]]:
    schema = schema_of(entity)
    person, legal = schema == "Person", is_a(schema, "LegalEntity")
    countries = [_country(code) for code in entity.countries]
    nationalities = [_country(code) for code in entity.nationalities]
    found: dict[str, list[str]] = {
        **_names(entity.names),
        "birthDate": _unique(text for one in entity.birth_dates for text in _dates(one, on)) if person else [],
        "birthPlace": list(entity.birth_places) if person else [],
        "nationality": nationalities if person else [],
        "country": countries if person else countries_of(entity),
        "gender": [entity.gender] if entity.gender and person else [],
        "title": list(entity.titles) if person else [],
        "position": list(entity.positions) if person else [],
        "address": [one.text for one in entity.addresses],
        "topics": topics_of(entity, on),
        "program": _unique(one.programme for one in entity.designations),
        "sourceUrl": _unique(one.source_url for one in entity.designations),
        "notes": [entity.remarks] if entity.remarks else [],
    }
    for one in entity.identifiers:
        name = identifier_property(schema, one.type)
        if name is not None and (legal or one.type != "wallet"):
            found.setdefault(name, [])
            if one.value not in found[name]:
                found[name].append(one.value)
    return found


def _names(names: Iterable[Name]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"name": [], "alias": [], "previousName": [], "weakAlias": []}
    for name in names:
        if name.weak:
            kind = "weakAlias"
        elif name.type is NameType.PREVIOUS:
            kind = "previousName"
        else:
            kind = "name" if name.type is NameType.PRIMARY else "alias"
        if name.text not in found[kind]:
            found[kind].append(name.text)
    return found


def _dates(one: ListedDate, on: date) -> Iterator[str]:
    """A date as the list gave it on a day. Of a range of years, each year; of another range, both ends."""
    said = (one.since is None or one.since <= on) and (one.until is None or on < one.until)
    if not said or one.earliest is None or one.latest is None:
        return
    if 0 < one.latest.year - one.earliest.year <= _MOST_YEARS:
        yield from (str(year) for year in range(one.earliest.year, one.latest.year + 1))
    else:
        yield str(one.earliest)
        yield str(one.latest)


def _apart(one: Identifier, schema: str) -> bool:
    """Whether a number needs an object of its own: as a document, or since the schema has no property for it."""
    return one.type in ("passport", "national_id") or identifier_property(schema, one.type) is None


def _sanction(one: Designation) -> dict[str, list[str | None]]:
    return {
        "authority": [one.authority],
        "program": [one.programme],
        "reason": [one.legal_basis],
        "provisions": list(one.measures),
        "listingDate": [_day(one.listed_on)],
        "modifiedAt": [_day(one.amended_on)],
        "endDate": [_day(one.delisted_on)],
        "sourceUrl": [one.source_url],
    }


def _address(one: Address) -> dict[str, list[str | None]]:
    country = None if one.country is None else _country(one.country)
    return {"full": [one.text], "city": [one.city], "postalCode": [one.postal_code], "country": [country]}


def _paper(one: Identifier) -> tuple[str, dict[str, list[str | None]]]:
    country = None if one.country is None else _country(one.country)
    details: dict[str, list[str | None]] = {"number": [one.value], "country": [country], "summary": [one.note]}
    if one.type == "passport":
        return "Passport", details
    return "Identification", details | {"type": [None if one.type == "national_id" else one.type]}


def _part(owner: Document, schema: str, details: dict[str, list[str | None]]) -> Document:
    """A part, whose id follows from what it says."""
    properties: dict[str, list[str]] = {}
    for name, values in details.items():
        present = [value for value in values if value]
        if present:
            properties[name] = present
    digest = hashlib.sha256(repr((owner["id"], schema, sorted(properties.items()))).encode("utf-8", "replace"))
    caption = next(
        (properties[name][0] for name in ("full", "number", "publicKey", "program") if name in properties), schema
    )
    return {
        "id": f"{owner['id']}-{schema.lower()}-{digest.hexdigest()[:12]}",
        "caption": caption,
        "schema": schema,
        "properties": properties,
        **{name: owner[name] for name in ("datasets", "first_seen", "last_seen", "last_change")},
        "referents": [],
        "target": False,
    }


def _country(code: str) -> str:
    return code.lower() if len(code) == 2 else code


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _unique(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
