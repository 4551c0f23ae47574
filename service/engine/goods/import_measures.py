"""What an import or export measure says: of which countries and products, from when, and how well it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ALL = "*"
"""Every product where it stands for a prefix, every country where it stands for an origin."""

GRADES = ("read", "secondary", "background")
"""How well a line is known: the law itself was read, a reliable account of it was, or neither. Background never blocks
and never permits a clear."""

PERMITS_CLEAR = ("complete", "checked")
"""States of coverage of a regime's set of origins that permit `clear` for an origin without measures."""

_OF_ORIGIN = ("origin", "origin+exported_from", "exported_from", "shipped_from", "removed_from", "seller_government")
_UNCERTAIN = timedelta(days=366)
"""How long before a first day that was not read in the law its product is still for review."""


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
        return _is_within(on, self.in_force_from, self.in_force_to)

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
        return _is_within(on, self.in_force_from, self.in_force_to)

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
        return next((one for one in self.caps if _is_within(on, one.in_force_from, one.in_force_to)), None)


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


def _is_within(on: date, first: date | None, last: date | None) -> bool:
    """Whether a day lies between two, both included; None is open."""
    return (first is None or first <= on) and (last is None or on <= last)
