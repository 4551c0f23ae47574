"""Canada, Global Affairs: the Consolidated Canadian Autonomous Sanctions List (SEMA and Magnitsky) in XML.

Source format: `data-set/record` with flat children. Until 2024 a record had Entity, Title and DateOfBirth; since then
EntityOrShip, TitleOrShip, DateOfBirthOrShipBuildDate and ShipIMONumber. There is no stable id: country, schedule and
item make one. Aliases are one text with several separators; bilingual names stand around a slash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.engine.model.entity import Entity, EntityType, Identifier, ListedDate, Location, Name, NameType, Skipped
from service.watchlists.parsing.dates import read_dates, read_day, unread_day
from service.watchlists.parsing.identifiers import identifier
from service.watchlists.parsing.names import company_variants, is_distinctive, is_legal_form, split_names
from service.watchlists.parsing.text import has_unread_words, joined, one_line, unique, unique_names
from service.watchlists.parsing.xml import Element, elements, line_of, local
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

_ENTITY = ("Entity", "EntityOrShip")
_TITLE = ("Title", "TitleOrShip")
_BORN = ("DateOfBirth", "DateOfBirthOrShipBuildDate")
_IMO = ("ShipIMONumber", "IMONumber")
_LISTED = ("DateOfListing", "ListedOn", "DateListed")
_KNOWN = (*_ENTITY, *_TITLE, *_BORN, *_IMO, *_LISTED, "Country", "LastName", "GivenName", "Aliases", "Schedule", "Item")
_SEPARATOR = re.compile(r"\s*;\s*|\s+/\s+|\s*\n\s*|\s*,?\s+or\s+|\s*,\s+", re.IGNORECASE)
_PREFIX = re.compile(
    r"\A(?:\(?(?:also known as|a\.?k\.?a\.?|f\.?k\.?a\.?|formerly)\W+"
    r"|(?P<language>Russian|Ukrainian|Belarusian|Arabic|Farsi)\s*:\s*)",  # not of Russian Technologies Group
    re.IGNORECASE,
)
_LANGUAGES = {"russian": "ru", "ukrainian": "uk", "belarusian": "be", "arabic": "ar", "farsi": "fa"}


def read(source: Source) -> Iterator[Record]:
    """Yield every record; one without any name is skipped with that reason."""
    for path in source.files:
        for element in elements(path, "record"):
            cells = {local(str(child.tag)): one_line(child.text) for child in element.iterchildren()}
            record_id = _record_id(cells)
            location = Location(path.name, record_id, line_of(element))
            names = unique_names(_names(cells))
            if names:
                yield _entity(source, cells, element, record_id, location, names)
            else:
                yield Skipped(location, "the record has no name")


def _entity(
    source: Source,
    cells: dict[str, str],
    element: Element,
    record_id: str,
    location: Location,
    names: tuple[Name, ...],
) -> Entity:
    type_ = _type(cells)
    built = type_ is EntityType.VESSEL
    dates = _first(cells, _BORN)
    facts = [(tag, text) for tag, text in cells.items() if tag not in _KNOWN and text]
    facts += unread_day("date of listing", _first(cells, _LISTED))
    facts += [("ship build date", dates)] if built and dates else []
    aliases = cells.get("Aliases", "")
    if has_unread_words(aliases, [*(name.text for name in names), *_LANGUAGES]):
        facts.append(("Aliases", aliases))  # a legal form alone is no name
    schedule = joined(["Schedule", cells.get("Schedule"), "Item", cells.get("Item")])
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=type_,
        names=names,
        location=location,
        designations=(
            source.designation(
                cells.get("Country", "").split(" / ")[0].strip(),
                legal_basis=schedule,
                listed_on=read_day(_first(cells, _LISTED)),
            ),
        ),
        birth_dates=_birth_dates(dates) if not built else (),
        titles=unique([_first(cells, _TITLE)]),
        identifiers=tuple(_identifiers(cells)),
        facts=tuple(facts),
    )


def _record_id(cells: dict[str, str]) -> str:
    country = cells.get("Country", "").split(" / ")[0]
    parts = (country, cells.get("Schedule", ""), cells.get("Item", ""))
    return "-".join(re.sub(r"[^\w.]+", "_", part.casefold()).strip("_") for part in parts if part)


def _first(cells: dict[str, str], tags: tuple[str, ...]) -> str:
    return next((cells[tag] for tag in tags if cells.get(tag)), "")


def _type(cells: dict[str, str]) -> EntityType:
    if _first(cells, _IMO) or _first(cells, _TITLE).casefold() in ("ship", "vessel", "navire"):
        return EntityType.VESSEL
    return EntityType.PERSON if cells.get("LastName") or cells.get("GivenName") else EntityType.ENTITY


def _names(cells: dict[str, str]) -> Iterator[Name]:
    person = joined([cells.get("GivenName"), cells.get("LastName")])
    entity = _first(cells, _ENTITY)
    yield Name(person or entity)
    if person and entity:
        yield Name(entity, NameType.ALIAS)
    if entity:
        yield from company_variants(entity)
        yield from _bilingual(entity)
    yield from _aliases(cells.get("Aliases", ""), is_person=bool(person))


def _aliases(text: str, *, is_person: bool) -> Iterator[Name]:
    """`Nikolai or Nikolay Maksimovich` gives single words of a name: they are weak, unless they are all there is."""
    aliases = split_names(text, _SEPARATOR)
    for alias in aliases:
        former = re.match(r"\(?(?:f\.?k\.?a|formerly)", alias, re.IGNORECASE)
        prefix = _PREFIX.match(alias)
        language = _LANGUAGES.get((prefix["language"] or "").casefold()) if prefix else None
        bare = (alias[prefix.end() :] if prefix else alias).strip(" ,;")
        alone = len(bare.split()) == 1
        weak = alone and (len(aliases) > 1 if is_person else not is_distinctive(bare))
        if is_legal_form(bare):
            continue
        yield Name(bare, NameType.PREVIOUS if former else NameType.ALIAS, weak, language)
        if not is_person:
            yield from company_variants(bare)


def _bilingual(name: str) -> Iterator[Name]:
    """Both sides of a slash between two longer names: `Iranian Army/Armée iranienne`."""
    sides = [side.strip() for side in name.split("/")]
    if len(sides) == 2 and all(len(side.split()) > 1 for side in sides):
        for side in sides:
            yield Name(side, NameType.VARIANT)
            yield from company_variants(side)


def _birth_dates(text: str) -> tuple[ListedDate, ...]:
    return read_dates(text)


def _identifiers(cells: dict[str, str]) -> Iterator[Identifier]:
    found = identifier("imo", _first(cells, _IMO))
    if found is not None:
        yield found


def recognises(seen: FileSample) -> bool:
    """The root element and the children of a record."""
    return seen.root == "data-set" and "<record" in seen.text and "<Country" in seen.text


READER = SourceFormat("ca_sema_xml", "Canada's autonomous sanctions list XML", recognises, read, unknown_date)
