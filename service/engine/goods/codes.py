"""Codes for territories: subdivisions, UN/LOCODEs, KATOTTG codes and postcodes, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from service.engine.goods.tables import read_rows
from service.engine.model.decision import Decision

_SYSTEMS = frozenset({"subdivision", "locode", "katottg", "iata", "icao", "phone"})
_EFFECTS = frozenset({"block", "review"})


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means: the territory, whether it decides or asks for a look, and a remark."""

    system: str
    code: str
    territory: str
    effect: Decision
    note: str


@dataclass(frozen=True, slots=True)
class PostalRange:
    """A range of postcodes of one country, both ends included; codes with another number of digits are not in it."""

    country: str
    first: str
    last: str
    territory: str
    effect: Decision
    note: str

    def contains(self, country: str, digits: str) -> bool:
        """Whether a postcode (digits only) of a country lies in the range."""
        return country == self.country and len(digits) == len(self.first) and self.first <= digits <= self.last


@dataclass(frozen=True, slots=True)
class Codes:
    """All codes, by system and code, and the postal ranges in order of precedence."""

    by_code: dict[tuple[str, str], Code]
    postal: tuple[PostalRange, ...]

    def find(self, system: str, code: str) -> Code | None:
        """The meaning of a code, None if it is not listed."""
        return self.by_code.get((system, code))

    def postcode(self, country: str, digits: str) -> PostalRange | None:
        """The range a postcode lies in, None if in none."""
        return next((one for one in self.postal if one.contains(country, digits)), None)


def load_codes(folder: Path, territories: frozenset[str]) -> Codes:
    """Read `codes.csv` and `postal_codes.csv`. Raises RuleError."""
    by_code: dict[tuple[str, str], Code] = {}
    columns: tuple[str, ...] = ("system", "code", "territory", "effect", "note", "source", "checked")
    for row in read_rows(folder / "codes.csv", columns):
        system, code = row.choice("system", _SYSTEMS), row.text("code")
        effect = Decision(row.choice("effect", _EFFECTS))
        if (system, code) in by_code:
            raise row.error(f"the {system} {code} is there already")
        by_code[system, code] = Code(system, code, row.choice("territory", territories), effect, row.values["note"])
    postal: list[PostalRange] = []
    columns = ("country", "first", "last", "territory", "effect", "note", "source", "checked")
    for row in read_rows(folder / "postal_codes.csv", columns):
        first, last = row.text("first"), row.text("last")
        if len(first) != len(last) or not (first + last).isdigit() or first > last:
            raise row.error(f"{first} to {last} is not a range of postcodes")
        effect = Decision(row.choice("effect", _EFFECTS))
        territory = row.choice("territory", territories)
        postal.append(PostalRange(row.text("country"), first, last, territory, effect, row.values["note"]))
    return Codes(by_code, tuple(postal))
