"""European Union: the consolidated financial sanctions file (FSF), CSV version 1.1.

Source format: semicolons, some 118 headings such as `Entity_LogicalId` and `NameAlias_WholeName`, one row for each
name, address, birth date, identification or citizenship of a target; the rows of one `Entity_LogicalId` are one target.
By the published headings; not tried on a real file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from service.engine.model.entity import (
    Address,
    Designation,
    Entity,
    EntityType,
    Identifier,
    ListedDate,
    Location,
    Name,
    NameType,
    PartialDate,
    Skipped,
)
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.countries import UNKNOWN_WORDS, countries, country
from service.watchlists.parsing.dates import is_year, read_dates, read_day, unread_day
from service.watchlists.parsing.identifiers import distinct, identifier, identifiers_in
from service.watchlists.parsing.names import latin_first
from service.watchlists.parsing.tables import Row, table, text_sheet
from service.watchlists.parsing.text import joined, one_line, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

KEY, WHOLE_NAME, GENERATED = "Entity_LogicalId", "NameAlias_WholeName", "fileGenerationDate"
_TYPES = {
    "person": EntityType.PERSON,
    "p": EntityType.PERSON,
    "enterprise": EntityType.ENTITY,
    "e": EntityType.ENTITY,
    "vessel": EntityType.VESSEL,
}
_GENDERS = {"m": "male", "f": "female"}
_STREET = ("Street", "PoBox", "ZipCode", "City", "Place", "Region", "CountryDescription")
_PLACE = ("Place", "City", "Region", "ZipCode", "CountryDescription")
_FLAGS = ("Diplomatic", "KnownExpired", "KnownFalse", "ReportedLost", "RevokedByIssuer")
_ID_DETAILS = ("IssuedBy", "IssueDate", "IssuedDate", "ValidFrom", "ValidTo", "NameOnDocument")
_FACTS = ("Entity_UnitedNationId", KEY, "Entity_DesignationDetails")
_DESIGNATED = "Entity_DesignationDate"
_REMARKS = ("NameAlias_Remark", "BirthDate_Remark", "Citizenship_Remark")


def read(source: Source) -> Iterator[Record]:
    """Yield one entity a logical id; rows without one and targets without a name are skipped with that reason."""
    for path in source.files:
        rows = table(text_sheet(path, encodings=("utf-8", "cp1252")), KEY, WHOLE_NAME)
        if rows is None:
            raise UnreadableFileError(path.name, "line 1", f"the headings {KEY} and {WHOLE_NAME}", "none")
        targets: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            targets[row.text(KEY)].append(row)
        for key, members in targets.items():
            yield from _target(source, path, key, members)


def _target(source: Source, path: Path, key: str, rows: list[Row]) -> Iterator[Record]:
    if not key:
        yield from (Skipped(Location(path.name, "", row.line), f"the row has no {KEY}") for row in rows)
        return
    record_id = _first(rows, "Entity_EU_ReferenceNumber", "EntityEU_ReferenceNumber") or key
    location = Location(path.name, record_id, rows[0].line)
    names = latin_first(unique_names(_names(rows)))
    if not names:
        yield Skipped(location, "the target has no name")
        return
    remarks = unique(one_line(row.text("Entity_Remark")) for row in rows)
    addresses = tuple(dict.fromkeys(_addresses(rows)))
    yield Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=_TYPES.get(_first(rows, "Entity_SubjectType", "Entity_SubjectType_Code").casefold(), EntityType.UNKNOWN),
        names=names,
        location=location,
        designations=tuple(dict.fromkeys(_designations(source, rows))),
        birth_dates=tuple(dict.fromkeys(_birth_dates(rows))),
        birth_places=unique(_line(row, "BirthDate", _PLACE) for row in rows),
        nationalities=countries([_land(row, "Citizenship") for row in rows]),
        countries=countries([address.country or "" for address in addresses]),
        gender=_GENDERS.get(_first(rows, "NameAlias_Gender").casefold()),
        titles=_column(rows, "NameAlias_Title"),
        positions=_column(rows, "NameAlias_Function"),
        identifiers=distinct([*_identifiers(rows), *identifiers_in("\n".join(remarks))]),
        addresses=addresses,
        facts=(
            *((heading, text) for heading in (*_FACTS, *_REMARKS) for text in _column(rows, heading)),
            *(fact for text in _column(rows, _DESIGNATED) for fact in unread_day(_DESIGNATED, text)),
        ),
        remarks="\n".join(remarks) or None,
    )


def _column(rows: Iterable[Row], heading: str) -> tuple[str, ...]:
    return unique(one_line(row.text(heading)) for row in rows)


def _first(rows: Iterable[Row], *headings: str) -> str:
    return next((text for row in rows if (text := one_line(row.text(*headings)))), "")


def _line(row: Row, group: str, parts: Sequence[str]) -> str:
    texts = (one_line(row.text(f"{group}_{part}")) for part in parts)
    return joined((text for text in texts if text.casefold() not in UNKNOWN_WORDS), ", ")


def _land(row: Row, group: str) -> str:
    code = row.text(f"{group}_CountryIso2Code")
    return code if code not in ("", "00") else row.text(f"{group}_CountryDescription")


def _names(rows: Iterable[Row]) -> Iterator[Name]:
    kind = NameType.PRIMARY
    for row in rows:
        parts = ("NameAlias_FirstName", "NameAlias_MiddleName", "NameAlias_LastName")
        whole = row.text(WHOLE_NAME) or joined(row.text(part) for part in parts)
        if whole:
            weak = row.text("NameAlias_Strong").casefold() == "false"
            yield Name(whole, kind, weak, row.text("NameAlias_NameLanguage").lower() or None)
            kind = NameType.ALIAS


def _designations(source: Source, rows: Iterable[Row]) -> Iterator[Designation]:
    rows = list(rows)
    listed = read_day(_first(rows, _DESIGNATED))
    regulations = [row for row in rows if row.text("Entity_Regulation_Programme", "Entity_Regulation_NumberTitle")]
    for row in regulations or rows[:1]:
        changed = row.text("Entity_Regulation_Type").casefold() == "amendment"
        yield source.designation(
            row.text("Entity_Regulation_Programme"),
            legal_basis=one_line(row.text("Entity_Regulation_NumberTitle")) or None,
            listed_on=listed,
            amended_on=read_day(row.text("Entity_Regulation_PublicationDate")) if changed else None,
            source_url=row.text("Entity_Regulation_PublicationUrl") or None,
        )


def _birth_dates(rows: Iterable[Row]) -> Iterator[ListedDate]:
    for row in rows:
        circa = row.text("BirthDate_Circa").casefold() == "true"
        first, last = row.text("BirthDate_YearRangeFrom"), row.text("BirthDate_YearRangeTo")
        year, month = row.text("BirthDate_Year"), row.text("BirthDate_Month")
        raw = row.text("BirthDate_BirthDate") or (f"{year}-{int(month):02d}" if year and month.isdigit() else year)
        if is_year(first) and is_year(last):
            yield ListedDate(f"{first} to {last}", PartialDate(int(first)), PartialDate(int(last)), circa)
        elif raw and row.text("BirthDate_CalendarType").upper() not in ("", "GREGORIAN"):
            yield ListedDate(joined([raw, row.text("BirthDate_CalendarType")]))
        else:
            yield from (ListedDate(d.raw, d.earliest, d.latest, circa or d.circa) for d in read_dates(raw))


def _addresses(rows: Iterable[Row]) -> Iterator[Address]:
    for row in rows:
        line = joined([_line(row, "Address", _STREET), row.text("Address_Remark")], ", ")
        if line:
            city, code = (
                row.text("Address_City") or row.text("Address_Place") or None,
                row.text("Address_ZipCode") or None,
            )
            yield Address(line, city, code, country(_land(row, "Address")))


def _identifiers(rows: Iterable[Row]) -> Iterator[Identifier]:
    for row in rows:
        words = row.text("Identification_TypeDescription", "Identification_TypeCode")
        flags = [flag for flag in _FLAGS if row.text(f"Identification_{flag}").casefold() == "true"]
        details = [joined([part, row.text(f"Identification_{part}")]) for part in _ID_DETAILS]
        known = [detail for part, detail in zip(_ID_DETAILS, details, strict=True) if detail != part]
        note = joined([*flags, *known, row.text("Identification_Remark")], "; ")
        for number in unique([row.text("Identification_Number"), row.text("Identification_LatinNumber")]):
            found = identifier(words, number, _land(row, "Identification"), note)
            if found is not None:
                yield found
        yield from identifiers_in(row.text("Address_ContactInfo"))


def published_on(files: Sequence[Path]) -> date | None:
    """The day under `fileGenerationDate`, the same in every row."""
    rows = table(text_sheet(files[0], encodings=("utf-8", "cp1252")), KEY, WHOLE_NAME)
    first = next(rows or iter(()), None)
    return read_day(first.text(GENERATED, "Date_file")) if first is not None else None


def recognises(seen: FileSample) -> bool:
    """The headings."""
    return seen.kind == "text" and seen.has_headings(KEY, WHOLE_NAME)


READER = SourceFormat("eu_fsf_csv", "EU financial sanctions file CSV 1.1", recognises, read, published_on)
