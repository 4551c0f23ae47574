"""A user's own list: plain CSV with the headings

    id,type,name,aliases,weak_aliases,birth_date,nationality,country,identifiers,programme,listed_on,note

Only `name` is needed. Several values stand between semicolons; an identifier is `type:value` or `type:value (UA)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from service.engine.model.entity import Entity, EntityType, Identifier, Location, Name, NameType, Skipped
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.countries import countries, country
from service.watchlists.parsing.dates import read_dates, read_day
from service.watchlists.parsing.tables import Row, table, text_sheet
from service.watchlists.parsing.text import one_line, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

COLUMNS = (
    *("id", "type", "name", "aliases", "weak_aliases", "birth_date", "nationality", "country", "identifiers"),
    *("programme", "listed_on", "note"),
)
_IDENTIFIER = re.compile(r"\s*(?P<type>[\w ]+?)\s*[:=]\s*(?P<value>.+?)\s*(?:\((?P<country>[^()]*)\))?\s*\Z")


def read(source: Source) -> Iterator[Record]:
    """Yield every row; one without a name is skipped with that reason."""
    for path in source.files:
        rows = table(text_sheet(path), "name")
        if rows is None:
            raise UnreadableFileError(path.name, "line 1", f"headings out of {', '.join(COLUMNS)}", "no heading name")
        for row in rows:
            yield _record(source, path, row)


def _record(source: Source, path: Path, row: Row) -> Record:
    record_id = row.text("id") or f"line-{row.line}"
    location = Location(path.name, record_id, row.line)
    names = unique_names(_names(row))
    if not one_line(row.text("name")) or not names:
        return Skipped(location, "the row has no name")
    type_ = row.text("type").casefold()
    known = type_ in set(EntityType)
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=EntityType(type_) if known else EntityType.UNKNOWN,
        names=names,
        location=location,
        designations=(source.designation(row.text("programme"), listed_on=read_day(row.text("listed_on"))),),
        birth_dates=tuple(found for item in _items(row, "birth_date") for found in read_dates(item)),
        nationalities=countries(_items(row, "nationality")),
        countries=countries(_items(row, "country")),
        identifiers=tuple(map(_identifier, _items(row, "identifiers"))),
        facts=(*row.rest(COLUMNS), *((("type", row.text("type")),) if type_ and not known else ())),
        remarks=row.text("note") or None,
    )


def _items(row: Row, heading: str) -> list[str]:
    return [item for item in map(one_line, row.text(heading).split(";")) if item]


def _names(row: Row) -> Iterator[Name]:
    yield Name(row.text("name"))
    yield from (Name(item, NameType.ALIAS) for item in _items(row, "aliases"))
    yield from (Name(item, NameType.ALIAS, weak=True) for item in _items(row, "weak_aliases"))


def _identifier(item: str) -> Identifier:
    match = _IDENTIFIER.match(item)
    if match is None:
        return Identifier("other", item)
    return Identifier(match["type"].casefold().replace(" ", "_"), match["value"], country(match["country"]))


def recognises(seen: FileSample) -> bool:
    """A text table with a heading `name`, more than half of whose headings are ours."""
    headings = {cell.casefold() for cell in seen.rows[0]} if seen.rows else set()
    return seen.kind == "text" and "name" in headings and 2 * len(headings & set(COLUMNS)) > len(headings)


READER = SourceFormat("plain_csv", "plain CSV list", recognises, read, unknown_date)
