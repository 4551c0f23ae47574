"""World Bank: the listing of ineligible firms and individuals, JSON.

Source format: `response.ZPROCSUPP` of the API behind the page "Debarred Firms and Individuals": one object a firm or
individual with SUPP_NAME, address, the dates of ineligibility and its ground. After its last day a debarment no longer
applies; 2999-12-31 stands for no end. The list does not say who is a person. By the published fields; not tried on a
real file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from service.engine.model.entity import Address, Entity, EntityType, Location, Name, Skipped
from service.watchlists.parsing.countries import country
from service.watchlists.parsing.dates import read_day, unread_day
from service.watchlists.parsing.json_file import Object, as_text, objects_at, read_json, value
from service.watchlists.parsing.names import company_variants
from service.watchlists.parsing.text import joined, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat, unknown_date

_FOREVER = 2999
_ADDRESS = ("SUPP_ADDR", "SUPP_CITY", "SUPP_STATE_CODE", "SUPP_PROV_NAME", "SUPP_ZIP_CODE", "COUNTRY_NAME")
_TAKEN = (*_ADDRESS, "SUPP_ID", "SUPP_NAME", "DEBAR_FROM_DATE", "DEBAR_TO_DATE", "DEBAR_REASON", "ADD_SUPP_INFO")


def read(source: Source) -> Iterator[Record]:
    """Yield every firm and individual; one without a name is skipped with that reason."""
    for path in source.files:
        for number, item in enumerate(objects_at(path, read_json(path), "response", "ZPROCSUPP"), start=1):
            yield _record(source, path, item, number)


def _record(source: Source, path: Path, item: Object, number: int) -> Record:
    record_id = value(item, "SUPP_ID") or f"record-{number}"
    location = Location(path.name, record_id, number)
    name = value(item, "SUPP_NAME")
    names = unique_names([Name(name), *company_variants(name)])
    if not names:
        return Skipped(location, "the record has no name")
    line, land = joined((value(item, part) for part in _ADDRESS), ", "), country(value(item, "COUNTRY_NAME"))
    address = Address(line, value(item, "SUPP_CITY") or None, value(item, "SUPP_ZIP_CODE") or None, land)
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=EntityType.UNKNOWN,
        names=names,
        location=location,
        designations=(
            source.designation(
                "Listing of ineligible firms and individuals",
                legal_basis=value(item, "DEBAR_REASON") or None,
                listed_on=read_day(value(item, "DEBAR_FROM_DATE")),
                delisted_on=_end(value(item, "DEBAR_TO_DATE")),
            ),
        ),
        countries=(land,) if land else (),
        addresses=(address,) if line else (),
        facts=(
            *((key, text) for key in item if key not in _TAKEN and (text := as_text(item[key]))),
            *unread_day("DEBAR_FROM_DATE", value(item, "DEBAR_FROM_DATE")),
        ),
        remarks=value(item, "ADD_SUPP_INFO") or None,
    )


def _end(text: str) -> date | None:
    last = read_day(text)
    return last + timedelta(days=1) if last is not None and last.year < _FOREVER else None


def recognises(seen: FileSample) -> bool:
    """The names of its fields."""
    return seen.kind == "text" and '"ZPROCSUPP"' in seen.text


READER = SourceFormat("world_bank_json", "World Bank debarments JSON", recognises, read, unknown_date)
