"""Import and export measures by country of origin, product code and date, and how completely they are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from service.engine.goods.import_measures import ALL, CodeLine, Coverage, ImportMeasure

_MOST_UNCODED = 4096
_HEADING = 4


class Uncoded(NamedTuple):
    """A measure that goods without a code may meet, what connects it with their origin, and whether it is on all goods
    (or else on products that a code would tell)."""

    measure: ImportMeasure
    connection: str
    all_goods: bool


@dataclass(frozen=True, slots=True)
class _Touching:
    """Some measures, and which of them have lines that a code may touch, by its heading or chapter: of the 66 on goods
    of Russia a code touches two or three."""

    measures: tuple[ImportMeasure, ...]
    by_start: dict[str, tuple[ImportMeasure, ...]]

    def of(self, digits: str) -> tuple[ImportMeasure, ...]:
        """All of them without a code."""
        if not digits:
            return self.measures
        found = self.by_start.get(digits[:_HEADING]) or self.by_start.get(digits[:2])
        return self.by_start[""] if found is None else found


@dataclass(frozen=True, slots=True, repr=False)
class ImportLaw:
    """All measures, by regime and origin, with their coverage."""

    measures: tuple[ImportMeasure, ...]
    by_origin: dict[tuple[str, str], tuple[ImportMeasure, ...]]
    lines: dict[str, dict[str, tuple[CodeLine, ...]]]
    incorporating: dict[str, tuple[ImportMeasure, ...]]
    coverage: dict[tuple[str, str], Coverage]
    origins: frozenset[str]
    exporting: frozenset[str] = frozenset()
    """The regimes of which the tables hold a measure on exports."""

    _touching: dict[tuple[str, str], _Touching] = field(default_factory=dict, compare=False)
    _uncoded: dict[tuple[str, str, date], tuple[Uncoded, ...]] = field(default_factory=dict, compare=False)

    def of(self, regime: str, origin: str) -> tuple[ImportMeasure, ...]:
        """The measures of a regime that name an origin, and those that name every origin."""
        return self.by_origin.get((regime, origin), ()) + self.by_origin.get((regime, ALL), ())

    def on_imports_of(self, regime: str, origin: str, digits: str) -> tuple[ImportMeasure, ...]:
        """The measures of a regime on imports that name an origin, the country it lies in or every origin, and have a
        line that a code may touch; all of them without a code."""
        named = any((regime, one) in self.by_origin for one in (origin, origin.partition("-")[0]))
        return self._touched(regime, origin if named else ALL, self._named).of(digits)

    def without_code(self, regime: str, origin: str, on: date) -> tuple[Uncoded, ...]:
        """The measures of a regime that goods of an origin may meet while their code is not known: those on all goods,
        and on a day those on some products. Worked out once for a day, as of 66 measures on Russia none can be told."""
        known = self._uncoded.get((regime, origin, on))
        if known is None:
            if len(self._uncoded) >= _MOST_UNCODED:
                self._uncoded.clear()
            known = tuple(self._without_code(self.on_imports_of(regime, origin, ""), on))
            self._uncoded[regime, origin, on] = known
        return known

    def _without_code(self, measures: tuple[ImportMeasure, ...], on: date) -> Iterator[Uncoded]:
        for measure in measures:
            connection = measure.of_origin
            all_goods = bool(self.lines[measure.id][""])
            if connection and (all_goods or (measure.origins != (ALL,) and measure.in_force(on))):
                yield Uncoded(measure, connection, all_goods)

    def on_inputs(self, regime: str, digits: str) -> tuple[ImportMeasure, ...]:
        """The measures of a regime on goods made from inputs of a country, with a line that a code may touch."""
        return self._touched(regime, "", lambda regime, _: self.incorporating.get(regime, ())).of(digits)

    def _named(self, regime: str, origin: str) -> tuple[ImportMeasure, ...]:
        whole = origin.partition("-")[0]
        of_whole = self.by_origin.get((regime, whole), ()) if whole != origin else ()
        named = dict.fromkeys((*self.of(regime, origin), *of_whole))
        return tuple(one for one in named if one.direction == "import" and one.effect != "information")

    def _touched(
        self, regime: str, origin: str, measures: Callable[[str, str], tuple[ImportMeasure, ...]]
    ) -> _Touching:
        """Worked out when an origin is first asked about. Two threads may both do so, to the same end."""
        known = self._touching.get((regime, origin))
        if known is None:
            known = self._touching[regime, origin] = self._by_start(measures(regime, origin))
        return known

    def _by_start(self, measures: tuple[ImportMeasure, ...]) -> _Touching:
        starts = {start for measure in measures for start in self.lines[measure.id]} | {""}
        by_start = {start: tuple(one for one in measures if self.lines_of(one, start)) for start in starts}
        return _Touching(measures, by_start)

    def lines_of(self, measure: ImportMeasure, digits: str) -> tuple[CodeLine, ...]:
        """The lines of a measure that a code may touch, by its heading or chapter; and those on all goods."""
        lines = self.lines[measure.id]
        found = lines.get(digits[:_HEADING]) or lines.get(digits[:2])
        return lines[""] if found is None else found

    def coverage_of(self, regime: str, origin: str) -> Coverage:
        """The coverage that decides about an origin: its own line, else that of the regime's set of origins."""
        for part in (origin, origin.partition("-")[0], ALL):
            if (regime, part) in self.coverage:
                return self.coverage[regime, part]
        return _unknown(regime)


@lru_cache(maxsize=64)
def _unknown(regime: str) -> Coverage:
    return Coverage(regime, ALL, "none", None, "nobody has looked which origins this regime restricts")


def import_law_of(
    measures: tuple[ImportMeasure, ...], coverage: tuple[Coverage, ...], territories: frozenset[str]
) -> ImportLaw:
    """Some measures with their coverage, ready to be looked up."""
    by_origin: dict[tuple[str, str], list[ImportMeasure]] = {}
    incorporating: dict[str, list[ImportMeasure]] = {}
    for measure in measures:
        for origin in measure.origins:
            by_origin.setdefault((measure.regime, origin), []).append(measure)
        if "incorporates" in measure.connects and not measure.all_goods:
            incorporating.setdefault(measure.regime, []).append(measure)
    return ImportLaw(
        measures,
        {pair: tuple(group) for pair, group in by_origin.items()},
        {measure.id: _by_heading(measure.codes) for measure in measures},
        {regime: tuple(group) for regime, group in incorporating.items()},
        {(one.regime, one.origin): one for one in coverage},
        frozenset(origin for measure in measures for origin in measure.origins) - territories - {ALL},
        frozenset(measure.regime for measure in measures if measure.direction == "export"),
    )


def _by_heading(lines: tuple[CodeLine, ...]) -> dict[str, tuple[CodeLine, ...]]:
    """Lines under every heading (four digits) and chapter (two) that they touch; those on all goods under no code."""
    everything = tuple(line for line in lines if line.prefix == ALL)
    found: dict[str, list[CodeLine]] = {}
    short = [line for line in lines if len(line.prefix) < _HEADING and line.prefix != ALL]
    for line in lines:
        if line.prefix != ALL:
            for start in {line.prefix[:2], line.prefix[:_HEADING]}:
                found.setdefault(start, []).append(line)
    for start, group in found.items():
        group += [line for line in short if len(start) == _HEADING and start.startswith(line.prefix)]
    return {"": everything} | {start: (*everything, *dict.fromkeys(group)) for start, group in found.items()}
