"""Switzerland, SECO: the consolidated list of sanctioned persons, companies and objects in XML.

Source format: `swiss-sanctions-list` of the SESAM service. Programmes and places are elements of their own that targets
refer to, so the file is read twice. Every part of a name may have spelling variants, which combine; delisted targets
stay in the file, and their last modification says so. A modification holds what was added and removed, with whole
targets in it: that is history and no entity. A file with `list-type="amendment"` is only what changed on a day, so it
is refused. Tried on records of a real file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from pathlib import Path

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
    Skipped,
)
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.brackets import MAX_VARIANTS
from service.watchlists.parsing.countries import countries, country
from service.watchlists.parsing.dates import is_year, partial, read_day, unread_day
from service.watchlists.parsing.identifiers import distinct, identifier, identifiers_in
from service.watchlists.parsing.text import joined, one_line, unique, unique_names
from service.watchlists.parsing.xml import (
    Element,
    all_at,
    attribute,
    elements,
    line_of,
    local,
    root_attributes,
    text,
    texts,
)
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

WHOLE = "whole-list"
_HISTORY = "modification"
_TITLE = "title"
_KINDS = ("individual", "entity", "object")
_TYPES = {"individual": EntityType.PERSON, "entity": EntityType.ENTITY}
_OBJECTS = {"vessel": EntityType.VESSEL, "aircraft": EntityType.AIRCRAFT}
_NAME_TYPES = {"primary-name": NameType.PRIMARY, "formerly-known-as": NameType.PREVIOUS}
# What a sanctions set means where its words say that it is no freeze, by its words in any language of the file.
_MEASURES = (
    (re.compile(r"capital market|kapitalmarkt|marché des capitaux", re.IGNORECASE), ("sectoral",)),
    (re.compile(r"travel ban|reisesanktion|sanctions de voyage|ein- und durchreise", re.IGNORECASE), ("travel_ban",)),
)
_LANGUAGES = ("eng", "ger", "fre", "ita")


@dataclass(frozen=True, slots=True)
class _Programme:
    name: str
    legal_basis: str


def read(source: Source) -> Iterator[Record]:
    """Yield every target, delisted ones with their day; one without a name is skipped with that reason."""
    for path in source.files:
        kind = root_attributes(path).get("list-type", WHOLE)
        if kind != WHOLE:
            raise UnreadableFileError(path.name, "list-type", f"{WHOLE}, all targets", f"{kind}, a part of them")
        programmes, places = _read_references(path)
        for element in elements(path, "target", "sanctions-program", "place", outside=_HISTORY):
            if local(str(element.tag)) != "target":
                continue
            record_id = attribute(element, "ssid")
            location = Location(path.name, record_id, line_of(element))
            party = next((item for kind in _KINDS for item in all_at(element, kind)), None)
            names = unique_names(_names(party)) if party is not None else ()
            if party is not None and names:
                yield _entity(source, element, party, record_id, location, names, programmes, places)
            else:
                yield Skipped(location, "the target has no name")


def _read_references(path: Path) -> tuple[dict[str, _Programme], dict[str, Address]]:
    """Programmes by the id of their sanctions sets, places by their own."""
    programmes: dict[str, _Programme] = {}
    places: dict[str, Address] = {}
    for element in elements(path, "sanctions-program", "place", "target", outside=_HISTORY):
        if local(str(element.tag)) == "target":
            continue
        if local(str(element.tag)) == "place":
            land = all_at(element, "country")
            words = (attribute(land[0], "iso-code") or text(element, "country")) if land else ""
            line = joined([text(element, "location"), text(element, "area"), text(element, "country") or words], ", ")
            places[attribute(element, "ssid")] = Address(line, text(element, "location") or None, None, country(words))
        else:
            name = _preferred(element, "program-name") or _preferred(element, "program-key")
            for item in all_at(element, "sanctions-set"):
                found = programmes.get(attribute(item, "ssid"))
                if found is None or attribute(item, "lang") == _LANGUAGES[0]:
                    programmes[attribute(item, "ssid")] = _Programme(name, one_line(item.text))
    return programmes, places


def _preferred(element: Element, name: str) -> str:
    found = {attribute(item, "lang"): one_line(item.text) for item in all_at(element, name)}
    return next((found[language] for language in _LANGUAGES if found.get(language)), next(iter(found.values()), ""))


def _entity(
    source: Source,
    element: Element,
    party: Element,
    record_id: str,
    location: Location,
    names: tuple[Name, ...],
    programmes: dict[str, _Programme],
    places: dict[str, Address],
) -> Entity:
    addresses = tuple(_addresses(party, places))
    kind = local(str(party.tag))
    other = [*texts(party, "other-information"), *texts(element, "other-information")]
    justifications = [*texts(party, "justification"), *texts(element, "justification")]
    lands = [
        attribute(item, "iso-code") or one_line(item.text) for item in all_at(party, "identity/nationality/country")
    ]
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=_TYPES.get(kind) or _OBJECTS.get(attribute(party, "object-type"), EntityType.UNKNOWN),
        names=names,
        location=location,
        designations=tuple(_designations(source, element, programmes)),
        birth_dates=tuple(_dates(party)),
        birth_places=unique(
            places[place].text
            for place in (attribute(item, "place-id") for item in all_at(party, "identity/place-of-birth"))
            if place in places
        ),
        nationalities=countries(lands),
        countries=countries([address.country or "" for address in addresses]),
        gender=attribute(party, "sex") or None,
        titles=unique(_titles(party)),
        identifiers=distinct((*_identifiers(party), *identifiers_in("\n".join(other)))),
        addresses=addresses,
        links=tuple(
            Link(attribute(item, "relation-type") or text(item, "remark") or "related to", attribute(item, "target-id"))
            for item in all_at(party, "relation") + all_at(element, "relation")
        ),
        facts=(*(("justification", words) for words in justifications), *_foreign(element), *_unread_days(element)),
        remarks="\n".join(other) or None,
    )


def _names(party: Element) -> Iterator[Name]:
    """Names of the main identity first; each with the product of its parts' spellings, which is capped."""
    identities = sorted(all_at(party, "identity"), key=lambda item: attribute(item, "main") != "true")
    primary = False
    for identity in identities:
        for name in sorted(all_at(identity, "name"), key=lambda item: attribute(item, "name-type") != "primary-name"):
            kind = _NAME_TYPES.get(attribute(name, "name-type"), NameType.ALIAS)
            kind = NameType.ALIAS if primary and kind is NameType.PRIMARY else kind
            primary = primary or kind is NameType.PRIMARY
            weak = attribute(name, "quality") == "low"
            parts = [part for part in _parts(name) if attribute(part, "name-part-type") != _TITLE]
            for number, spelled in enumerate(_spellings(parts)):
                yield Name(spelled, NameType.VARIANT if number else kind, weak)


def _parts(name: Element) -> list[Element]:
    return sorted(all_at(name, "name-part"), key=_order)


def _order(part: Element) -> int:
    order = attribute(part, "order")
    return int(order) if order.isdecimal() else 0


def _titles(party: Element) -> Iterator[str]:
    for part in all_at(party, "identity/name/name-part"):
        if attribute(part, "name-part-type") == _TITLE:
            yield text(part, "value")
            yield from texts(part, "spelling-variant")


def _spellings(parts: list[Element]) -> Iterator[str]:
    """Names are spelled in one script throughout: Latin variants combine with Latin, Cyrillic ones with Cyrillic."""
    scripts = {attribute(item, "script") for part in parts for item in all_at(part, "spelling-variant")}
    for script in ["", *sorted(scripts - {""})]:
        choices = []
        for part in parts:
            variants = [item for item in all_at(part, "spelling-variant") if attribute(item, "script") == script]
            values = [text(part, "value")] if not script else []
            choices.append(values + [one_line(item.text) for item in variants] or [text(part, "value")])
        yield from (joined(choice) for choice in islice(product(*choices), MAX_VARIANTS))


def _dates(party: Element) -> Iterator[ListedDate]:
    for item in all_at(party, "identity/day-month-year"):
        numbers = [attribute(item, name) for name in ("year", "month", "day")]
        raw = "-".join(filter(None, numbers))
        circa = attribute(item, "quality") in ("circa", "low") or attribute(item, "circa") == "true"
        if attribute(item, "calendar") not in ("", "Gregorian", "gregorian") or not is_year(numbers[0]):
            yield ListedDate(joined([raw, attribute(item, "calendar")]))
        else:
            day = partial(*(int(number) if number.isdecimal() else None for number in numbers))  # type: ignore[arg-type]
            yield ListedDate(raw, day, day, circa)


def _unread_days(element: Element) -> Iterator[tuple[str, str]]:
    for item in all_at(element, "modification"):
        yield from unread_day(attribute(item, "modification-type"), _effective(item))


def _effective(modification: Element) -> str:
    return attribute(modification, "effective-date") or attribute(modification, "publication-date")


def _designations(source: Source, element: Element, programmes: dict[str, _Programme]) -> Iterator[Designation]:
    days: dict[str, list[date]] = {}
    for item in all_at(element, "modification"):
        day = read_day(_effective(item))
        if day is not None:
            days.setdefault(attribute(item, "modification-type"), []).append(day)
    listed, amended, gone = (days.get(kind, []) for kind in ("listed", "amended", "de-listed"))
    delisted = max(gone, default=None)
    if delisted is not None and max(listed, default=delisted) > delisted:
        delisted = None  # listed again later
    sets = unique([attribute(element, "sanctions-set-id"), *texts(element, "sanctions-set-id")])
    for key in sets or ("",):
        programme = programmes.get(key, _Programme(key, ""))
        yield source.designation(
            programme.name,
            legal_basis=programme.legal_basis or None,
            measures=next((found for words, found in _MEASURES if words.search(programme.legal_basis)), None),
            listed_on=min(listed, default=None),
            amended_on=max(amended, default=None),
            delisted_on=delisted,
        )


def _addresses(party: Element, places: dict[str, Address]) -> Iterator[Address]:
    for item in all_at(party, "identity/address"):
        place = places.get(attribute(item, "place-id"), Address(""))
        details = (text(item, tag) for tag in ("c-o", "p-o-box", "address-details", "zip-code", "remark"))
        line = joined([*details, place.text], ", ")
        if line:
            yield Address(line, place.city, text(item, "zip-code") or None, place.country)


def _identifiers(party: Element) -> Iterator[Identifier]:
    for item in all_at(party, "identity/identification-document"):
        issuer = all_at(item, "issuer")
        land = (attribute(issuer[0], "code") or one_line(issuer[0].text)) if issuer else ""
        dates = (text(item, "date-of-issue"), text(item, "expiry-date"), text(item, "remark"))
        found = identifier(
            attribute(item, "document-type") or "document", text(item, "number"), land, joined(dates, "; ")
        )
        if found is not None:
            yield found


def _foreign(element: Element) -> Iterator[tuple[str, str]]:
    for item in all_at(element, "foreign-identifier") + all_at(element, "generic-attribute"):
        yield attribute(item, "name") or local(str(item.tag)), one_line(item.text)


def published_on(files: Sequence[Path]) -> date | None:
    """The root's `date`."""
    return read_day(root_attributes(files[0]).get("date", ""))


def recognises(seen: FileSample) -> bool:
    """The root element."""
    return seen.root == "swiss-sanctions-list"


READER = SourceFormat("ch_seco_xml", "SECO XML", recognises, read, published_on)
