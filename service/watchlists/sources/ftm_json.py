"""FollowTheMoney JSON lines, as OpenSanctions exports them: `entities.ftm.json` and `targets.nested.json`.

Source format: one JSON object a line with id, schema and properties of lists. Sanctions, addresses and documents are
objects of their own that name the party they belong to, or stand nested inside it; so the file is read twice, and the
parts are skipped with the reason that they are told with their party. Objects that are not targets are skipped too.
Written by the published structure; no copy was at hand.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from service.engine.matching.identifier_types import types
from service.engine.model.entity import (
    Address,
    Designation,
    Entity,
    EntityType,
    Identifier,
    Location,
    Name,
    NameType,
    Skipped,
)
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.countries import country, country_code, country_in_address
from service.watchlists.parsing.dates import read_dates, read_day
from service.watchlists.parsing.identifiers import distinct
from service.watchlists.parsing.text import one_line, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

MAX_LINE = 16 * 1024 * 1024
_CODE = 2

_TYPES = {
    "Person": EntityType.PERSON,
    "Company": EntityType.ENTITY,
    "Organization": EntityType.ENTITY,
    "PublicBody": EntityType.ENTITY,
    "LegalEntity": EntityType.UNKNOWN,  # a person or a company: its publisher does not say which
    "Asset": EntityType.UNKNOWN,
    "Vessel": EntityType.VESSEL,
    "Airplane": EntityType.AIRCRAFT,
    "CryptoWallet": EntityType.UNKNOWN,
    "Security": EntityType.UNKNOWN,
}
_PARTS = {"Sanction": "entity", "Passport": "holder", "Identification": "holder", "CryptoWallet": "holder"}
"""Objects that are told with another, and the property that says with which."""
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

_Properties = dict[str, list[Any]]


def read(source: Source) -> Iterator[Record]:
    """Yield a record for every line: a target as an entity, everything else as skipped with its reason."""
    for path in source.files:
        parts = _read_parts(path)
        for number, item in _objects(path):
            location = Location(path.name, str(item.get("id", "")), number)
            schema = item.get("schema", "")
            if _belongs_to_another(item):
                yield Skipped(location, f"{schema}: told with the party it belongs to")
            elif schema not in _TYPES:
                yield Skipped(location, f"{schema or 'object without schema'}: no party")
            elif item.get("target") is False:
                yield Skipped(location, "not a target")
            else:
                yield _party(source, item, location, parts)


def _belongs_to_another(item: dict[str, Any]) -> bool:
    """Whether an object is told with its party. A wallet without a holder is a target itself."""
    schema = item.get("schema", "")
    return schema == "Address" or (schema in _PARTS and (schema != "CryptoWallet" or "holder" in item["properties"]))


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open("rb") as stream:
        for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE), b""), start=1):
            if not line.strip(b" \t\r\n\x1a"):
                continue
            try:
                item = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise UnreadableFileError(path.name, f"line {number}", "one JSON object", str(error)) from error
            if not isinstance(item, dict) or not isinstance(item.get("properties"), dict):
                raise UnreadableFileError(
                    path.name, f"line {number}", "an object with properties", line[:60].decode("utf-8", "replace")
                )
            yield number, item


def _read_parts(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Sanctions and documents by the id of their party, addresses by their own."""
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _, item in _objects(path):
        owner = _PARTS.get(item.get("schema", ""))
        if owner is not None:
            for party in item["properties"].get(owner, []):
                parts[_id(party)].append(item)
        elif item.get("schema") == "Address":
            parts[str(item.get("id"))].append(item)
    return parts


def _id(value: Any) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else str(value)


def _texts(properties: _Properties, *names: str) -> list[str]:
    return [one_line(str(value)) for name in names for value in properties.get(name, []) if not isinstance(value, dict)]


def _party(source: Source, item: dict[str, Any], location: Location, parts: dict[str, list[dict[str, Any]]]) -> Record:
    properties: _Properties = item["properties"]
    record_id = str(item.get("id", ""))
    names = unique_names(_names(item, properties))
    if not names or not record_id:
        return Skipped(location, "the party has no name" if record_id else "the party has no id")
    mine = [*parts.get(record_id, []), *_nested(properties)]
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=_TYPES[item["schema"]],
        names=names,
        location=location,
        designations=tuple(_designations(source, item, mine)),
        birth_dates=tuple(found for text in _texts(properties, "birthDate") for found in read_dates(text)),
        birth_places=unique(_texts(properties, "birthPlace")),
        nationalities=_countries(_texts(properties, "nationality", "citizenship")),
        countries=_countries(_texts(properties, "country", "jurisdiction", "flag")),
        gender=next(iter(_texts(properties, "gender")), None),
        titles=unique(_texts(properties, "title")),
        positions=unique(_texts(properties, "position")),
        identifiers=distinct(_identifiers(properties, mine)),
        addresses=tuple(_addresses(properties, parts)),
        facts=tuple((name, text) for name in properties if name not in _TAKEN for text in _texts(properties, name)),
        remarks="\n".join(_texts(properties, "notes")) or None,
    )


def _nested(properties: _Properties) -> list[dict[str, Any]]:
    nested = [value for values in properties.values() for value in values if isinstance(value, dict)]
    return [value for value in nested if value.get("schema") in _PARTS and isinstance(value.get("properties"), dict)]


def _countries(words: list[str]) -> tuple[str, ...]:
    """Codes of countries. Two letters are always a code here: `na` is Namibia, and not a word for nothing."""
    found = (country_code(word) if len(word) == _CODE else country(word) for word in words)
    return tuple(dict.fromkeys(code for code in found if code))


def _names(item: dict[str, Any], properties: _Properties) -> Iterator[Name]:
    primary = str(item.get("caption") or next(iter(_texts(properties, "name")), ""))
    yield Name(primary)
    for name, kind, weak in _NAMES:
        yield from (Name(text, kind, weak) for text in _texts(properties, name) if text != primary)


def _designations(source: Source, item: dict[str, Any], mine: list[dict[str, Any]]) -> Iterator[Designation]:
    sanctions = [part["properties"] for part in mine if part.get("schema") == "Sanction"]
    for sanction in sanctions:
        found = source.designation(
            "; ".join(_texts(sanction, "program", "programId")),
            legal_basis="; ".join(_texts(sanction, "reason")) or None,
            measures=_measures(sanction),
            amended_on=read_day(next(iter(_texts(sanction, "modifiedAt")), "")),
            listed_on=read_day(next(iter(_texts(sanction, "listingDate", "startDate")), "")),
            delisted_on=read_day(next(iter(_texts(sanction, "endDate")), "")),
            source_url=next(iter(_texts(sanction, "sourceUrl")), None),
        )
        yield replace(found, authority=next(iter(_texts(sanction, "authority")), source.authority))
    if not sanctions:
        yield source.designation("; ".join(map(str, item.get("datasets", []))))


def _measures(sanction: _Properties) -> tuple[str, ...] | None:
    """Measures in our own words, as our exports have them; None for those of the list where they are in others."""
    words = _texts(sanction, "provisions")
    return tuple(words) if words and all(map(_MEASURE.match, words)) else None


def _identifiers(properties: _Properties, mine: list[dict[str, Any]]) -> Iterator[Identifier]:
    for part in mine:
        if part.get("schema") in ("Passport", "Identification"):
            inner = part["properties"]
            words = _texts(inner, "type")
            told = next((word for word in words if word in types()), None)
            kind = "passport" if part["schema"] == "Passport" else told or "national_id"
            land = next(iter(_countries(_texts(inner, "country"))), None)
            note = "; ".join([*(word for word in words if word != told), *_texts(inner, "summary")]) or None
            yield from (Identifier(kind, number, land, note) for number in _texts(inner, "number"))
        elif part.get("schema") == "CryptoWallet":
            wallets = _texts(part["properties"], "publicKey", "cryptoAddress")
            yield from (Identifier("wallet", number) for number in wallets)
    for name, kind in _IDENTIFIERS.items():
        yield from (Identifier(kind, text) for text in _texts(properties, name))


def _addresses(properties: _Properties, parts: dict[str, list[dict[str, Any]]]) -> Iterator[Address]:
    for text in _texts(properties, "address"):
        yield Address(text, country=country_in_address(text))
    for value in properties.get("addressEntity", []):
        for part in [value] if isinstance(value, dict) else parts.get(str(value), []):
            inner: _Properties = part.get("properties", {})
            city, code = (next(iter(_texts(inner, name)), None) for name in ("city", "postalCode"))
            land = next(iter(_countries(_texts(inner, "country"))), None)
            yield from (Address(text, city, code, land) for text in _texts(inner, "full")[:1])


def recognises(seen: FileSample) -> bool:
    """JSON lines with schema and properties."""
    return seen.text.lstrip("\ufeff").startswith("{") and '"schema"' in seen.text and '"properties"' in seen.text


READER = SourceFormat("ftm_json", "FollowTheMoney JSON lines", recognises, read, unknown_date)
