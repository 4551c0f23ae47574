"""Territories, regimes and their import measures, as `territories.csv`, `regimes.csv` and `measures.csv` state them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.engine.goods.tables import Row, read_rows
from service.engine.model.decision import Decision

_EFFECTS = frozenset({"block", "review"})
_CERTIFICATES = frozenset({"accepted", "not_accepted", "unknown"})
_CONFIDENCE = frozenset({"high", "uncertain"})


@dataclass(frozen=True, slots=True)
class Territory:
    """An embargoed territory. `oblast` is the whole unit it is (or is part of), `iso_3166_2` the code of that unit."""

    id: str
    name: str
    oblast: str
    iso_3166_2: str
    part_of: str
    note: str
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class Regime:
    """A jurisdiction that restricts imports. `id` is its two-letter code; goods of its `members` are not imported."""

    id: str
    name: str
    authority: str
    members: frozenset[str]
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class Measure:
    """One import measure of one regime.

    It applies from `in_force_from` to `in_force_to`, both included; None means until further notice. `effect` is what
    it does to goods of the territory: block, or review where the law could not be read with certainty. `certificate`
    tells what a Ukrainian certificate of origin does: `accepted`, `not_accepted` or `unknown`.
    """

    id: str
    regime: str
    territories: tuple[str, ...]
    effect: Decision
    in_force_from: date
    in_force_to: date | None
    legal_basis: str
    scope: str
    certificate: str
    exception: str
    wind_down: str | None
    source_url: str
    confidence: str
    note: str | None
    checked: date

    def applies(self, territory: str, on: date) -> bool:
        """Whether the measure covers a territory on a day."""
        if territory not in self.territories or on < self.in_force_from:
            return False
        return self.in_force_to is None or on <= self.in_force_to


def load_territories(folder: Path) -> dict[str, Territory]:
    """The territories by id. Raises RuleError."""
    columns = ("id", "name", "oblast", "iso_3166_2", "part_of", "note", "source", "checked")
    territories: dict[str, Territory] = {}
    for row in read_rows(folder / "territories.csv", columns):
        if row.text("id") in territories:
            raise row.error(f"the territory {row.text('id')} is there already")
        words = {column: row.text(column) for column in columns[:-1]}
        territories[row.text("id")] = Territory(**words, checked=row.day("checked"))
    return territories


def load_regimes(folder: Path) -> dict[str, Regime]:
    """The regimes by id. Raises RuleError."""
    columns = ("id", "name", "authority", "members", "source", "checked")
    regimes: dict[str, Regime] = {}
    for row in read_rows(folder / "regimes.csv", columns):
        if row.text("id") in regimes:
            raise row.error(f"the regime {row.text('id')} is there already")
        members = frozenset(row.items("members"))
        regimes[row.text("id")] = Regime(
            row.text("id"), row.text("name"), row.text("authority"), members, row.text("source"), row.day("checked")
        )
    return regimes


def load_measures(folder: Path, territories: dict[str, Territory], regimes: dict[str, Regime]) -> tuple[Measure, ...]:
    """The measures, in the order of the file. Raises RuleError, also for an unknown territory or regime."""
    columns = tuple(field for field in Measure.__dataclass_fields__)
    measures: dict[str, Measure] = {}
    for row in read_rows(folder / "measures.csv", columns):
        measure = _measure(row, frozenset(territories), frozenset(regimes))
        if measure.id in measures:
            raise row.error(f"the measure {measure.id} is there already")
        measures[measure.id] = measure
    return tuple(measures.values())


def _measure(row: Row, territories: frozenset[str], regimes: frozenset[str]) -> Measure:
    covered = row.items("territories")
    if not covered or not set(covered) <= territories:
        raise row.error(
            f"territories are {'|'.join(covered) or 'empty'}, expected some of {', '.join(sorted(territories))}"
        )
    until = row.optional_day("in_force_to")
    if until is not None and until < row.day("in_force_from"):
        raise row.error("in_force_to is before in_force_from")
    return Measure(
        id=row.text("id"),
        regime=row.choice("regime", regimes),
        territories=covered,
        effect=Decision(row.choice("effect", _EFFECTS)),
        in_force_from=row.day("in_force_from"),
        in_force_to=until,
        legal_basis=row.text("legal_basis"),
        scope=row.text("scope"),
        certificate=row.choice("certificate", _CERTIFICATES),
        exception=row.text("exception"),
        wind_down=row.optional("wind_down"),
        source_url=row.text("source_url"),
        confidence=row.choice("confidence", _CONFIDENCE),
        note=row.optional("note"),
        checked=row.day("checked"),
    )
