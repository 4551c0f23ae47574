"""Ukraine, National Security and Defence Council: the State Register of Sanctions, JSON.

Source format: a list of subjects, or an object that holds it under `data`, `subjects` or `results`. A subject has type
(individual, legal, ship, aircraft), name in Ukrainian, its transliteration, other names, birth date, citizenship,
identifiers and actions: one for each decree, with its day, its term and its end. Measures expire after their term; a
later decree renews or lifts them. The register publishes no schema, so each field is known by several names, and one
that is not known becomes a fact. Not tried on a real file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from service.engine.model.entity import (
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
from service.watchlists.parsing.addresses import read_address
from service.watchlists.parsing.countries import countries
from service.watchlists.parsing.dates import read_dates, read_day, unread_day
from service.watchlists.parsing.identifiers import distinct, identifier
from service.watchlists.parsing.json_file import Object, as_text, objects, objects_at, read_json, value
from service.watchlists.parsing.names import company_variants
from service.watchlists.parsing.text import joined, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

_TYPES = {
    "individual": EntityType.PERSON,
    "legal": EntityType.ENTITY,
    "ship": EntityType.VESSEL,
    "vessel": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
}
_HOLDERS = ("data", "subjects", "results")
_ID, _TYPE, _NAME = ("sid", "_id", "id"), ("type", "subject_type"), ("name", "name_ukr", "ukr_name")
_TRANSLITERATED = ("translit_name", "name_translit", "name_lat")
_OTHERS = ("aliases", "alt_names", "name_alternative", "name_original", "names_original")
_BORN, _CITIZEN = ("birthdate", "birth_date"), ("citizenship", "citizenships")
_NUMBERS, _ACTIONS = ("identifiers", "documents"), ("actions", "sanctions")
_PLACES, _POSTS = ("places", "addresses", "place"), ("occupation", "position", "positions")
_DAY, _END = (
    ("decree_date", "date_decree", "sanctions_start_date", "date"),
    ("sanctions_end_date", "date_end", "end_date"),
)
_DECREE, _STATUS = ("decree_number", "number_decree", "decree", "reason"), ("status", "action_status", "action")
_LIFTED = ("lifted", "cancelled", "скас", "виключ")
_TAKEN = {
    name
    for group in (_ID, _TYPE, _NAME, _TRANSLITERATED, _OTHERS, _BORN, _CITIZEN, _NUMBERS, _ACTIONS, _PLACES, _POSTS)
    for name in group
}


def read(source: Source) -> Iterator[Record]:
    """Yield every subject; one without a name is skipped with that reason."""
    for path in source.files:
        for number, item in enumerate(_subjects(path), start=1):
            yield _record(source, path, item, number)


def _subjects(path: Path) -> list[Object]:
    document = read_json(path)
    if isinstance(document, list):
        return objects_at(path, document)
    for holder in _HOLDERS:
        if isinstance(document, dict) and isinstance(document.get(holder), list):
            return objects_at(path, document, holder)
    raise UnreadableFileError(path.name, "", f"a list of subjects, or one under {' or '.join(_HOLDERS)}", "neither")


def _record(source: Source, path: Path, item: Object, number: int) -> Record:
    record_id = value(item, *_ID) or f"record-{number}"
    location = Location(path.name, record_id, number)
    type_ = _TYPES.get(value(item, *_TYPE).casefold(), EntityType.UNKNOWN)
    names = unique_names(_names(item, type_))
    if not names:
        return Skipped(location, "the subject has no name")
    places = unique(_texts(item, *_PLACES))
    addresses = tuple(read_address(text) for text in places)
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=type_,
        names=names,
        location=location,
        designations=tuple(dict.fromkeys(_designations(source, item))),
        birth_dates=tuple(found for text in _texts(item, *_BORN) for found in read_dates(text)),
        nationalities=countries(_texts(item, *_CITIZEN)),
        countries=countries([address.country or "" for address in addresses]),
        positions=unique(_texts(item, *_POSTS)),
        identifiers=distinct(_identifiers(item)),
        addresses=addresses,
        facts=(
            *((key, text) for key in item if key not in _TAKEN for text in _texts(item, key)),
            *(fact for action in objects(item, *_ACTIONS) for fact in unread_day("decree of", value(action, *_DAY))),
            *(fact for action in objects(item, *_ACTIONS) for fact in unread_day("until", value(action, *_END))),
        ),
    )


def _texts(item: Object, *names: str) -> list[str]:
    """All values of these fields; of an object the texts in it, joined."""
    return [text for name in names for part in _listed(item.get(name)) if (text := _flat(part))]


def _listed(content: Any) -> list[Any]:
    return content if isinstance(content, list) else [content]


def _flat(part: Any) -> str:
    return joined(map(as_text, part.values()), ", ") if isinstance(part, dict) else as_text(part)


def _names(item: Object, type_: EntityType) -> Iterator[Name]:
    primary = value(item, *_NAME)
    yield Name(primary, language="uk")
    if type_ is EntityType.ENTITY:
        yield from company_variants(primary, "uk")
    for field in (_TRANSLITERATED, _OTHERS):
        yield from (Name(text, NameType.ALIAS) for text in _texts(item, *field))


def _designations(source: Source, item: Object) -> Iterator[Designation]:
    """One for each decree. An end of term is known; what lifts a measure ends the earlier ones on its day."""
    actions = objects(item, *_ACTIONS)
    lifted = max(
        (day for action in actions if _is_lifted(action) and (day := read_day(value(action, *_DAY)))), default=None
    )
    for action in [action for action in actions if not _is_lifted(action)] or [{}]:
        listed, last = read_day(value(action, *_DAY)), read_day(value(action, *_END))
        ends = [day for day in (last + timedelta(days=1) if last else None, _later(lifted, listed)) if day]
        yield source.designation(
            "State Register of Sanctions",
            legal_basis=value(action, *_DECREE) or None,
            listed_on=listed,
            delisted_on=min(ends, default=None),
        )


def _later(lifted: date | None, listed: date | None) -> date | None:
    return lifted if lifted is not None and (listed is None or lifted >= listed) else None


def _is_lifted(action: Object) -> bool:
    words = value(action, *_STATUS).casefold()
    return any(word in words for word in _LIFTED)


def _identifiers(item: Object) -> Iterator[Identifier]:
    for part in objects(item, *_NUMBERS):
        words = value(part, "name", "id_name", "type") or "identification number"
        found = identifier(words, value(part, "id", "value", "number"), value(part, "country"))
        if found is not None:
            yield found


def recognises(seen: FileSample) -> bool:
    """A subject with its actions."""
    keys = ('"translit_name"', '"decree_date"', '"sanctions_end_date"', '"name_ukr"')
    return seen.kind == "text" and seen.text.lstrip()[:1] in ("[", "{") and any(key in seen.text for key in keys)


READER = SourceFormat("ua_nsdc_json", "Ukraine's State Register of Sanctions JSON", recognises, read, unknown_date)
