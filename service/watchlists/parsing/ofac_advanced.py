"""The small sections of OFAC's advanced XML, by id: reference values, places, documents, relations, sanctions entries.

Parties refer to them by id, and most of them stand behind the parties, so they are read first.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from service.engine.model.entity import Address, Identifier, ListedDate
from service.watchlists.parsing.countries import UNKNOWN_WORDS, country
from service.watchlists.parsing.dates import is_year, partial, read_day
from service.watchlists.parsing.identifiers import identifier
from service.watchlists.parsing.text import joined, one_line, unique
from service.watchlists.parsing.xml import Element, all_at, attribute, local, text

VALUES = (
    *("AliasType", "Country", "FeatureType", "IDRegDocType", "LegalBasis", "List", "PartySubType", "PartyType"),
    *("RelationType", "SanctionsType", "Script", "DetailReference", "LocPartType", "EntryEventType", "AreaCode"),
    *("Validity", "NamePartType"),
)
SECTIONS = ("Location", "IDRegDocument", "ProfileRelationship", "SanctionsEntry")

PART_ORDER = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "REGION", "STATE/PROVINCE", "POSTAL CODE")
"""The parts of an address as one writes them; others (`Unknown`) come first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a party on one of OFAC's lists. `types` are the kinds of sanction: Block, Reject, a directive."""

    list: str
    programmes: tuple[str, ...]
    bases: tuple[str, ...]
    types: tuple[str, ...]
    listed_on: date | None
    unread_days: tuple[str, ...] = ()


@dataclass(slots=True)
class References:
    """The small sections by id, and what belongs to each party or profile."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[Address, ...]] = field(default_factory=dict)
    documents: dict[str, list[Identifier]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def word(self, kind: str, element: Element, name: str) -> str:
        """The words for the id in an attribute."""
        return self.words.get((kind, attribute(element, name)), "")

    def add(self, element: Element) -> None:
        """Take up an element of `VALUES` or `SECTIONS`; reference values stand before all that uses them."""
        kind = local(str(element.tag))
        if kind in VALUES:
            self._add_value(kind, element)
        elif kind == "Location":
            self.places[attribute(element, "ID")] = tuple(_places(self, element))
        elif kind == "IDRegDocument":
            self.documents[attribute(element, "IdentityID")].extend(_document(self, element))
        elif kind == "ProfileRelationship":
            relation = self.word("RelationType", element, "RelationTypeID")
            self.links[attribute(element, "From-ProfileID")].append((relation, attribute(element, "To-ProfileID")))
        elif kind == "SanctionsEntry":
            self.entries[attribute(element, "ProfileID")].append(_entry(self, element))

    def _add_value(self, kind: str, element: Element) -> None:
        key = attribute(element, "ID")
        if not key:
            return
        self.words[kind, key] = one_line(element.text)
        if kind == "PartySubType":
            self.types[key] = attribute(element, "PartyTypeID")


def entries_of(references: References, profiles: Sequence[str]) -> tuple[Entry, ...]:
    """The entries of a party. That on the Consolidated List repeats the one on the list proper, with a later day."""
    found = [entry for profile in profiles for entry in references.entries[profile]]
    proper = [entry for entry in found if entry.list != "Consolidated List"]
    return tuple(dict.fromkeys(proper or found))


def listed_dates(item: Element) -> Iterator[ListedDate]:
    """The periods in a feature or document: one day, a whole month or year, or a range."""
    for period in item.iter("{*}DatePeriod"):
        first, last = (_parts(period, path) for path in ("Start/From", "End/To"))
        edges = all_at(period, "Start") + all_at(period, "End")
        circa = any(attribute(edge, "Approximate") == "true" for edge in edges)
        if first is not None:
            yield _listed(first, last or first, circa)
        yield from (ListedDate(words) for path in ("Start/From", "End/To") if (words := _unread(period, path)))


def _listed(first: tuple[int, int, int], last: tuple[int, int, int], circa: bool) -> ListedDate:
    begin, end = partial(*first), partial(*last)
    if first[0] == last[0] and first[1:] == (1, 1) and last[1:] == (12, 31):
        begin = end = partial(first[0])
    elif first[:2] == last[:2] and first[2] == 1 < last[2] == _month_end(*first[:2]):
        begin = end = partial(*first[:2])
    return ListedDate(str(begin) if begin == end else f"{begin} to {end}", begin, end, circa)


def _month_end(year: int, month: int) -> int:
    return monthrange(year, month)[1] if 1 <= month <= 12 else 0


def _parts(period: Element, path: str) -> tuple[int, int, int] | None:
    numbers = [text(period, f"{path}/{name}") for name in ("Year", "Month", "Day")]
    if not is_year(numbers[0]):
        return None
    year, month, day = (int(number) if number.isdecimal() else 0 for number in numbers)
    return year, month, day


def _unread(period: Element, path: str) -> str:
    """The words of a date that is none: 31 February, the year 99999. Its month or year is read all the same."""
    words = _day_words(period, path)
    parts = _parts(period, path)
    return words if words and (parts is None or str(partial(*parts)) != _spelled(parts)) else ""


def _spelled(parts: tuple[int, int, int]) -> str:
    year, month, day = parts
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def _day_words(element: Element, path: str = "") -> str:
    return joined((text(element, f"{path}/{name}".lstrip("/")) for name in ("Year", "Month", "Day")), "-")


def day_of(element: Element) -> date | None:
    """A day of which each part is an element; None when one is missing or there is no such day."""
    return read_day(_day_words(element)) if is_year(text(element, "Year")) else None


def ordered_address(parts: Sequence[tuple[str, str]], land: str) -> Address | None:
    """An address of (kind, value) pairs in the order in which one writes it; None when nothing is known."""
    known = "" if land.casefold() in UNKNOWN_WORDS else land
    ordered = sorted(parts, key=lambda part: PART_ORDER.index(part[0]) if part[0] in PART_ORDER else -1)
    line = joined([*(value for _, value in ordered), known], ", ")
    if not line:
        return None
    city = next((value for kind, value in ordered if kind == "CITY"), None)
    code = next((value for kind, value in ordered if kind == "POSTAL CODE"), None)
    return Address(line, city, code, country(known))


def _places(references: References, element: Element) -> Iterator[Address]:
    """The address in Latin letters, then the one in the script of its country where some part has both."""
    main: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    for part in all_at(element, "LocationPart"):
        kind = references.word("LocPartType", part, "LocPartTypeID").upper()
        values = all_at(part, "LocationPartValue")
        values.sort(key=lambda value: attribute(value, "Primary") != "true")
        texts = [text(value, "Value") for value in values]
        main += [(kind, texts[0])] if texts else []
        other += [(kind, words) for words in texts[1:]]
    lands = [references.word("Country", item, "CountryID") for item in all_at(element, "LocationCountry")]
    areas = [references.word("AreaCode", item, "AreaCodeID") for item in all_at(element, "LocationAreaCode")]
    land = next((word for word in [*lands, *areas] if word), "")
    for parts in (main, other) if other else (main,):
        found = ordered_address(parts, land)
        if found is not None:
            yield found


def _document(references: References, element: Element) -> Iterator[Identifier]:
    kind = references.word("IDRegDocType", element, "IDRegDocTypeID")
    dates = ", ".join(found.raw for item in all_at(element, "DocumentDate") for found in listed_dates(item))
    validity = references.word("Validity", element, "ValidityID")
    valid = "" if validity.casefold() == "valid" else validity
    note = joined([text(element, "Comment"), text(element, "IssuingAuthority"), dates, valid], "; ")
    issuer = references.word("Country", element, "IssuedBy-CountryID")
    found = identifier(kind, text(element, "IDRegistrationNo"), issuer, note)
    if found is not None:
        yield found


def _entry(references: References, element: Element) -> Entry:
    events = all_at(element, "EntryEvent")
    dates = all_at(element, "EntryEvent/Date")
    days = [day_of(item) for item in dates]
    programmes, types = [], []
    for measure in all_at(element, "SanctionsMeasure"):
        words = references.word("SanctionsType", measure, "SanctionsTypeID")
        if words.casefold().startswith("program"):
            programmes.append(text(measure, "Comment"))
        else:
            types.append(joined([words, text(measure, "Comment")], ": "))
    return Entry(
        list=references.word("List", element, "ListID"),
        programmes=unique(programmes),
        bases=unique(references.word("LegalBasis", event, "LegalBasisID") for event in events),
        types=unique(types),
        listed_on=min((day for day in days if day), default=None),
        unread_days=tuple(_day_words(item) for item in dates if day_of(item) is None),
    )
