"""Which fields of a listed entity count for a remembered decision: the table `significant_fields.csv`, read once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("significant_fields.csv")


class Side(StrEnum):
    """What a field says something about."""

    ENTITY = "entity"
    RULE = "rule"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SignificantField:
    """One row of the table. `record` is `entity`, `designation`, `watchlist`, or `fact` with a heading as field."""

    record: str
    field: str
    side: Side
    why: str


@lru_cache(maxsize=1)
def significant_fields() -> tuple[SignificantField, ...]:
    """All rows, also those of fields that do not count."""
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines)
    return tuple(SignificantField(row["record"], row["field"], Side(row["side"]), row["why"]) for row in rows)


@lru_cache(maxsize=1)
def fields_of() -> Mapping[tuple[str, Side], tuple[str, ...]]:
    """The names of the fields of a record that count for a side."""
    found: dict[tuple[str, Side], tuple[str, ...]] = {}
    for one in significant_fields():
        key = (one.record, one.side)
        found[key] = (*found.get(key, ()), one.field)
    return found


@lru_cache(maxsize=1)
def facts_left_out() -> frozenset[str]:
    """The headings of facts that do not count, in small letters."""
    return frozenset(one.casefold() for one in fields_of()["fact", Side.NONE])
