"""From an example entity, as clients send it, to the parties that are screened for it.

Mostly it is one party. A schema that stands for two types of party (`Vehicle`), or an example with several birth
dates, is asked as several parties in the same screening, and an entity counts with its best score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.api.compat.yente.model import Property, matchable, properties_of, schemas
from service.engine.matching.model import Party
from service.engine.model.entity import Identifier, PartialDate
from service.engine.screening.countries import CODES
from service.engine.screening.errors import Fault, InvalidRequest
from service.engine.screening.request import MAX_ALIASES
from service.watchlists.parsing.countries import country_code

MAX_BIRTH_DATES = 10
_MAX_CODES = 50
_MAX_IDENTIFIERS = 100
_LONGEST_IDENTIFIER = 200
_DAY = len("2026-11-23")
_GENDERS = {"m": "male", "male": "male", "f": "female", "female": "female"}
_NAMES = ("name", "alias", "previousName", "weakAlias", "abbreviation")


@dataclass(frozen=True, slots=True)
class Example:
    """What is asked under one key, in our own words. `cleaned` is the example as it was understood, `ignored` are the
    properties that say nothing to us."""

    schema: str
    parties: tuple[Party, ...]
    cleaned: dict[str, list[str]]
    ignored: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """The values of an example by what they say of a party."""

    cleaned: dict[str, list[str]] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=dict)
    identifiers: list[Identifier] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_example(pointer: str, schema: str, properties: Mapping[str, Any]) -> Example:
    """The parties of an example. Raises InvalidRequest if it cannot be searched; `pointer` says where it stands."""
    known = schemas().get(schema)
    if known is None or not known.asked:
        names = ", ".join(one.name for one in matchable())
        detail = f"{schema!r} cannot be matched; schemas are {names}"
        raise InvalidRequest([Fault(f"{pointer}/schema", detail, f"one of {names}", schema)])
    reading = _read(properties_of(schema), properties)
    names_ = _names_of(reading)
    faults = list(_faults(f"{pointer}/properties", reading, names_))
    if faults:
        raise InvalidRequest(faults)
    dates: Sequence[PartialDate | None] = [PartialDate.parse(text) for text in _some(reading, "birth_date")] or [None]
    parties = tuple(
        Party(
            type=type_,
            names=tuple(names_),
            birth_date=born,
            nationalities=tuple(code.upper() for code in _some(reading, "nationality")),
            countries=tuple(code.upper() for code in _some(reading, "country")),
            gender=next(iter(_some(reading, "gender")), None),
            identifiers=tuple(dict.fromkeys(reading.identifiers)),
            address="; ".join(_some(reading, "address")) or None,
        )
        for type_ in known.asked
        for born in dates
    )
    return Example(schema, parties, reading.cleaned, tuple(reading.ignored))


def _read(known: Mapping[str, Property], properties: Mapping[str, Any]) -> _Reading:
    reading = _Reading()
    for name, given in properties.items():
        property_ = known.get(name)
        values = list(_texts(given))
        kept = [] if property_ is None else _unique(_cleaned(property_, value) for value in values)
        if property_ is None or (property_.asked and len(kept) < len(set(values))) or not property_.asked:
            reading.ignored.append(name)
        if property_ is None or not kept:
            continue
        reading.cleaned[name] = kept
        if property_.asked == "identifier":
            reading.identifiers += [Identifier(property_.identifier, value) for value in kept]
        elif property_.asked:
            reading.asked.setdefault("name" if name in _NAMES else property_.asked, []).extend(kept)
    # The order of the properties must not decide which name is the main one.
    main = [value for name in _NAMES for value in reading.cleaned.get(name, [])]
    reading.asked["name"] = _unique(main)
    return reading


def _texts(given: Any) -> Iterator[str]:
    """The values of a property as text. An entity in an entity says nothing of a party."""
    for value in given if isinstance(given, list) else [given]:
        if isinstance(value, str):
            text = value.strip()
        elif isinstance(value, bool) or not isinstance(value, int | float):
            continue
        else:
            text = str(value)
        if text:
            yield text


def _cleaned(property_: Property, value: str) -> str | None:
    """A value as it is understood, or None."""
    if property_.type == "country":
        return _country(value)
    if property_.type == "gender":
        return _GENDERS.get(value.casefold())
    if property_.type == "date":
        return _date(value)
    return value


def _country(value: str) -> str | None:
    """A code or name of a country, as a code in small letters. Of a part of a country (`gb-sct`) it is the country."""
    code = value.upper().partition("-")[0] if len(value) > 2 and value[2] == "-" else value.upper()
    found = code if code in CODES else country_code(value)
    return found.lower() if found in CODES else None


def _date(value: str) -> str | None:
    """A day, month or year, without a time of day."""
    try:
        return str(PartialDate.parse(value[:_DAY]))
    except ValueError:
        return None


def _names_of(reading: _Reading) -> list[str]:
    """The names, joined of their parts if there are none; the first identifier if there is nothing else to look for."""
    names = reading.asked["name"] or _unique(_joined(reading.asked))
    return names or [one.value for one in reading.identifiers[:1]]


def _joined(asked: Mapping[str, list[str]]) -> Iterator[str]:
    middle = asked.get("middle_name", [])
    for first in asked.get("first_name", []) or [""]:
        for last in asked.get("last_name", []) or [""]:
            yield " ".join(filter(None, (first, *middle, last)))


def _faults(pointer: str, reading: _Reading, names: Sequence[str]) -> Iterator[Fault]:
    if not names:
        expected = "a name, or a number that identifies"
        yield Fault(pointer, f"there is nothing to search for: give {expected}", expected)
    born = _some(reading, "birth_date")
    counts = (
        ("names", len(names), MAX_ALIASES + 1),
        ("identifiers", len(reading.identifiers), _MAX_IDENTIFIERS),
        ("birth dates", len(born), MAX_BIRTH_DATES),
        ("nationalities", len(_some(reading, "nationality")), _MAX_CODES),
        ("countries", len(_some(reading, "country")), _MAX_CODES),
    )
    for noun, count, most in counts:
        if count > most:
            yield Fault(
                pointer, f"at most {most} {noun} fit in one query, this one has {count}", f"at most {most}", count
            )
    for one in reading.identifiers:
        if len(one.value) > _LONGEST_IDENTIFIER:
            detail = f"an identifier may have at most {_LONGEST_IDENTIFIER} characters"
            yield Fault(pointer, detail, f"at most {_LONGEST_IDENTIFIER} characters", one.value)


def _some(reading: _Reading, asked: str) -> list[str]:
    return _unique(reading.asked.get(asked, []))


def _unique(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
