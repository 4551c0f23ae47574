"""A user's own list: plain CSV with the headings

    id,type,name,aliases,weak_aliases,birth_date,nationality,country,identifiers,programme,listed_on,note

Only `name` is needed. Several values stand between semicolons or bars (`;` or `|`); an identifier is `type:value` or
`type:value (UA)`. A name that holds a `;` or `|` itself and a type that is not known are noted. A name that nobody
could ask for, such as a title alone, refuses the file: an entry that is never found protects nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from service.engine.model.entity import Entity, EntityType, Identifier, Location, Name, NameType, Skipped
from service.engine.normalise.searchable import unsearchable_reason
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.countries import countries, country
from service.watchlists.parsing.dates import read_dates, read_day, unread_day
from service.watchlists.parsing.tables import Row, table, text_sheet
from service.watchlists.parsing.text import one_line, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Note, Record, Source, SourceFormat, unknown_date

COLUMNS = (
    *("id", "type", "name", "aliases", "weak_aliases", "birth_date", "nationality", "country", "identifiers"),
    *("programme", "listed_on", "note"),
)
_SEPARATOR = re.compile("[;|]")
_IDENTIFIER = re.compile(r"\s*(?P<type>[\w ]+?)\s*[:=]\s*(?P<value>.+?)\s*(?:\((?P<country>[^()]*)\))?\s*\Z")


def read(source: Source) -> Iterator[Record]:
    """Yield every row; one without a name is skipped with that reason."""
    for path in source.files:
        rows = table(text_sheet(path), "name")
        if rows is None:
            raise UnreadableFileError(path.name, "line 1", f"headings out of {', '.join(COLUMNS)}", "no heading name")
        for row in rows:
            yield from _notes(path, row)
            yield _record(source, path, row)


def _notes(path: Path, row: Row) -> Iterator[Note]:
    where, type_, name = f"{path.name}, line {row.line}", row.text("type"), one_line(row.text("name"))
    if type_ and type_.casefold() not in set(EntityType):
        known = ", ".join(EntityType)
        yield Note(f"{where}: the type {type_!r} is not known and read as unknown; known are {known}")
    if _SEPARATOR.search(name):
        yield Note(f"{where}: the name {name!r} holds a ; or | and is kept as one name; others belong under aliases")


def _refuse_unsearchable(path: Path, row: Row, type_: EntityType) -> None:
    for heading in ("name", "aliases"):
        for name in [one_line(row.text(heading))] if heading == "name" else _items(row, heading):
            reason = unsearchable_reason(name, type_)
            if reason is not None:
                raise UnreadableFileError(
                    path.name,
                    f"line {row.line}, column {heading}",
                    "a name that can be searched",
                    f"{name!r}: {reason}",
                )


def _record(source: Source, path: Path, row: Row) -> Record:
    record_id = row.text("id") or f"line-{row.line}"
    location = Location(path.name, record_id, row.line)
    names = unique_names(_names(row))
    if not one_line(row.text("name")) or not names:
        return Skipped(location, "the row has no name")
    type_ = row.text("type").casefold()
    known = type_ in set(EntityType)
    _refuse_unsearchable(path, row, EntityType(type_) if known else EntityType.UNKNOWN)
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
        facts=(
            *row.rest(COLUMNS),
            *unread_day("listed_on", row.text("listed_on")),
            *((("type", row.text("type")),) if type_ and not known else ()),
        ),
        remarks=row.text("note") or None,
    )


def _items(row: Row, heading: str) -> list[str]:
    return [item for item in map(one_line, _SEPARATOR.split(row.text(heading))) if item]


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
