"""Import and export measures by country of origin, product code and date, and how completely they are known.

Read from `lists/goods/`: `measures.csv`, `codes.csv` (one line a prefix of the Harmonized System), `coverage.csv` (what
permits `clear`) and `price_caps.csv`. `docs/adding-a-measure.md` describes the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from service.engine.goods.tables import Row, RuleError, read_rows

ALL = "*"
"""Every product where it stands for a prefix, every country where it stands for an origin."""

GRADES = ("read", "secondary", "background")
"""How well a line is known: the law itself was read, a reliable account of it was, or neither. Background never blocks
and never permits a clear."""

PERMITS_CLEAR = ("complete", "checked")
"""States of coverage of a regime's set of origins that permit `clear` for an origin without measures."""

_EFFECTS = frozenset({"block", "review", "information"})
_DIRECTIONS = frozenset({"import", "export"})
_STATES = frozenset({"complete", "checked", "partial", "none"})
_YES_NO = frozenset({"yes", "no"})
_CONNECTIONS = frozenset(
    {
        "origin",
        "exported_from",
        "shipped_from",
        "transit",
        "incorporates",
        "destination",
        "labour",
        "removed_from",
        "seller_government",
        "origin+exported_from",
    }
)
_OF_ORIGIN = ("origin", "origin+exported_from", "exported_from", "shipped_from", "removed_from", "seller_government")
_MOST_UNCODED = 4096
_HEADING = 4
_UNCERTAIN = timedelta(days=366)
"""How long before a first day that was not read in the law its product is still for review."""

_MEASURES = (
    "id", "regime", "origins", "direction", "connects", "effect", "in_force_from", "in_force_to", "what", "legal_basis",
    "exception", "scope_complete", "grade", "date_grade", "exempt_origins", "source_url", "note", "checked",
)  # fmt: skip
_CODES = (
    "measure", "prefix", "part", "except", "heading", "hs_edition", "in_force_from", "in_force_to", "annex",
    "condition", "condition_until", "grade", "source", "checked",
)  # fmt: skip
_COVERAGE = ("regime", "origin", "state", "checked_on", "why", "checked")
_CAPS = ("measure", "in_force_from", "in_force_to", "cap", "currency", "unit", "what", "source", "checked")


@dataclass(frozen=True, slots=True, eq=False)
class CodeLine:
    """One prefix of a measure. `part`: only a part of the code is meant (`ex`); `excepted`: longer codes that are not.

    The days are inclusive; None is open. A `condition` has to be settled by a paper until `condition_until`.
    """

    prefix: str
    part: bool
    excepted: tuple[str, ...]
    heading: str
    hs_edition: str
    in_force_from: date | None
    in_force_to: date | None
    annex: str
    condition: str
    condition_until: date | None
    grade: str

    def in_force(self, on: date) -> bool:
        """Whether the line applies on a day. A line without a first day always does."""
        started = self.in_force_from is None or self.in_force_from <= on
        return started and (self.in_force_to is None or on <= self.in_force_to)

    def open_condition(self, on: date) -> str:
        """The condition that a paper has to settle on a day, empty if there is none."""
        return "" if self.condition_until is not None and on > self.condition_until else self.condition


@dataclass(frozen=True, slots=True)
class PriceCap:
    """A cap on the unit price: above it the import is banned. The days are inclusive."""

    in_force_from: date
    in_force_to: date | None
    cap: float
    currency: str
    unit: str
    what: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ImportMeasure:
    """A measure on goods of some countries or parts of countries (such as CN-XJ; `*` is every country).

    `connects` says what ties goods to the country: origin, export, shipment, transit, inputs ... `effect` is `block`,
    `review` or `information`. `grade` is how well the rule is known, `date_grade` how well its first day is.
    """

    id: str
    regime: str
    origins: tuple[str, ...]
    direction: str
    connects: frozenset[str]
    effect: str
    in_force_from: date | None
    in_force_to: date | None
    what: str
    legal_basis: str
    exception: str | None
    scope_complete: bool
    grade: str
    date_grade: str
    exempt_origins: frozenset[str]
    source_url: str
    note: str
    checked: date
    codes: tuple[CodeLine, ...]
    caps: tuple[PriceCap, ...]

    @property
    def of_origin(self) -> str | None:
        """What connects goods of its countries with the measure."""
        return next((one for one in _OF_ORIGIN if one in self.connects), None)

    @property
    def all_goods(self) -> bool:
        """Whether it covers every product."""
        return any(line.prefix == ALL for line in self.codes)

    def in_force(self, on: date) -> bool:
        """Whether the measure applies on a day. Without a first day it is taken to be in force."""
        started = self.in_force_from is None or self.in_force_from <= on
        return started and (self.in_force_to is None or on <= self.in_force_to)

    def start_uncertain(self, on: date) -> bool:
        """Whether a day lies shortly before a first day that nobody read in the law."""
        if self.in_force_from is None or self.date_grade == "read":
            return False
        return self.in_force_from - _UNCERTAIN <= on < self.in_force_from

    def lapse_unconfirmed(self, on: date) -> bool:
        """Whether the measure was to end before a day, but after it was last looked at: it may have been extended."""
        return self.in_force_to is not None and self.in_force_to >= self.checked and on > self.in_force_to

    def cap_on(self, on: date) -> PriceCap | None:
        """The price cap on a day."""
        return next(
            (
                one
                for one in self.caps
                if one.in_force_from <= on and (one.in_force_to is None or on <= one.in_force_to)
            ),
            None,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """How completely the measures of a regime on an origin are known (`*`: the set of origins that have any).

    `complete`, `checked` (held against an independent list of programmes), `partial` (listed codes are sound, "not
    listed" proves nothing) or `none`. `checked_on` is the day of the text that was read.
    """

    regime: str
    origin: str
    state: str
    checked_on: date | None
    why: str


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


def load_import_law(folder: Path, regimes: frozenset[str], territories: frozenset[str]) -> ImportLaw:
    """The measures of a folder. Raises RuleError, naming file and line, for a line that cannot be used."""
    codes = _codes(folder / "codes.csv")
    caps = _caps(folder / "price_caps.csv")
    measures: dict[str, ImportMeasure] = {}
    for row in read_rows(folder / "measures.csv", _MEASURES):
        measure = _measure(row, regimes, codes.pop(row.text("id"), ()), caps.pop(row.text("id"), ()))
        if measure.id in measures:
            raise row.error(f"the measure {measure.id} is there already")
        measures[measure.id] = measure
    for file, unknown in (("codes.csv", codes), ("price_caps.csv", caps)):
        if unknown:
            raise RuleError(folder / file, 0, f"no such measure: {', '.join(sorted(unknown))}")
    return import_law_of(tuple(measures.values()), tuple(_coverage(folder / "coverage.csv", regimes)), territories)


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


def _measure(
    row: Row, regimes: frozenset[str], codes: tuple[CodeLine, ...], caps: tuple[PriceCap, ...]
) -> ImportMeasure:
    connects = frozenset(row.items("connects"))
    if not connects or not connects <= _CONNECTIONS:
        raise row.error(f"connects is {row.values['connects']!r}, expected some of {', '.join(sorted(_CONNECTIONS))}")
    since, until = row.optional_day("in_force_from"), row.optional_day("in_force_to")
    if since is not None and until is not None and until < since:
        raise row.error("in_force_to is before in_force_from")
    if not row.items("origins"):
        raise row.error("origins is empty")
    return ImportMeasure(
        id=row.text("id"),
        regime=row.choice("regime", regimes),
        origins=row.items("origins"),
        direction=row.choice("direction", _DIRECTIONS),
        connects=connects,
        effect=row.choice("effect", _EFFECTS),
        in_force_from=since,
        in_force_to=until,
        what=row.text("what"),
        legal_basis=row.text("legal_basis"),
        exception=row.optional("exception"),
        scope_complete=row.choice("scope_complete", frozenset({"yes", "partial"})) == "yes",
        grade=row.choice("grade", frozenset(GRADES)),
        date_grade=row.choice("date_grade", frozenset({*GRADES, "none"})),
        exempt_origins=frozenset(row.items("exempt_origins")),
        source_url=row.text("source_url"),
        note=row.values["note"],
        checked=row.day("checked"),
        codes=codes,
        caps=caps,
    )


def _codes(path: Path) -> dict[str, tuple[CodeLine, ...]]:
    found: dict[str, list[CodeLine]] = {}
    grades = frozenset(GRADES)
    for row in read_rows(path, _CODES):
        prefix = row.text("prefix")
        excepted = row.items("except")
        for code in (prefix, *excepted):
            if code != ALL and not (code.isdigit() and 2 <= len(code) <= 10):
                raise row.error(f"{code!r} is not a code of 2 to 10 digits, nor *")
        found.setdefault(row.text("measure"), []).append(
            CodeLine(
                prefix=prefix,
                part=row.choice("part", _YES_NO) == "yes",
                excepted=excepted,
                heading=row.values["heading"],
                hs_edition=row.values["hs_edition"],
                in_force_from=row.optional_day("in_force_from"),
                in_force_to=row.optional_day("in_force_to"),
                annex=row.text("annex"),
                condition=row.values["condition"],
                condition_until=row.optional_day("condition_until"),
                grade=row.choice("grade", grades),
            )
        )
    return {measure: tuple(lines) for measure, lines in found.items()}


def _caps(path: Path) -> dict[str, tuple[PriceCap, ...]]:
    found: dict[str, tuple[PriceCap, ...]] = {}
    for row in read_rows(path, _CAPS):
        cap = PriceCap(
            row.day("in_force_from"),
            row.optional_day("in_force_to"),
            row.number("cap", 0, 1e9),
            row.text("currency"),
            row.text("unit"),
            row.text("what"),
        )
        found[row.text("measure")] = (*found.get(row.text("measure"), ()), cap)
    return found


def _coverage(path: Path, regimes: frozenset[str]) -> list[Coverage]:
    found: dict[tuple[str, str], Coverage] = {}
    for row in read_rows(path, _COVERAGE):
        regime = row.choice("regime", regimes)
        for origin in row.items("origin"):
            if (regime, origin) in found:
                raise row.error(f"the coverage of {regime} and {origin} is there already")
            state = row.choice("state", _STATES)
            found[regime, origin] = Coverage(regime, origin, state, row.optional_day("checked_on"), row.text("why"))
    return list(found.values())
