"""Japan, Ministry of Finance: the workbook of targets of asset freezes (xls and xlsx).

Source format: `shisantouketsuYYYYMMDD.xlsx` of the page 経済制裁措置及び対象者リスト. One sheet a programme, each with
its own columns, found by heading; the heading row is the one with 告示日付. Sheets are inserted and renumbered, so the
sheet number is part of the record id of an edition, not a key for ever. Deleted entries keep their row with the name
blanked and a stamp such as `2025.1.10削除`. A row with neither stamp nor number continues the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from service.engine.model.entity import (
    Entity,
    EntityType,
    Identifier,
    ListedDate,
    Location,
    Name,
    NameType,
    Skipped,
)
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.addresses import read_addresses
from service.watchlists.parsing.dates import read_dates, read_day
from service.watchlists.parsing.identifiers import distinct, identifier, identifiers_in
from service.watchlists.parsing.japanese import (
    is_deleted,
    read_aliases,
    read_countries,
    read_documents,
    read_gender,
    read_primary,
    read_stamp,
    unread_cells,
)
from service.watchlists.parsing.tables import Row, Sheet, table, workbook_sheets
from service.watchlists.parsing.text import clean, enumerated, is_empty, one_line, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

STAMP, NUMBER = "告示日付", "告示番号"

# Which field a heading is, by the first pattern that fits. What fits none is kept as a fact.
_FIELDS: tuple[tuple[str, str], ...] = (
    ("stamp", STAMP),
    ("number", NUMBER),
    ("japanese", "日本語表記|氏名.*日本語"),
    ("english", "英語表記|氏名.*英語"),
    ("weak", "確定に十分でない"),
    ("alias", "別名$|別称$|別名.*別称|別称.*(別名|旧称)|確定可能な別名|^別名|^別称"),
    ("previous", "旧称|以前の|過去の"),
    ("title", "^称号"),
    ("position", "役職|肩書"),
    ("born", "生年月日"),
    ("birthplace", "出生地|出身地"),
    ("nationality", "国籍"),
    ("passport", "旅券"),
    ("document", "id番号|身分"),
    ("phone", "電話|fax|ファックス"),
    ("address", "住所|所在地|活動地域"),
    ("remarks", "その他の情報|詳細"),
)
_WORDED = tuple(name for name, _ in _FIELDS if name not in ("stamp", "number", "remarks"))
_PERSONAL = ("title", "position", "born", "birthplace", "nationality", "passport")
_KINDS = ((re.compile("団体|銀行"), EntityType.ENTITY), (re.compile("個人"), EntityType.PERSON))


@dataclass(slots=True)
class _Entry:
    """One record: its line, and the text under each field, continuation rows appended."""

    line: int
    fields: dict[str, list[tuple[str, object]]]

    def text(self, name: str) -> str:
        return "\n".join(clean(cell) for _, cell in self.fields.get(name, []) if clean(cell))

    def cells(self, name: str) -> list[tuple[str, object]]:
        return [(heading, cell) for heading, cell in self.fields.get(name, []) if not is_empty(clean(cell))]


def read(source: Source) -> Iterator[Record]:
    """Yield every row that has a stamp or a number; deleted and nameless ones as skipped, with the reason."""
    found = False
    for path in source.files:
        for sheet in workbook_sheets(path):
            rows = table(sheet, STAMP)
            if rows is None:
                filled = sum(any(map(clean, row)) for row in sheet.rows)
                reason = f"sheet without entries: {filled} rows, no heading {STAMP}: {_words(sheet)}"
                yield Skipped(Location(path.name, sheet.name), reason)
                continue
            found = True
            yield from _read_sheet(source, path, sheet, rows)
    if not found:
        names = ", ".join(path.name for path in source.files)
        raise UnreadableFileError(names, "", f"a sheet with the heading {STAMP}", "none")


def _read_sheet(source: Source, path: Path, sheet: Sheet, rows: Iterator[Row]) -> Iterator[Record]:
    title = one_line(next((clean(cell) for cell in sheet.rows[0] if clean(cell)), sheet.name))
    programme = one_line(re.sub(r"^\s*\d+\s*[.．]", "", sheet.name)) or title
    for entry in _entries(rows):
        record_id = _record_id(sheet.name, entry.text("number") or f"line {entry.line}")
        location = Location(path.name, f"{sheet.name} {record_id}", entry.line)
        type_ = _type(sheet.name, title, entry)
        names = unique_names(_names(entry, person=type_ is EntityType.PERSON))
        if names:
            yield _entity(source, entry, record_id, location, type_, programme, names)
        elif is_deleted(entry.text("stamp")):
            yield Skipped(location, f"deleted by the publisher: {one_line(entry.text('stamp'))}")
        else:
            yield Skipped(location, "the row has no name")


def _entries(rows: Iterator[Row]) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for row in rows:
        fields: dict[str, list[tuple[str, object]]] = {}
        for key, heading, cell in row.cells:
            if clean(cell):
                fields.setdefault(_field(key), []).append((one_line(heading), cell))
        if "stamp" in fields or "number" in fields:
            if entry is not None:
                yield entry
            entry = _Entry(row.line, fields)
        elif entry is not None:
            for name, cells in fields.items():
                entry.fields.setdefault(name, []).extend(cells)
    if entry is not None:
        yield entry


def _field(key: str) -> str:
    return next((name for name, pattern in _COMPILED if pattern.search(key)), "fact")


_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _FIELDS)


def _record_id(sheet: str, number: str) -> str:
    """`026-000002` for no. 2 of sheet 26, as in the ministry's CSV edition; `1(*186)` and `#1` are no. 1."""
    programme = re.match(r"\s*(\d+)", sheet)
    digits = re.match(r"[*#\s]*(\d+)", number)
    prefix = f"{int(programme[1]):03d}" if programme else one_line(sheet)
    return f"{prefix}-{int(digits[1]):06d}" if digits else f"{prefix}-{one_line(number).replace(' ', '-')}"


def _type(sheet: str, title: str, entry: _Entry) -> EntityType:
    for words in (sheet, title):
        kinds = [kind for pattern, kind in _KINDS if pattern.search(re.sub(r"[(（][^()（）]*除く[)）]", "", words))]
        if len(kinds) == 1:
            return kinds[0]
    return EntityType.PERSON if any(entry.text(name) for name in _PERSONAL) else EntityType.ENTITY


def _names(entry: _Entry, *, person: bool) -> Iterator[Name]:
    yield from read_primary(entry.text("english"), person=person)
    yield from read_primary(entry.text("japanese"), person=person)
    yield from read_aliases(entry.text("alias"))
    yield from read_aliases(entry.text("previous"), kind=NameType.PREVIOUS)
    yield from read_aliases(entry.text("weak"), weak=True)


def _entity(
    source: Source,
    entry: _Entry,
    record_id: str,
    location: Location,
    type_: EntityType,
    programme: str,
    names: tuple[Name, ...],
) -> Entity:
    stamp = read_stamp(entry.text("stamp"))
    addresses = tuple(dict.fromkeys(found for text in _items(entry, "address") for found in read_addresses(text)))
    entity = Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=type_,
        names=names,
        location=location,
        designations=(
            source.designation(
                programme, listed_on=stamp.listed_on, amended_on=stamp.amended_on, delisted_on=stamp.delisted_on
            ),
        ),
        gender=read_gender(entry.text("remarks")),
        birth_dates=_birth_dates(entry),
        birth_places=_items(entry, "birthplace"),
        nationalities=read_countries(entry.text("nationality")),
        titles=_items(entry, "title"),
        positions=_items(entry, "position"),
        identifiers=distinct(_identifiers(entry)),
        countries=tuple(dict.fromkeys(address.country for address in addresses if address.country)),
        addresses=addresses,
        facts=tuple((heading, clean(cell)) for heading, cell in entry.cells("fact")),
        remarks=entry.text("remarks") or None,
    )
    cells = [(heading, clean(cell)) for name in _WORDED for heading, cell in entry.cells(name)]
    return replace(entity, facts=(*entity.facts, *unread_cells(entity, cells, entry.text("stamp"))))


def _birth_dates(entry: _Entry) -> tuple[ListedDate, ...]:
    return tuple(found for _, cell in entry.cells("born") for found in read_dates(cell))


def _items(entry: _Entry, name: str) -> tuple[str, ...]:
    return unique(one_line(item) for _, cell in entry.cells(name) for item in enumerated(clean(cell)))


def _identifiers(entry: _Entry) -> Iterator[Identifier]:
    for name, kind in (("passport", "passport"), ("document", "national_id")):
        for _, cell in entry.cells(name):
            yield from read_documents(kind, clean(cell))
    for heading, cell in entry.cells("phone"):
        for number in re.split(r"[、,\n;]|\s/\s|/(?=\+?\d{3,})", clean(cell)):
            found = identifier(heading, number)
            if found is not None:
                yield found
    yield from identifiers_in(entry.text("remarks"))


def _words(sheet: Sheet) -> str:
    cells = (one_line(clean(cell)) for row in sheet.rows[:5] for cell in row)
    return " ".join(filter(None, cells))[:120] or "empty"


def published_on(files: Sequence[Path]) -> date | None:
    """The day in the file's name, which is the only place where the ministry states it."""
    match = re.search(r"(20\d\d)(\d\d)(\d\d)", files[0].stem)
    return read_day("-".join(match.groups())) if match else None


def recognises(seen: FileSample) -> bool:
    """A workbook with the stamp among its headings."""
    return seen.kind == "workbook" and seen.has_headings(STAMP)


READER = SourceFormat("jp_mof_workbook", "MOF workbook of asset freezes", recognises, read, published_on)
