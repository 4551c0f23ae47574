"""Japan, Ministry of Finance: the list of targets of asset freezes in CSV (`shisantouketsuYYYYMMDD.csv`).

Source format: one table of 32 columns, UTF-8 with a byte order mark (older copies: Shift_JIS). Spelling variants are
already multiplied out, with `; ` between them; the record number `026-000002` is programme and notice number. Tried on
rows of a real file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from service.engine.model.entity import Entity, EntityType, Identifier, Location, Name, NameType, Skipped
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.addresses import read_address
from service.watchlists.parsing.dates import read_dates, read_day
from service.watchlists.parsing.identifiers import distinct, identifiers_in
from service.watchlists.parsing.japanese import (
    is_deleted,
    read_aliases,
    read_countries,
    read_documents,
    read_gender,
    read_originals,
    read_primary,
    read_stamp,
    unread_cells,
)
from service.watchlists.parsing.tables import Row, table, text_sheet
from service.watchlists.parsing.text import clean, is_empty, one_line, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

NUMBER, STAMP = "番号", "告示日付"

# Which field a heading is, by the first pattern that fits. What fits none is kept as a fact.
_FIELDS: tuple[tuple[str, str], ...] = (
    ("group", "^区分$"),
    ("number", "^番号$"),
    ("stamp", "^告示日付"),
    ("notice", "^告示番号"),
    ("kind", "個人団体"),
    ("name", "^氏名|^名称"),
    ("weak", "確定に十分でない"),
    ("alias", "^別名|^別称"),
    ("previous", "^旧称|^旧名"),
    ("title", "^称号"),
    ("position", "^役職"),
    ("born", "^生年月日"),
    ("birthplace", "^出生地"),
    ("nationality", "^国籍"),
    ("passport", "^旅券"),
    ("document", "^身分"),
    ("land", "^住所(?:所在地)?の?国"),
    ("address", "^住所|^所在地"),
    ("remarks", "^その他の情報"),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _FIELDS)
_WORDED = tuple(name for name, _ in _FIELDS if name not in ("group", "number", "stamp", "notice", "kind", "remarks"))
_Fields = dict[str, list[tuple[str, str]]]


def read(source: Source) -> Iterator[Record]:
    """Yield every row; deleted and nameless ones are skipped with that reason."""
    for path in source.files:
        rows = table(text_sheet(path, encodings=("utf-8-sig", "cp932")), NUMBER, STAMP)
        if rows is None:
            raise UnreadableFileError(path.name, "first lines", f"the headings {NUMBER} and {STAMP}", "none")
        for row in rows:
            yield _record(source, path, row)


def _record(source: Source, path: Path, row: Row) -> Record:
    fields = _fields(row)
    record_id = _text(fields, "number") or f"line-{row.line}"
    location = Location(path.name, record_id, row.line)
    kind = _text(fields, "kind")
    type_ = EntityType.PERSON if "個人" in kind else EntityType.ENTITY if kind else EntityType.UNKNOWN
    names = unique_names(_names(fields, person=type_ is EntityType.PERSON))
    if names:
        return _entity(source, fields, record_id, location, type_, names)
    deleted = is_deleted(_text(fields, "stamp"))
    reason = f"deleted by the publisher: {one_line(_text(fields, 'stamp'))}" if deleted else "the row has no name"
    return Skipped(location, reason)


def _fields(row: Row) -> _Fields:
    fields: _Fields = {}
    for key, heading, cell in row.cells:
        text = clean(cell)
        if text and not is_empty(text):
            name = next((name for name, pattern in _COMPILED if pattern.search(key)), "fact")
            fields.setdefault(name, []).append((one_line(heading), text))
    return fields


def _text(fields: _Fields, name: str) -> str:
    return "\n".join(text for _, text in fields.get(name, []))


def _items(fields: _Fields, name: str) -> tuple[str, ...]:
    return unique(one_line(item) for _, text in fields.get(name, []) for item in re.split("[;；]", text))


def _names(fields: _Fields, *, person: bool) -> Iterator[Name]:
    # English first, as in the workbook: the primary name is the one that most systems can type.
    columns = sorted(fields.get("name", []), key=lambda column: "英" not in column[0])
    for _, text in columns:
        for number, item in enumerate(re.split("[;；]", text)):
            yield from read_primary(item, person=person, kind=NameType.VARIANT if number else NameType.PRIMARY)
    yield from read_aliases(_text(fields, "alias"))
    yield from read_aliases(_text(fields, "previous"), kind=NameType.PREVIOUS)
    yield from read_aliases(_text(fields, "weak"), weak=True)
    for name in ("remarks", "fact"):
        yield from read_originals(_text(fields, name))


def _entity(
    source: Source,
    fields: _Fields,
    record_id: str,
    location: Location,
    type_: EntityType,
    names: tuple[Name, ...],
) -> Entity:
    stamp = read_stamp(_text(fields, "stamp"))
    lands = tuple(dict.fromkeys(code for _, text in fields.get("land", []) for code in read_countries(text)))
    entity = Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=type_,
        names=names,
        location=location,
        designations=(
            source.designation(
                _text(fields, "group") or record_id.split("-")[0],
                legal_basis=_text(fields, "notice") or None,
                listed_on=stamp.listed_on,
                amended_on=stamp.amended_on,
                delisted_on=stamp.delisted_on,
            ),
        ),
        birth_dates=tuple(found for _, text in fields.get("born", []) for found in read_dates(text)),
        birth_places=_items(fields, "birthplace"),
        gender=read_gender(_text(fields, "remarks")),
        nationalities=tuple(dict.fromkeys(read_countries(_text(fields, "nationality")))),
        countries=lands,
        titles=_items(fields, "title"),
        positions=_items(fields, "position"),
        identifiers=distinct(_identifiers(fields)),
        addresses=tuple(
            read_address(text, country_words=lands[0] if len(lands) == 1 else None)
            for text in _items(fields, "address")
        ),
        facts=tuple(fields.get("fact", [])),
        remarks=_text(fields, "remarks") or None,
    )
    cells = [cell for name in _WORDED for cell in fields.get(name, [])]
    return replace(entity, facts=(*entity.facts, *unread_cells(entity, cells, _text(fields, "stamp"))))


def _identifiers(fields: _Fields) -> Iterator[Identifier]:
    for name, kind in (("passport", "passport"), ("document", "national_id")):
        for item in _items(fields, name):
            yield from read_documents(kind, item)
    yield from identifiers_in(_text(fields, "remarks"))


def published_on(files: Sequence[Path]) -> date | None:
    """The day in the file's name, which is the only place where the ministry states it."""
    match = re.search(r"(20\d\d)(\d\d)(\d\d)", files[0].stem)
    return read_day("-".join(match.groups())) if match else None


def recognises(seen: FileSample) -> bool:
    """A text table with number, stamp and a name column."""
    return seen.kind == "text" and seen.has_headings(NUMBER, STAMP)


READER = SourceFormat("jp_mof_csv", "MOF CSV of asset freezes", recognises, read, published_on)
