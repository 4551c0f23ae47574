"""Japan, METI: the Foreign End User List (外国ユーザーリスト), workbook.

Source format: one sheet with bilingual headings; country, company, other names as bullets one a line, and the kinds of
weapons of concern. It freezes nothing: exports to a user on it need care, and for some goods a licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from service.engine.model.entity import Entity, EntityType, Location, Name, NameType, Skipped
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.dates import read_day
from service.watchlists.parsing.japanese import read_countries, read_primary
from service.watchlists.parsing.tables import Row, table, workbook_sheets
from service.watchlists.parsing.text import clean, heading_key, one_line, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

# Headings are recognised by one of their two languages: 企業名､組織名⏎Company or Organization.
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("number", "^no"),
    ("country", "国名|country"),
    ("company", "企業名|company"),
    ("aliases", "別名|alsoknownas"),
    ("weapons", "懸念区分|typeofwmd"),
    ("conventional", "通常兵器|conventional"),
)


def read(source: Source) -> Iterator[Record]:
    """Yield every numbered user; a row without a company is skipped with that reason."""
    found = False
    for path in source.files:
        for sheet in workbook_sheets(path):
            heading = next((row for row in sheet.rows[:12] if _is_heading(tuple(clean(cell) for cell in row))), None)
            if heading is None:
                continue
            found = True
            for row in table(sheet, *(clean(cell) for cell in heading if clean(cell))) or ():
                yield _record(source, path, row)
    if not found:
        names = ", ".join(path.name for path in source.files)
        raise UnreadableFileError(names, "", "a heading row with 国名 and 企業名", "none")


def _is_heading(cells: tuple[str, ...]) -> bool:
    keys = [heading_key(cell) for cell in cells]
    return all(any(re.search(pattern, key) for key in keys) for _, pattern in _COLUMNS[1:3])


def _record(source: Source, path: Path, row: Row) -> Record:
    cells = {name: _cell(row, pattern) for name, pattern in _COLUMNS}
    number = cells["number"] or str(row.line - 1)
    location = Location(path.name, number, row.line)
    names = unique_names(_names(cells["company"], cells["aliases"]))
    if not names:
        return Skipped(location, "the row has no company")
    countries = read_countries(cells["country"].split("\n")[-1]) or read_countries(cells["country"])
    headings = (("type of WMD", "weapons"), ("conventional weapons", "conventional"))
    return Entity(
        id=source.entity_id(number),
        watchlist=source.watchlist,
        record_id=number,
        type=EntityType.ENTITY,
        names=names,
        location=location,
        designations=(source.designation("Foreign End User List"),),
        countries=countries,
        facts=tuple((label, one_line(cells[name])) for label, name in headings if cells[name]) + _rest(row),
    )


def _cell(row: Row, pattern: str) -> str:
    return next((clean(cell) for key, _, cell in row.cells if re.search(pattern, key) and clean(cell)), "")


def _rest(row: Row) -> tuple[tuple[str, str], ...]:
    known = [heading for key, heading, _ in row.cells if any(re.search(pattern, key) for _, pattern in _COLUMNS)]
    return row.rest(known)


def _names(company: str, aliases: str) -> Iterator[Name]:
    yield from map(_untagged, read_primary(company, person=False))
    for alias in unique(_bullets(aliases)):
        yield from map(_untagged, read_primary(alias, person=False, kind=NameType.ALIAS))


def _untagged(name: Name) -> Name:
    """Han letters alone may be Chinese or Korean as well as Japanese: only kana say which."""
    kana = any("\u3041" <= letter <= "\u30ff" for letter in name.text)
    return name if name.language != "ja" or kana else replace(name, language=None)


def _bullets(text: str) -> Iterator[str]:
    """Bullets, one a line; a line without one goes on with the line above, where there are bullets at all."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    bulleted = any(re.match("[・･•]", line) for line in lines)
    name = ""
    for line in lines:
        if name and (not bulleted or re.match("[・･•]", line)):
            yield one_line(name)
            name = ""
        name = f"{name} {line.lstrip('・･• ')}"
    yield one_line(name)


def published_on(files: Sequence[Path]) -> date | None:
    """The day in the file's name, the only place where METI's workbook has one."""
    match = re.search(r"(20\d\d)(\d\d)(\d\d)", files[0].stem)
    return read_day("-".join(match.groups())) if match else None


def recognises(seen: FileSample) -> bool:
    """A workbook with METI's headings."""
    return seen.kind == "workbook" and any(map(_is_heading, seen.rows)) and "懸念" in str(seen.rows)


READER = SourceFormat("jp_meti_eul", "METI Foreign End User List workbook", recognises, read, published_on)
