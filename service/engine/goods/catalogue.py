"""What is known of the law on goods: measures by regime, origin and code, what is partial, what is about to lapse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.engine.goods.code_match import match_code
from service.engine.goods.import_measures import ALL, Coverage, ImportMeasure
from service.engine.goods.rules import OriginRules

NOTICE = timedelta(days=60)
"""How long before its last day a measure is named as about to lapse."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to list: None is everything. `on` leaves out measures not in force on that day."""

    regime: str | None = None
    origin: str | None = None
    code: str | None = None
    on: date | None = None


def measures_of(rules: OriginRules, wanted: Filter) -> Iterator[ImportMeasure]:
    """The measures on countries that pass a filter, in the order of the file. Territories have a list of their own."""
    for measure in rules.imports.measures:
        if wanted.regime is not None and measure.regime != wanted.regime:
            continue
        if wanted.origin is not None and wanted.origin not in measure.origins and measure.origins != (ALL,):
            continue
        if wanted.on is not None and not measure.in_force(wanted.on):
            continue
        if wanted.code is not None and not _touches(rules, measure, wanted.code, wanted.on):
            continue
        yield measure


def coverage_of(rules: OriginRules, wanted: Filter) -> Iterator[Coverage]:
    """The lines of coverage that pass a filter."""
    for one in rules.imports.coverage.values():
        if wanted.regime in (None, one.regime) and wanted.origin in (None, one.origin):
            yield one


def lapsing(rules: OriginRules, on: date, wanted: Filter | None = None) -> Iterator[tuple[str, str, date]]:
    """Regime, id and last day of every measure of a regime and an origin that lapses within the time of notice."""
    chosen = wanted or Filter()
    ends = [(one.regime, one.id, one.origins, one.in_force_to) for one in rules.imports.measures]
    ends += [(one.regime, one.id, one.territories, one.in_force_to) for one in rules.measures]
    for regime, measure, origins, last in ends:
        if chosen.regime not in (None, regime) or (chosen.origin is not None and chosen.origin not in origins):
            continue
        if last is not None and on <= last <= on + NOTICE:
            yield regime, measure, last


def _touches(rules: OriginRules, measure: ImportMeasure, code: str, on: date | None) -> bool:
    if on is not None:
        return match_code(rules.imports, measure, code, on) is not None
    return any(
        line.prefix == ALL or line.prefix.startswith(code) or code.startswith(line.prefix) for line in measure.codes
    )
