"""Reading import and export measures.

From `lists/goods/`: `measures.csv`, `codes.csv` (one line a prefix of the Harmonized System), `coverage.csv` (what
permits `clear`) and `price_caps.csv`. `docs/adding-a-measure.md` describes the columns.
"""

from __future__ import annotations

from pathlib import Path

from service.engine.goods.import_law import ImportLaw, import_law_of
from service.engine.goods.import_measures import ALL, GRADES, CodeLine, Coverage, ImportMeasure, PriceCap
from service.engine.goods.tables import Row, RuleError, read_rows

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
