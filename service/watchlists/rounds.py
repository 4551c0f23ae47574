"""Japan's rounds of measures on a time line: what had been decided, and what applied, on a given day.

The table is `lists/jp_rounds/rounds.csv`; its SHA-256 stands in the manifest beside it and is checked first.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.watchlists.errors import UnreadableFileError
from service.watchlists.manifest import read_manifest, verify

FILE = "rounds.csv"


@dataclass(frozen=True, slots=True)
class Round:
    """One round. `in_force_from` is None for a mere announcement; `kinds` are words such as `asset_freeze`."""

    decided_on: date
    in_force_from: date | None
    kinds: tuple[str, ...]
    measure: str
    individuals: int | None
    entities: int | None
    watchlist: str | None
    legal_basis: str
    source: str
    confidence: str
    note: str | None


def load_rounds(folder: Path) -> tuple[Round, ...]:
    """Read and verify the rounds, earliest first. Raises ListError when the folder is not what its manifest says."""
    verify(folder, read_manifest(folder))
    path = folder / FILE
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        rounds = []
        for row in reader:
            try:
                rounds.append(_round(row))
            except (KeyError, ValueError, AttributeError) as error:
                raise UnreadableFileError(str(path), f"line {reader.line_num}", "a round", str(error)) from error
    return tuple(sorted(rounds, key=lambda item: item.decided_on))


def decided_by(rounds: Iterable[Round], day: date) -> tuple[Round, ...]:
    """All rounds of that day and before, announcements among them."""
    return tuple(item for item in rounds if item.decided_on <= day)


def applied_on(rounds: Iterable[Round], day: date, kind: str | None = None) -> tuple[Round, ...]:
    """The rounds in force on a day, of one kind if asked. None of Japan's rounds has ended so far; single names that
    were deleted are in the notes."""
    return tuple(
        item
        for item in rounds
        if item.in_force_from is not None and item.in_force_from <= day and (kind is None or kind in item.kinds)
    )


def _round(row: dict[str, str]) -> Round:
    return Round(
        decided_on=date.fromisoformat(row["decided_on"]),
        in_force_from=date.fromisoformat(row["in_force_from"]) if row["in_force_from"] else None,
        kinds=tuple(row["kinds"].split()),
        measure=row["measure"],
        individuals=int(row["individuals"]) if row["individuals"] else None,
        entities=int(row["entities"]) if row["entities"] else None,
        watchlist=row["watchlist"] or None,
        legal_basis=row["legal_basis"],
        source=row["source"],
        confidence=row["confidence"],
        note=row["note"] or None,
    )
