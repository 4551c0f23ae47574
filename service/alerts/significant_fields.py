"""Which fields of a listed entity count for a remembered decision: the table `significant_fields.csv`, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from service.common.bundled_tables import bundled_rows


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
    rows = bundled_rows(__package__, "significant_fields.csv")
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
