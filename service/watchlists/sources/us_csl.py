"""United States: the Consolidated Screening List of the International Trade Administration, CSV and JSON.

Source format: `consolidated.csv` (28 or 29 headings) and `consolidated.json` (`results`) of data.trade.gov. Thirteen
lists of Commerce, State and Treasury in one: `source` says which, and so what the measure is. Several values stand
between semicolons in the CSV and are lists in the JSON. An identifier is `Passport, A123, TR`; before 2021 it was
`TR, A123, Passport` and there was no `_id`. An OFAC number may stand on two lists, so the record id names the list. The
CSV was tried on real files, the JSON was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from service.engine.matching.identifier_types import OTHER, identifier_type
from service.engine.model.entity import (
    Address,
    Designation,
    Entity,
    EntityType,
    Link,
    Location,
    Name,
    NameType,
    Skipped,
)
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.addresses import read_address
from service.watchlists.parsing.countries import countries, country_code
from service.watchlists.parsing.dates import read_dates, read_day, unread_day
from service.watchlists.parsing.identifiers import distinct, identifier
from service.watchlists.parsing.json_file import Object, is_json, objects, objects_at, read_json, value, values
from service.watchlists.parsing.names import company_variants
from service.watchlists.parsing.tables import Row, table, text_sheet
from service.watchlists.parsing.text import heading_key, joined, one_line, unique, unique_names
from service.watchlists.parsing.us_measures import measures_of
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

_TYPES = {
    "individual": EntityType.PERSON,
    "entity": EntityType.ENTITY,
    "vessel": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
}
_SUCCESSORS = re.compile(r"[;,]?\s*(?:and|or) any (?:successor|sub-?unit|subsidiar).*\Z", re.IGNORECASE | re.DOTALL)
_LINKED = re.compile(r"\(?Linked To:\s*([^()]+(?:\([^()]*\)[^()]*)*)\)?", re.IGNORECASE)
_AGAIN = re.compile(r"[;,]?\s*Linked To:\s*", re.IGNORECASE)
_LIST = re.compile(r"\(([A-Z][A-Za-z -]*)\)")
_NUMBERED = re.compile(r"\b(?:no|number|id|isin|code|ticker|bik|license)\b|#", re.IGNORECASE)
_LISTS = ("alt_names", "addresses", "programs", "citizenships", "dates_of_birth", "nationalities", "places_of_birth")
_FACTS = (
    *("source", "license_requirement", "license_policy", "standard_order", "vessel_type", "gross_tonnage"),
    *("gross_registered_tonnage", "vessel_flag", "vessel_owner", "country", "entity_number", "source_list_url"),
)
_TAKEN = {
    *_LISTS,
    *_FACTS,
    *("_id", "id", "name", "type", "title", "remarks", "call_sign", "ids", "start_date", "end_date"),
    *("federal_register_notice", "source_information_url"),
}

_FIELDS = {heading_key(name): name for name in _TAKEN if name != "_id"}


@dataclass(frozen=True, slots=True)
class _Item:
    """One record of either form: single texts and lists of texts. An identifier is heading, number, country, note."""

    line: int
    texts: dict[str, str]
    lists: dict[str, list[str]]
    addresses: list[Address] = field(default_factory=list)
    ids: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def record_id(self) -> str:
        """The list's abbreviation with the publisher's id, or with name and date where there is none."""
        found = _LIST.search(self.texts["source"])
        label = found[1].split()[0] if found else "CSL"
        key = self.texts.get("_id") or self.texts.get("id") or self.texts.get("entity_number")
        slug = re.sub(r"[^\w]+", "-", joined([self.texts["name"], self.texts.get("start_date")]).casefold()).strip("-")
        return f"{label}-{key or slug}"


def read(source: Source) -> Iterator[Record]:
    """Yield every record of every list; a repeated heading row and records without a name are skipped."""
    for path in source.files:
        for item in _json_items(path) if is_json(path) else _csv_items(path):
            location = Location(path.name, item.record_id, item.line)
            names = unique_names(_names(item))
            if item.texts["source"] == "source":
                yield Skipped(location, "the headings once more")
            elif names:
                yield _entity(source, item, location, names)
            else:
                yield Skipped(location, "the record has no name")


def _entity(source: Source, item: _Item, location: Location, names: tuple[Name, ...]) -> Entity:
    ids = [found for found in (identifier(*parts) for parts in item.ids if _is_number(parts[0])) if found]
    facts = [
        (heading, joined([number, note], ", ")) for heading, number, _, note in item.ids if not _is_number(heading)
    ]
    facts += [(name, item.texts[name]) for name in item.texts if name in _FACTS or name not in _TAKEN]
    facts += [fact for name in ("start_date", "end_date") for fact in unread_day(name, item.texts.get(name, ""))]
    remarks = item.texts.get("remarks", "")
    call_sign = identifier("call sign", item.texts.get("call_sign", ""))
    return Entity(
        id=source.entity_id(location.record),
        watchlist=source.watchlist,
        record_id=location.record,
        type=_TYPES.get(item.texts.get("type", "").casefold(), EntityType.UNKNOWN),
        names=names,
        location=location,
        designations=tuple(_designations(source, item)),
        birth_dates=tuple(found for text in item.lists["dates_of_birth"] for found in read_dates(text)),
        birth_places=unique(item.lists["places_of_birth"]),
        nationalities=countries([*item.lists["nationalities"], *item.lists["citizenships"]]),
        countries=countries(
            [*(address.country or "" for address in item.addresses), item.texts.get("vessel_flag", "")]
        ),
        gender=next((text.lower() for heading, text in facts if heading == "Gender"), None),
        titles=unique(one_line(text) for text in item.texts.get("title", "").split(";")),
        identifiers=distinct([*ids, *filter(None, [call_sign])]),
        addresses=tuple(dict.fromkeys(item.addresses)),
        links=tuple(
            Link("Linked To", one_line(found)) for text in _LINKED.findall(remarks) for found in _AGAIN.split(text)
        ),
        facts=tuple(dict.fromkeys(pair for pair in facts if pair[1])),
        remarks=remarks or None,
    )


def _is_number(heading: str) -> bool:
    kind = identifier_type(heading)
    return kind != OTHER or bool(_NUMBERED.search(heading))


def _names(item: _Item) -> Iterator[Name]:
    """The whole entry is the primary name; what follows `and any successor` is no part of the variant."""
    primary = item.texts["name"]
    person = item.texts.get("type", "").casefold() == "individual"
    yield Name(primary)
    bare = _SUCCESSORS.sub("", primary)
    if bare != primary:
        yield Name(bare, NameType.VARIANT)
    if not person:
        yield from company_variants(bare)
    for alias in item.lists["alt_names"]:
        yield Name(re.sub(r"\A(?:and|or) ", "", alias).rstrip(" ;"), NameType.ALIAS)


def _designations(source: Source, item: _Item) -> Iterator[Designation]:
    name = item.texts["source"]
    last = read_day(item.texts.get("end_date", ""))
    for programme in unique(item.lists["programs"]) or (name.partition(" - ")[0],):
        found = source.designation(
            programme,
            legal_basis=item.texts.get("federal_register_notice") or None,
            measures=measures_of([name]) or None,
            listed_on=read_day(item.texts.get("start_date", "")),
            delisted_on=last + timedelta(days=1) if last else None,
            source_url=item.texts.get("source_information_url") or None,
        )
        yield replace(found, authority=name.rpartition(" - ")[2] or source.authority)


# --- the two forms ---------------------------------------------------------------------------------------------------


def _csv_items(path: Path) -> Iterator[_Item]:
    sheet = text_sheet(path)
    # The headings may come again further down, but first of all they are the first line: above them would be records.
    rows = table(sheet, "source", "name", "alt_names")
    if rows is None or "source" not in map(heading_key, map(str, sheet.rows[0])):
        raise UnreadableFileError(path.name, "line 1", "the headings source, name and alt_names", "none")
    for row in rows:
        texts = {_FIELDS.get(key, name): one_line(row.text(name)) for key, name, _ in row.cells if row.text(name)}
        texts = {"source": "", "name": ""} | {
            name: text for name, text in texts.items() if name not in (*_LISTS, "ids")
        }
        lists = {name: _split(row, name) for name in _LISTS}
        addresses = [read_address(text, country_words=_last_country(text)) for text in lists["addresses"]]
        former = "_id" not in map(str.strip, map(str.casefold, row.headings.names))
        yield _Item(row.line, texts, lists, addresses, [_identifier(text, former) for text in _split(row, "ids")])


def _split(row: Row, heading: str) -> list[str]:
    return [text for text in map(one_line, row.text(heading).split(";")) if text]


def _last_country(address: str) -> str | None:
    """The code at the end. A US address often ends with its state or postal code, and CA is no Canada there."""
    last = address.rpartition(",")[2].strip()
    return country_code(last) if re.fullmatch("[A-Z]{2}", last) else None


def _identifier(text: str, former: bool) -> tuple[str, str, str, str]:
    """`Passport, A123, TR`, or before `TR, A123, Passport`. A number may hold commas itself."""
    parts = text.split(", ")
    if former:
        heading, rest = parts[-1], parts[:-1]
        rest = [*rest[1:], rest[0]] if len(rest) > 1 and re.fullmatch("[A-Z]{2}", rest[0]) else rest
    else:
        heading, rest = parts[0], parts[1:]
    land = rest.pop() if len(rest) > 1 and re.fullmatch("[A-Z]{2}", rest[-1]) else ""
    return heading, ", ".join(rest), land, ""


def _json_items(path: Path) -> Iterator[_Item]:
    for number, record in enumerate(objects_at(path, read_json(path), "results"), start=1):
        texts = {name: value(record, name) for name in record if name not in _LISTS and value(record, name)}
        lists = {name: values(record, name) for name in _LISTS}
        ids = [
            (value(item, "type"), value(item, "number"), value(item, "country"), _validity(item))
            for item in objects(record, "ids")
        ]
        addresses = [found for item in objects(record, "addresses") if (found := _address(item)).text]
        yield _Item(number, {"source": "", "name": ""} | texts, lists, addresses, ids)


def _validity(item: Object) -> str:
    return joined(
        [joined([words, value(item, words)]) for words in ("issue_date", "expiration_date") if value(item, words)]
    )


def _address(item: Object) -> Address:
    line = joined([value(item, name) for name in ("address", "city", "state", "postal_code", "country")], ", ")
    land = country_code(value(item, "country"))
    return Address(line, value(item, "city") or None, value(item, "postal_code") or None, land)


def published_on(files: Sequence[Path]) -> date | None:
    """The latest day among the sources of the JSON. The CSV does not say when it was made."""
    days = []
    for path in files:
        if is_json(path):
            used = objects(read_json(path), "sources_used")
            days += [read_day(value(item, "source_last_updated", "last_imported")) for item in used]
    return max(filter(None, days), default=None)


def recognises(seen: FileSample) -> bool:
    """The headings, or the fields of the first results."""
    if seen.text.lstrip().startswith("{"):
        return '"results"' in seen.text and '"source_list_url"' in seen.text
    return seen.kind == "text" and seen.has_headings("source", "entity_number", "alt_names", "source_list_url")


READER = SourceFormat("us_csl", "US Consolidated Screening List (CSV or JSON)", recognises, read, published_on)
