"""OpenSanctions: `targets.simple.csv`, one row a target. The user brings the file and the licence to use it.

Source format: headings id, schema, name, aliases, birth_date, countries, addresses, identifiers, sanctions, phones,
emails, (program_ids,) dataset, first_seen, last_seen, last_change. A cell of several values is itself a row of CSV with
semicolons, so a value with a quote or a semicolon stands in quotes of its own. Tried on a real file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from service.engine.matching.identifier_types import OTHER
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
from service.watchlists.parsing.dates import read_dates
from service.watchlists.parsing.ftm import TYPES
from service.watchlists.parsing.tables import Row, table, text_sheet
from service.watchlists.parsing.text import one_line, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

_TYPES = {schema.casefold(): kind for schema, kind in TYPES.items()} | {"legalentity": EntityType.ENTITY}
_IMO = re.compile(r"IMO\W{0,2}(\d{7})", re.IGNORECASE)
_KNOWN = (
    *("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions"),
    *("phones", "emails"),
)


def read(source: Source) -> Iterator[Record]:
    """Yield every row; one without a name is skipped with that reason."""
    for path in source.files:
        rows = table(text_sheet(path), "id", "schema", "name")
        if rows is None:
            raise UnreadableFileError(path.name, "line 1", "the headings id, schema and name", "none")
        for row in rows:
            yield _record(source, path, row)


def _record(source: Source, path: Path, row: Row) -> Record:
    record_id = row.text("id") or f"line-{row.line}"
    location = Location(path.name, record_id, row.line)
    names = unique_names([Name(row.text("name")), *(Name(item, NameType.ALIAS) for item in _items(row, "aliases"))])
    if not names:
        return Skipped(location, "the row has no name")
    lands = countries(_items(row, "countries"))
    person = row.text("schema").casefold() == "person"
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=_TYPES.get(row.text("schema").casefold(), EntityType.UNKNOWN),
        names=names,
        location=location,
        designations=tuple(_designations(source, row)),
        birth_dates=tuple(found for item in _items(row, "birth_date") for found in read_dates(item)),
        nationalities=lands if person else (),
        countries=lands,
        identifiers=tuple(_identifiers(row)),
        addresses=tuple(read_address(item) for item in _items(row, "addresses")),
        facts=row.rest(_KNOWN),
    )


def _items(row: Row, heading: str) -> list[str]:
    text = row.text(heading)
    values = next(csv.reader([" ".join(text.split())], delimiter=";"), []) if '"' in text else text.split(";")
    return [item for item in map(one_line, values) if item]


def _designations(source: Source, row: Row) -> Iterator[Designation]:
    programmes = unique(_items(row, "sanctions")) or unique(_items(row, "program_ids")) or (row.text("dataset"),)
    # first_seen is the day on which the collector first saw the target, not a day of listing: it stays a fact.
    yield from (source.designation(programme) for programme in programmes)


def _identifiers(row: Row) -> Iterator[Identifier]:
    """Numbers say what they are only for ships: a company's `IMO6495856` is its number as an owner, not a ship's."""
    ship = row.text("schema").casefold() == "vessel"
    for kind, heading in ((OTHER, "identifiers"), ("phone", "phones"), ("email", "emails")):
        for item in unique(_items(row, heading)):
            imo = _IMO.fullmatch(item)
            if imo is None:
                yield Identifier(kind, item)
            else:
                yield (
                    Identifier("imo", imo[1]) if ship else Identifier("registration", imo[1], note="IMO company number")
                )


def recognises(seen: FileSample) -> bool:
    """The headings."""
    return seen.kind == "text" and seen.has_headings("id", "schema", "name", "dataset")


READER = SourceFormat("opensanctions_csv", "OpenSanctions targets.simple.csv", recognises, read, unknown_date)
