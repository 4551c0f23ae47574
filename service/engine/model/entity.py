"""What a list says: entities with their names, dates, identifiers, designations and provenance.

Frozen plain Python, no behaviour beyond parsing a partial date. Everything above speaks in these nouns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.common.lazy_pattern import lazy_pattern


class EntityType(StrEnum):
    """What kind of thing is listed or asked about. `ENTITY` is a company, body, group or state organ."""

    PERSON = "person"
    ENTITY = "entity"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class NameType(StrEnum):
    """How the publisher presents a name. `VARIANT` is a name that stands inside a published one: a spelling out of
    brackets, an acronym, or the bracketed form itself where the name without brackets is the primary one."""

    PRIMARY = "primary"
    VARIANT = "variant"
    ALIAS = "alias"
    PREVIOUS = "previous"
    ORIGINAL_SCRIPT = "original_script"


@dataclass(frozen=True, slots=True)
class Name:
    """One name as published. `weak` marks a broad or generic alias, which supports a hit but makes none alone."""

    text: str
    type: NameType = NameType.PRIMARY
    weak: bool = False
    language: str | None = None


_PARTIAL_DATE = lazy_pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of which the month, or the day, may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `1972`, `1972-11` or `1972-11-26`. Raises ValueError for anything else or an impossible date."""
        match = _PARTIAL_DATE.match(text.strip())
        if match is None:
            raise ValueError(f"expected YYYY, YYYY-MM or YYYY-MM-DD, got {text!r}")
        year, month, day = match.groups()
        found = cls(int(year), int(month) if month else None, int(day) if day else None)
        date(found.year, 1 if found.month is None else found.month, 1 if found.day is None else found.day)
        return found

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text


@dataclass(frozen=True, slots=True)
class ListedDate:
    """A date as a list gives it: the words published and what they mean.

    A single date has `earliest == latest`; a range has two; words that could not be read have neither.
    `since` and `until` bound the days on which the list said so: an amendment closes one and opens another.
    """

    raw: str
    earliest: PartialDate | None = None
    latest: PartialDate | None = None
    circa: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A passport, tax number, LEI, BIC, IMO number, registration, wallet and so on.

    `type` is one of the lower-case words of `service/watchlists/parsing/identifiers.py`; `value` is as published.
    """

    type: str
    value: str
    country: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address as published, in one line, with the parts the list keeps apart. `country` is ISO 3166-1 alpha-2."""

    text: str
    city: str | None = None
    postal_code: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """Why and since when an entity is listed. `listed_on` is the first day the measures applied, if published;
    `delisted_on` the first day they no longer did."""

    programme: str
    authority: str
    legal_basis: str | None = None
    measures: tuple[str, ...] = ()
    listed_on: date | None = None
    amended_on: date | None = None
    delisted_on: date | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A relation to another party that the list states, such as "Linked To: ...". `target_id` is the other party's
    record id where the list gives one, `share` the percentage owned, as published."""

    relation: str
    target: str
    target_id: str | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where in the published files an entity stands: file name, record key, line or element number (from 1)."""

    file: str
    record: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything one watchlist says about one target. `id` is `watchlist:record_id`.

    `names[0]` is the primary name. Countries and nationalities are ISO 3166-1 alpha-2 codes where the published
    words could be read, the words themselves otherwise. `facts` holds what has no field of its own (vessel type,
    tonnage, owner ...), as pairs of the publisher's heading and text.
    """

    id: str
    watchlist: str
    record_id: str
    type: EntityType
    names: tuple[Name, ...]
    location: Location
    designations: tuple[Designation, ...] = ()
    birth_dates: tuple[ListedDate, ...] = ()
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str | None = None
    titles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    remarks: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A published record that became no entity, and why."""

    location: Location
    reason: str
