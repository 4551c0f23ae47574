"""US Treasury, OFAC: the CSV set of the SDN list and of the consolidated non-SDN list.

Source format: "SDN List Data Formats & Data Schemas" of OFAC. Four files without headings, told apart here by their
number of columns: the targets (12), alternate names (5), addresses (6) and the overflow of remarks (2). Null is
`-0-`, several programmes stand in one field as `SDGT] [SYRIA`, and each file ends with one Ctrl-Z. Birth dates,
documents, nationalities, links and the weak a.k.a.s, which are in quotes, are clauses of the remarks. Remarks are cut
at 1,000 characters, within a word if need be, and go on in the fourth file: they are joined before they are read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

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
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.addresses import split_city
from service.watchlists.parsing.countries import countries, country
from service.watchlists.parsing.dates import read_dates
from service.watchlists.parsing.identifiers import distinct, identifier
from service.watchlists.parsing.tables import text_sheet
from service.watchlists.parsing.text import joined, one_line, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Note, Record, Source, SourceFormat, unknown_date

TARGETS, NAMES, ADDRESSES, COMMENTS = 12, 5, 6, 2

_TYPES = {
    "": EntityType.ENTITY,
    "entity": EntityType.ENTITY,
    "individual": EntityType.PERSON,
    "vessel": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
}
_ALIAS_TYPES = {"aka": NameType.ALIAS, "nka": NameType.ALIAS, "fka": NameType.PREVIOUS}
_VESSEL_FACTS = ("vessel type", "tonnage", "gross registered tonnage", "vessel flag", "vessel owner")
_NULL = "-0-"


@dataclass(frozen=True, slots=True)
class _Line:
    location: Location
    cells: list[str]


@dataclass(slots=True)
class _Remarks:
    """What the clauses of one remark say."""

    names: list[Name] = field(default_factory=list)
    dates: list[ListedDate] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)


def read(source: Source) -> Iterator[Record]:
    """Yield every target; a line of another file whose target is missing is skipped with a reason."""
    tables = _tables(source)
    if not tables[TARGETS]:
        names = ", ".join(path.name for path in source.files)
        raise UnreadableFileError(names, "", f"a file of targets ({TARGETS} columns)", "none")
    yield from _missing(tables)
    known = {line.cells[0] for line in tables[TARGETS]}
    parts = {width: _by_target(tables[width]) for width in (NAMES, ADDRESSES, COMMENTS)}
    for line in tables[TARGETS]:
        number, name = line.cells[0], line.cells[1]
        if not any(letter.isalnum() for letter in name):
            yield Skipped(line.location, "the target has no name")
            continue
        yield _entity(source, line, parts[NAMES][number], parts[ADDRESSES][number], parts[COMMENTS][number])
    for width in (NAMES, ADDRESSES, COMMENTS):
        for line in tables[width]:
            if line.cells[0] not in known:
                yield Skipped(line.location, f"belongs to target {line.cells[0]}, which is in none of the files")
    yield from (Skipped(line.location, f"a row of {len(line.cells)} columns") for line in tables[0])


_PARTS = {NAMES: "alternate names", ADDRESSES: "addresses", COMMENTS: "the rest of long remarks"}


def _missing(tables: dict[int, list[_Line]]) -> Iterator[Note]:
    """A set without one of its files loads, with weaker entities, and says so."""
    gone = [words for size, words in _PARTS.items() if not tables.get(size)]
    if gone:
        yield Note(f"part of OFAC's set of four files is missing: the file of {' and that of '.join(gone)}")


def _tables(source: Source) -> dict[int, list[_Line]]:
    tables: dict[int, list[_Line]] = {TARGETS: [], NAMES: [], ADDRESSES: [], COMMENTS: [], 0: []}
    for path in source.files:
        rows = text_sheet(path, encodings=("utf-8", "cp1252"), delimiter=",").rows
        widths = [len(row) for row in rows[:50] if row]
        width = max(set(widths), key=widths.count)
        for number, row in enumerate(rows, start=1):
            cells = [_value(cell, keep_end=width == COMMENTS) for cell in row]
            if any(cells):
                line = _Line(Location(path.name, cells[0], number), cells)
                tables[width if len(cells) == width and cells[0].isdigit() else 0].append(line)
    return tables


def _value(cell: object, *, keep_end: bool = False) -> str:
    text = str(cell)
    if text.strip() == _NULL:
        return ""
    # The overflow of remarks goes on where 1,000 characters ended, which may be before a blank.
    return text if keep_end or len(text) >= 900 else text.strip()


def _by_target(lines: list[_Line]) -> dict[str, list[_Line]]:
    groups: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        groups[line.cells[0]].append(line)
    return groups


def _entity(source: Source, line: _Line, names: list[_Line], addresses: list[_Line], comments: list[_Line]) -> Entity:
    number, name, kind, programmes, title, call_sign, *vessel, remarks = line.cells
    text = "".join([remarks, *(comment.cells[1] for comment in comments)]).strip()
    said = _read_remarks(text)
    places = tuple(_address(item) for item in addresses if any(item.cells[2:]))
    flag = vessel[3] if len(vessel) > 3 else ""
    return Entity(
        id=source.entity_id(number),
        watchlist=source.watchlist,
        record_id=number,
        type=_TYPES.get(kind.casefold(), EntityType.UNKNOWN),
        names=unique_names([Name(name), *map(_alias, names), *said.names]),
        location=line.location,
        designations=tuple(source.designation(item) for item in _programmes(programmes)),
        birth_dates=tuple(said.dates),
        birth_places=unique(said.places),
        nationalities=countries(said.nationalities),
        countries=countries([flag, *(place.country or "" for place in places)]),
        gender=said.genders[0].lower() if said.genders else None,
        positions=unique([title]),
        identifiers=distinct(filter(None, (identifier("call sign", call_sign), *said.identifiers))),
        addresses=places,
        links=tuple(said.links),
        facts=(*((label, text) for label, text in zip(_VESSEL_FACTS, vessel, strict=False) if text), *said.facts),
        remarks=text or None,
    )


def _programmes(text: str) -> list[str]:
    return [item.strip(" []") for item in text.split("] [") if item.strip(" []")]


def _alias(line: _Line) -> Name:
    return Name(line.cells[3], _ALIAS_TYPES.get(line.cells[2].casefold(), NameType.ALIAS))


def _address(line: _Line) -> Address:
    _, _, street, city, land, note = line.cells
    town, code = split_city(city)
    return Address(joined([street, city, land, note], ", "), town, code, country(land))


# --- remarks ---------------------------------------------------------------------------------------------------------

_CLAUSE = re.compile(r";\s+")
_END = re.compile(r"(?<!\b[A-Z])(?<!\bInc)(?<!\bINC)(?<!\bLtd)(?<!\bLTD)(?<!\bCo)(?<!\bCO)(?<!\bCORP)\.\Z")
_ALT = r"(?:alt\. )?"
_NUMBER = re.compile(
    r"(?P<number>.+?)(?:\s+\((?P<country>[^()\d]+)\))?(?P<rest>(?:\s*[;,]?\s*\b(?:issued|expires)\b.*)?)\Z"
)


def _read_remarks(text: str) -> _Remarks:
    said = _Remarks()
    for clause in _CLAUSE.split(_END.sub("", text)):
        for pattern, take in _CLAUSES:
            match = pattern.match(clause)
            if match is not None and take(said, match):
                break
    return said


def _take_alias(said: _Remarks, match: re.Match[str]) -> bool:
    kind = NameType.PREVIOUS if match["kind"] == "f" else NameType.ALIAS
    said.names.append(Name(match["text"], kind, weak=True))
    return True


def _take_dates(said: _Remarks, match: re.Match[str]) -> bool:
    said.dates.extend(read_dates(match["text"]))
    return True


def _take_gender(said: _Remarks, match: re.Match[str]) -> bool:
    said.genders.append(match["text"])
    return True


def _take_link(said: _Remarks, match: re.Match[str]) -> bool:
    said.links.append(Link("linked to", one_line(match["text"])))
    return True


def _take_wallet(said: _Remarks, match: re.Match[str]) -> bool:
    said.identifiers.append(Identifier("wallet", match["text"], note=match["coin"]))
    return True


def _take_identifier(said: _Remarks, match: re.Match[str]) -> bool:
    heading = match["head"].removesuffix("#").strip()
    value = _NUMBER.match(match["text"])
    if identifier_type(heading) == OTHER or value is None:
        return False
    found = identifier(heading, value["number"], value["country"], value["rest"])
    if found is not None:
        said.identifiers.append(found)
    return found is not None


def _take_fact(said: _Remarks, match: re.Match[str]) -> bool:
    said.facts.append((match["head"].rstrip(":- "), one_line(match["text"])))
    return True


def _into(attribute: str) -> Callable[[_Remarks, re.Match[str]], bool]:
    def take(said: _Remarks, match: re.Match[str]) -> bool:
        getattr(said, attribute).append(one_line(match["text"]))
        return True

    return take


_REST = r"(?P<text>.+)"
_FACTS = (
    r"Additional Sanctions Information -|Secondary sanctions risk:|Transactions Prohibited For Persons Owned or "
    r"Controlled By U\.S\. Financial Institutions:|Executive Order|CAATSA Section|Organization Type:|Organization "
    r"Established Date|Aircraft Manufacture Date|Aircraft Model|Aircraft Operator|Aircraft Mode S Transponder Code|"
    r"Former Vessel Flag|Former Vessel Type|Vessel Year of Build|Vessel Flag|Other Vessel \w+|Listing Date|"
    r"Effective Date|Chinese Commercial Code|Prohibited Transactions|Target Type|Title"
)
_SPELLED_IDS = (
    r"(?:Diplomatic |Stateless Person |Service )?Passport|SSN|Cedula|C\.U\.R\.P\.|R\.F\.C\.|RFC|Registration ID|"
    r"Personal ID Card|Credencial electoral|Cartilla de Servicio Militar Nacional|Telephone|Phone|Fax|MMSI|License|"
    r"SWIFT/BIC|Website|Email Address|Italian Fiscal Code|D\.N\.I\.|Identity Card|Refugee ID Card|LEI"
)
_CLAUSES: tuple[tuple[re.Pattern[str], Callable[[_Remarks, re.Match[str]], bool]], ...] = tuple(
    (re.compile(pattern), take)
    for pattern, take in (
        (rf"{_ALT}(?P<kind>[afn])\.k\.a\. '(?P<text>.*)'", _take_alias),
        (rf"{_ALT}DOB {_REST}", _take_dates),
        (rf"{_ALT}POB {_REST}", _into("places")),
        (rf"{_ALT}(?:nationality|citizen) {_REST}", _into("nationalities")),
        (rf"Gender {_REST}", _take_gender),
        (rf"Linked To: {_REST}", _take_link),
        (rf"{_ALT}Digital Currency Address - (?P<coin>\w+) (?P<text>\S+)", _take_wallet),
        (rf"{_ALT}(?P<head>Vessel Registration Identification IMO|Company Number IMO) {_REST}", _take_identifier),
        (rf"{_ALT}(?P<head>{_FACTS})[\s:]*{_REST}", _take_fact),
        (
            rf"{_ALT}(?P<head>[A-Z][^\d:]{{0,70}}?(?:\bNumber(?: IMO)?(?: \([^)]*\))?|\bNo\.?|#))[\s:]+{_REST}",
            _take_identifier,
        ),
        (rf"{_ALT}(?P<head>{_SPELLED_IDS})[\s:]+{_REST}", _take_identifier),
    )
)


def recognises(seen: FileSample) -> bool:
    """Rows that start with a number and have 12, 6, 5 or 2 columns, and no headings."""
    rows = [row for row in seen.rows if row and any(row)]
    widths = {len(row) for row in rows[:3]}
    return seen.kind == "text" and bool(widths & {TARGETS, NAMES, ADDRESSES, COMMENTS}) and rows[0][0].isdigit()


READER = SourceFormat("ofac_csv", "OFAC CSV set", recognises, read, unknown_date)
