"""US Commerce, BIS: the Denied Persons List, as `dpl.txt` and as today's "Export as CSV".

Source format: `dpl.txt` is tab-separated with headings and American dates. The CSV of bis.gov has five other headings
and holds name and address in one cell. Either has one row an address, so the rows of one name and one order (its
effective date) are one entity. The list does not say who is a person and who a company, and has no ids: name and
effective date make one. After its expiration an order no longer applies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from service.engine.model.entity import Address, Designation, Entity, EntityType, Location, Name, Skipped
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.addresses import read_address
from service.watchlists.parsing.countries import countries, country
from service.watchlists.parsing.dates import read_day, unread_day
from service.watchlists.parsing.names import company_variants, is_legal_form
from service.watchlists.parsing.tables import Row, table, text_sheet
from service.watchlists.parsing.text import joined, one_line, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

NAME, EFFECTIVE = "Name", "Effective_Date"
NAME_AND_ADDRESS, CITATIONS = "Name and Address", "Appropriate Federal Register Citations"
_EXPIRES = ("Expiration_Date", "Expiration Date")
_CITED = ("FR_Citation", CITATIONS)
_PARTS = ("Street_Address", "City", "State", "Postal_Code", "Country")
_KNOWN = (NAME, EFFECTIVE, *_PARTS, *_EXPIRES, *_CITED)
_HEADINGS = f"the headings {NAME} and {EFFECTIVE}, or {NAME_AND_ADDRESS} and {CITATIONS}"
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|phd|md)\.?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Order:
    """One row: who is denied, at which address, since when."""

    name: str
    listed: date | None
    address: Address
    row: Row

    @property
    def record_id(self) -> str:
        """Name and effective date: the list has no ids."""
        slug = re.sub(r"[^\w]+", "-", self.name.casefold()).strip("-")
        day = self.listed.isoformat() if self.listed else re.sub(r"\W+", "-", self.row.text(EFFECTIVE)).strip("-")
        return "-".join(filter(None, (slug, day)))


def read(source: Source) -> Iterator[Record]:
    """Yield one entity for each name and order; rows without a name are skipped with that reason."""
    for path in source.files:
        sheet = text_sheet(path, encodings=("utf-8", "cp1252"))
        rows = table(sheet, NAME, EFFECTIVE)
        rows = table(sheet, NAME_AND_ADDRESS, CITATIONS) if rows is None else rows
        if rows is None:
            raise UnreadableFileError(path.name, "first lines", _HEADINGS, "none")
        orders: dict[str, list[_Order]] = defaultdict(list)
        for row in rows:
            order = _order(row)
            if any(letter.isalnum() for letter in order.name):
                orders[order.record_id].append(order)
            else:
                yield Skipped(Location(path.name, "", row.line), "the row has no name")
        for record_id, members in orders.items():
            yield _entity(source, path, record_id, members)


def _order(row: Row) -> _Order:
    listed = read_day(row.text(EFFECTIVE), month_first=True)
    whole = one_line(row.text(NAME_AND_ADDRESS))
    if whole:
        name, line = _split(whole)
        return _Order(name, listed, read_address(line), row)
    land, line = country(row.text("Country")), joined((row.text(part) for part in _PARTS), ", ")
    address = Address(line, row.text("City") or None, row.text("Postal_Code") or None, land)
    return _Order(one_line(row.text(NAME)), listed, address, row)


def _split(whole: str) -> tuple[str, str]:
    """The name ends at the first comma, unless a legal form or a suffix such as JR. follows."""
    pieces = [piece.strip() for piece in whole.split(",")]
    size = 1
    while size < len(pieces) and (is_legal_form(pieces[size]) or _SUFFIX.match(pieces[size])):
        size += 1
    return ", ".join(pieces[:size]), ", ".join(filter(None, pieces[size:]))


def _entity(source: Source, path: Path, record_id: str, orders: Sequence[_Order]) -> Entity:
    addresses = tuple(dict.fromkeys(order.address for order in orders if order.address.text))
    names = (name for order in orders for name in (Name(order.name), *company_variants(order.name)))
    facts = (pair for order in orders for pair in order.row.rest((*_KNOWN, NAME_AND_ADDRESS)))
    whole = (("name and address", one_line(order.row.text(NAME_AND_ADDRESS))) for order in orders)
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=EntityType.UNKNOWN,
        names=unique_names(names),
        location=Location(path.name, record_id, orders[0].row.line),
        designations=tuple(dict.fromkeys(_designation(source, order) for order in orders)),
        countries=countries([address.country or "" for address in addresses]),
        addresses=addresses,
        facts=tuple(dict.fromkeys(pair for pair in (*facts, *whole, *_unread_days(orders)) if pair[1])),
    )


def _unread_days(orders: Sequence[_Order]) -> Iterator[tuple[str, str]]:
    for order in orders:
        yield from unread_day("effective date", order.row.text(EFFECTIVE) if order.listed is None else "")
        last = order.row.text(*_EXPIRES)
        yield from unread_day("expiration date", last if read_day(last, month_first=True) is None else "")


def _designation(source: Source, order: _Order) -> Designation:
    last = read_day(order.row.text(*_EXPIRES), month_first=True)
    return source.designation(
        "Denied Persons List",
        legal_basis=one_line(order.row.text(*_CITED)) or None,
        listed_on=order.listed,
        delisted_on=last + timedelta(days=1) if last else None,
    )


def recognises(seen: FileSample) -> bool:
    """The headings."""
    old, new = (NAME, EFFECTIVE, "Standard_Order"), (NAME_AND_ADDRESS, CITATIONS)
    return seen.kind == "text" and (seen.has_headings(*old) or seen.has_headings(*new))


READER = SourceFormat("us_dpl", "US Denied Persons List", recognises, read, unknown_date)
