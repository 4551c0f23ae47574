"""US Commerce, BIS: the Denied Persons List (`dpl.txt`).

Source format: tab-separated with headings and American dates; one row a denial order. The list does not say who is a
person and who a company, and has no ids: name and effective date make one. After its expiration an order no longer
applies. Written by the published structure; no full copy was at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from service.engine.model.entity import Address, Entity, EntityType, Location, Name, Skipped
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.countries import country
from service.watchlists.parsing.dates import read_day
from service.watchlists.parsing.names import company_variants
from service.watchlists.parsing.tables import Row, table, text_sheet
from service.watchlists.parsing.text import joined, one_line, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

NAME, EFFECTIVE = "Name", "Effective_Date"
_STREET = ("Street_Address", "Address")
_KNOWN = (NAME, EFFECTIVE, *_STREET, "City", "State", "Country", "Postal_Code", "Expiration_Date", "FR_Citation")


def read(source: Source) -> Iterator[Record]:
    """Yield every row; one without a name is skipped with that reason."""
    for path in source.files:
        rows = table(text_sheet(path, encodings=("utf-8-sig", "cp1252")), NAME, EFFECTIVE)
        if rows is None:
            raise UnreadableFileError(path.name, "first lines", f"the headings {NAME} and {EFFECTIVE}", "none")
        for row in rows:
            yield _record(source, path, row)


def _record(source: Source, path: Path, row: Row) -> Record:
    name = one_line(row.text(NAME))
    listed = read_day(row.text(EFFECTIVE), month_first=True)
    record_id = _record_id(name, listed)
    location = Location(path.name, record_id, row.line)
    names = unique_names([Name(name), *company_variants(name)])
    if not names:
        return Skipped(location, "the row has no name")
    parts = (row.text(*_STREET), row.text("City"), row.text("State"), row.text("Postal_Code"), row.text("Country"))
    land = country(row.text("Country"))
    last = read_day(row.text("Expiration_Date"), month_first=True)
    address = Address(joined(parts, ", "), row.text("City") or None, row.text("Postal_Code") or None, land)
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=EntityType.UNKNOWN,
        names=names,
        location=location,
        designations=(
            source.designation(
                "Denied Persons List",
                legal_basis=one_line(row.text("FR_Citation")) or None,
                listed_on=listed,
                delisted_on=last + timedelta(days=1) if last else None,
            ),
        ),
        countries=(land,) if land else (),
        addresses=(address,) if address.text else (),
        facts=row.rest(_KNOWN),
    )


def _record_id(name: str, listed: date | None) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    return f"{slug}-{listed.isoformat()}" if listed else slug


def recognises(seen: FileSample) -> bool:
    """The headings."""
    return seen.kind == "text" and seen.has_headings(NAME, EFFECTIVE, "Standard_Order")


READER = SourceFormat("us_dpl", "US Denied Persons List", recognises, read, unknown_date)
