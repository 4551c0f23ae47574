"""Our own form of a list: a folder of small CSV files that a person can review line by line.

`entities.csv` (record_id, type, listed_on, amended_on), `names.csv` (record_id, text, type, language, weak),
`birth_dates.csv` (record_id, raw, earliest, latest, circa, since, until) and `details.csv` (record_id, field, value,
language, wording), where `field` is one of `DETAIL_FIELDS` and `wording` is `published`, or `ours` for what the
authority never wrote, which is kept apart as a fact that says so.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
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
)
from service.watchlists.errors import UnreadableFileError
from service.watchlists.manifest import Manifest

Row = dict[str, str]

DETAIL_FIELDS = ("birth_place", "position", "address", "phone", "name_as_published")


def read_entities(folder: Path, manifest: Manifest) -> Iterator[Entity]:
    """Yield the entities of a verified folder, in the order of `entities.csv`. Raises UnreadableFileError."""
    names = _grouped(folder / "names.csv")
    dates = _grouped(folder / "birth_dates.csv")
    details = _grouped(folder / "details.csv")
    for line, row in _rows(folder / "entities.csv"):
        record_id = row["record_id"]
        try:
            yield _entity(manifest, line, row, names[record_id], dates[record_id], details[record_id])
        except (KeyError, ValueError) as error:
            raise UnreadableFileError(str(folder), f"record {record_id}", "a valid record", str(error)) from error


def _entity(manifest: Manifest, line: int, row: Row, names: list[Row], dates: list[Row], details: list[Row]) -> Entity:
    if not names:
        raise ValueError("no name")
    published = [detail for detail in details if detail["wording"] == "published"]
    return Entity(
        id=f"{manifest.id}:{row['record_id']}",
        watchlist=manifest.id,
        record_id=row["record_id"],
        type=EntityType(row["type"]),
        names=tuple(_name(name) for name in names),
        location=Location("entities.csv", row["record_id"], line),
        designations=(_designation(manifest, row),),
        birth_dates=tuple(_birth_date(item) for item in dates),
        birth_places=_values(published, "birth_place"),
        positions=_values(published, "position"),
        identifiers=tuple(Identifier("phone", value) for value in _values(published, "phone")),
        addresses=tuple(Address(value) for value in _values(published, "address")),
        facts=tuple(_facts(details)),
    )


def _name(row: Row) -> Name:
    return Name(row["text"], NameType(row["type"]), row["weak"] == "yes", row["language"] or None)


def _birth_date(row: Row) -> ListedDate:
    return ListedDate(
        raw=row["raw"],
        earliest=PartialDate.parse(row["earliest"]) if row["earliest"] else None,
        latest=PartialDate.parse(row["latest"]) if row["latest"] else None,
        circa=row["circa"] == "yes",
        since=_day(row["since"]),
        until=_day(row["until"]),
    )


def _designation(manifest: Manifest, row: Row) -> Designation:
    return Designation(
        programme=manifest.programme,
        authority=manifest.authority,
        legal_basis=manifest.legal_basis,
        measures=manifest.measures,
        listed_on=_day(row["listed_on"]),
        amended_on=_day(row["amended_on"]),
        source_url=manifest.source_url,
    )


def _facts(details: list[Row]) -> Iterator[tuple[str, str]]:
    for detail in details:
        heading = detail["field"].replace("_", " ")
        if heading.replace(" ", "_") not in DETAIL_FIELDS:
            raise ValueError(f"field {detail['field']!r} is none of {', '.join(DETAIL_FIELDS)}")
        if detail["wording"] == "ours":
            yield f"{heading} (our translation)", detail["value"]
        elif detail["field"] == "name_as_published":
            yield heading, detail["value"]


def _values(details: list[Row], field: str) -> tuple[str, ...]:
    return tuple(detail["value"] for detail in details if detail["field"] == field)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _grouped(path: Path) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for _, row in _rows(path):
        groups[row["record_id"]].append(row)
    return groups


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        for row in reader:
            if None in row or None in row.values():
                raise UnreadableFileError(str(path), f"line {reader.line_num}", "as many cells as headings", str(row))
            yield reader.line_num, row
