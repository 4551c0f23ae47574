"""FollowTheMoney JSON lines, as OpenSanctions exports them: `entities.ftm.json` and `targets.nested.json`.

Source format: one JSON object a line with id, schema and properties of lists. Sanctions, addresses, documents and the
relations between parties (Ownership, Directorship, Family) are objects of their own that name the party they belong
to, or stand nested inside it; so the file is read twice, and these parts are skipped with the reason that they are told
with their party. Objects that are not targets are skipped too. The topics say whether a target is under sanctions or a
politically exposed person. Tried on excerpts of real files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from service.engine.matching.identifier_types import types
from service.engine.model.entity import (
    Address,
    Designation,
    Entity,
    Identifier,
    Link,
    Location,
    Name,
    NameType,
    Skipped,
)
from service.watchlists.parsing.addresses import read_address
from service.watchlists.parsing.countries import country, country_code
from service.watchlists.parsing.dates import read_dates, read_day, unread_day
from service.watchlists.parsing.ftm import RELATIONS, TYPES, measures_of_topics
from service.watchlists.parsing.ftm_objects import (
    TOLD_WITH_A_PARTY,
    Parts,
    belongs_to_another,
    caption_of,
    id_of,
    read_objects,
    read_parts,
    texts_of,
)
from service.watchlists.parsing.identifiers import distinct
from service.watchlists.parsing.text import joined, one_line, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

_CODE = 2

_MEASURE = re.compile(r"[a-z]+(_[a-z]+)*\Z", re.ASCII)
_NAMES = (
    ("name", NameType.ALIAS, False),
    ("alias", NameType.ALIAS, False),
    ("previousName", NameType.PREVIOUS, False),
    ("weakAlias", NameType.ALIAS, True),
    ("abbreviation", NameType.ALIAS, True),
)
_IDENTIFIERS = {
    "passportNumber": "passport",
    "idNumber": "national_id",
    "socialSecurityNumber": "national_id",
    "taxNumber": "tax_id",
    "innCode": "tax_id",
    "vatCode": "tax_id",
    "registrationNumber": "registration",
    "ogrnCode": "registration",
    "kppCode": "registration",
    "okpoCode": "registration",
    "uscCode": "registration",
    "dunsCode": "duns",
    "leiCode": "lei",
    "swiftBic": "bic",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call_sign",
    "serialNumber": "aircraft_serial",
    "publicKey": "wallet",
    "phone": "phone",
    "email": "email",
    "website": "website",
}
_TAKEN = {name for name, *_ in _NAMES} | set(_IDENTIFIERS) | {"birthDate", "birthPlace", "nationality", "citizenship"}
_TAKEN |= {"country", "gender", "title", "position", "address", "addressEntity", "notes", "sanctions", "identification"}
_TAKEN |= {"cryptoWallets"}

_OBJECT = {"id", "schema", "caption", "properties", "datasets", "referents", "target"}
_OBJECT |= {"first_seen", "last_seen", "last_change"}  # by the collector: no day of listing

_Properties = dict[str, list[Any]]


def read(source: Source) -> Iterator[Record]:
    """Yield a record for every line: a target as an entity, everything else as skipped with its reason."""
    for path in source.files:
        parts = read_parts(path)
        for number, item in read_objects(path):
            location = Location(path.name, str(item.get("id", "")), number)
            schema = item.get("schema", "")
            if belongs_to_another(item):
                yield Skipped(location, f"{schema}: told with the party it belongs to")
            elif schema not in TYPES:
                yield Skipped(location, f"{schema or 'object without schema'}: no party")
            elif item.get("target") is False:
                yield Skipped(location, "not a target")
            else:
                yield _party(source, item, location, parts)


def _party(source: Source, item: dict[str, Any], location: Location, parts: Parts) -> Record:
    properties: _Properties = item["properties"]
    record_id = str(item.get("id", ""))
    names = unique_names(_names(item, properties))
    if not names or not record_id:
        return Skipped(location, "the party has no name" if record_id else "the party has no id")
    mine = [*parts.owned.get(record_id, []), *_nested(properties)]
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=TYPES[item["schema"]],
        names=names,
        location=location,
        designations=tuple(_designations(source, item, mine)),
        birth_dates=tuple(found for text in texts_of(properties, "birthDate") for found in read_dates(text)),
        birth_places=unique(texts_of(properties, "birthPlace")),
        nationalities=_countries(texts_of(properties, "nationality", "citizenship")),
        countries=_countries(texts_of(properties, "country", "jurisdiction", "flag")),
        gender=next(iter(texts_of(properties, "gender")), None),
        titles=unique(texts_of(properties, "title")),
        positions=unique([*texts_of(properties, "position"), *_offices(mine, parts)]),
        identifiers=distinct(_identifiers(properties, mine)),
        addresses=tuple(_addresses(properties, parts)),
        links=tuple(dict.fromkeys(_links(record_id, mine, parts))),
        facts=(*_facts(item), *_unread_days(mine)),
        remarks="\n".join(texts_of(properties, "notes")) or None,
    )


def _offices(mine: list[dict[str, Any]], parts: Parts) -> Iterator[str]:
    """The posts that a person holds or held, with their years where these are given."""
    for part in mine:
        if part.get("schema") == "Occupancy":
            years = " to ".join(texts_of(part["properties"], "startDate", "endDate"))
            for post in part["properties"].get("post", []):
                yield joined([caption_of(post, parts), f"({years})" if years else ""])


def _links(record_id: str, mine: list[dict[str, Any]], parts: Parts) -> Iterator[Link]:
    """Relations as seen from this party: to each party at the other end."""
    for part in mine:
        ends = RELATIONS.get(part.get("schema", ""))
        if ends is None:
            continue
        inner: _Properties = part["properties"]
        words = "; ".join(texts_of(inner, "role", "relationship"))
        for (own, relation), (other, _) in (ends, ends[::-1]):
            here = [id_of(value) for value in inner.get(own, [])]
            if here and record_id not in here:
                continue
            for value in inner.get(other, []):
                if id_of(value) != record_id:
                    share = next(iter(texts_of(inner, "percentage")), None)
                    label = f"{relation} ({words})" if words else relation
                    yield Link(label, caption_of(value, parts), id_of(value), share)


def _facts(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    properties: _Properties = item["properties"]
    yield from ((name, text) for name in properties if name not in _TAKEN for text in texts_of(properties, name))
    for name, values in properties.items():
        yield from (pair for value in values if isinstance(value, dict) for pair in _worded(name, value))
    yield from ((name, one_line(str(text))) for name, text in item.items() if name not in _OBJECT and text)
    yield from (("referent", str(other)) for other in item.get("referents", []))


def _unread_days(mine: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for properties in (part["properties"] for part in mine if part.get("schema") == "Sanction"):
        for name in ("listingDate", "startDate", "endDate", "modifiedAt"):
            yield from (fact for text in texts_of(properties, name)[:1] for fact in unread_day(name, text))


def _worded(name: str, value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """An object that is no entity, such as a school with its years, as one fact a text."""
    if "schema" not in value:
        yield from ((f"{name}.{inner}", one_line(str(text))) for inner, text in value.items() if text)


def _nested(properties: _Properties) -> list[dict[str, Any]]:
    nested = [value for values in properties.values() for value in values if isinstance(value, dict)]
    return [
        value
        for value in nested
        if value.get("schema") in TOLD_WITH_A_PARTY and isinstance(value.get("properties"), dict)
    ]


def _countries(words: list[str]) -> tuple[str, ...]:
    """Codes of countries. Two letters are always a code here: `na` is Namibia, and not a word for nothing."""
    found = (country_code(word) if len(word) == _CODE else country(word) for word in words)
    return tuple(dict.fromkeys(code for code in found if code))


def _names(item: dict[str, Any], properties: _Properties) -> Iterator[Name]:
    primary = str(item.get("caption") or next(iter(texts_of(properties, "name")), ""))
    yield Name(primary)
    for name, kind, weak in _NAMES:
        yield from (Name(text, kind, weak) for text in texts_of(properties, name) if text != primary)


def _designations(source: Source, item: dict[str, Any], mine: list[dict[str, Any]]) -> Iterator[Designation]:
    topics = measures_of_topics(texts_of(item["properties"], "topics"))
    sanctions = [part["properties"] for part in mine if part.get("schema") == "Sanction"]
    for sanction in sanctions:
        found = source.designation(
            "; ".join(texts_of(sanction, "program", "programId")),
            legal_basis="; ".join(texts_of(sanction, "reason")) or None,
            measures=_measures(sanction) or topics or None,
            amended_on=read_day(next(iter(texts_of(sanction, "modifiedAt")), "")),
            listed_on=read_day(next(iter(texts_of(sanction, "listingDate", "startDate")), "")),
            delisted_on=read_day(next(iter(texts_of(sanction, "endDate")), "")),
            source_url=next(iter(texts_of(sanction, "sourceUrl")), None),
        )
        yield replace(found, authority=next(iter(texts_of(sanction, "authority")), source.authority))
    if not sanctions:
        yield source.designation("; ".join(map(str, item.get("datasets", []))), measures=topics or None)


def _measures(sanction: _Properties) -> tuple[str, ...] | None:
    """Measures in our own words, as our exports have them; None where they are in others."""
    words = texts_of(sanction, "provisions")
    return tuple(words) if words and all(map(_MEASURE.match, words)) else None


def _identifiers(properties: _Properties, mine: list[dict[str, Any]]) -> Iterator[Identifier]:
    for part in mine:
        if part.get("schema") in ("Passport", "Identification"):
            inner = part["properties"]
            words = texts_of(inner, "type")
            told = next((word for word in words if word in types()), None)
            kind = "passport" if part["schema"] == "Passport" else told or "national_id"
            land = next(iter(_countries(texts_of(inner, "country"))), None)
            note = "; ".join([*(word for word in words if word != told), *texts_of(inner, "summary")]) or None
            yield from (Identifier(kind, number, land, note) for number in texts_of(inner, "number"))
        elif part.get("schema") == "CryptoWallet":
            wallets = texts_of(part["properties"], "publicKey", "cryptoAddress")
            yield from (Identifier("wallet", number) for number in wallets)
    for name, kind in _IDENTIFIERS.items():
        yield from (Identifier(kind, text) for text in texts_of(properties, name))


def _addresses(properties: _Properties, parts: Parts) -> Iterator[Address]:
    for text in texts_of(properties, "address"):
        yield read_address(text)
    for value in properties.get("addressEntity", []):
        for part in [value] if isinstance(value, dict) else parts.owned.get(str(value), []):
            inner: _Properties = part.get("properties", {})
            city, code = (next(iter(texts_of(inner, name)), None) for name in ("city", "postalCode"))
            land = next(iter(_countries(texts_of(inner, "country"))), None)
            yield from (Address(text, city, code, land) for text in texts_of(inner, "full")[:1])


def recognises(seen: FileSample) -> bool:
    """JSON lines with schema and properties."""
    return seen.text.lstrip("\ufeff").startswith("{") and '"schema"' in seen.text and '"properties"' in seen.text


READER = SourceFormat("ftm_json", "FollowTheMoney JSON lines", recognises, read, unknown_date)
