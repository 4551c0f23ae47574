"""The nouns of the origin check: what is declared about goods, what was read out of it, what the law says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.engine.model.decision import Decision


@dataclass(frozen=True, slots=True)
class Origin:
    """Where goods are declared to come from. Every field is evidence of its own; all may be empty.

    `country` is ISO 3166-1 alpha-2, `subdivision` ISO 3166-2 (or words), coordinates are WGS 84 degrees.
    """

    text: str | None = None
    country: str | None = None
    subdivision: str | None = None
    city: str | None = None
    port: str | None = None
    locode: str | None = None
    postal_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of origin as declared: the country of the issuing authority, who issued it, its number."""

    issuer_country: str | None = None
    issuer: str | None = None
    number: str | None = None


class Direction(StrEnum):
    """Which way the goods go, seen from the regimes asked about."""

    IMPORT = "import"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Amount:
    """A price for one unit, or a quantity: `currency` is ISO 4217 (None for a quantity), `unit` a word."""

    value: float
    unit: str
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of goods.

    `shipped_from`, `processed_in` and `destination` are countries (ISO 3166-1 alpha-2 or words), `port_of_loading` is
    a UN/LOCODE or words. None of them is the origin.
    """

    description: str | None = None
    hs_code: str | None = None
    origin: Origin = Origin()
    certificate: Certificate | None = None
    shipped_from: str | None = None
    port_of_loading: str | None = None
    processed_in: str | None = None
    destination: str | None = None
    direction: Direction = Direction.IMPORT
    quantity: Amount | None = None
    unit_price: Amount | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing read in one field. `kind` is `coordinates`, `subdivision`, `locode`, `postal_code`, `region_name`,
    `place_name`, `goods_hint` ...; `start` and `end` bound the match in the field's text, where it is text."""

    field: str
    matched: str
    kind: str
    score: float
    detail: str
    territory: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field that speaks against the evidence. It lowers nothing by itself; it is shown."""

    field: str
    value: str
    detail: str


@dataclass(frozen=True, slots=True)
class Place:
    """The place the evidence points to. Latitude and longitude are WGS 84 degrees."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class AppliedMeasure:
    """What one measure of one regime says about the goods on the day asked.

    `connects` tells what ties the goods to the country; `matched_code` is the prefix of the measure that holds the code
    asked about (`*`: all goods) in `hs_edition` of the Harmonized System; `grade` how well the rule is known: read in
    the law, secondary, background. `open_conditions` are what a paper has to settle.
    """

    regime: str
    decision: Decision
    legal_basis: str
    in_force_from: date | None
    exception: str | None = None
    source_url: str | None = None
    measure_id: str | None = None
    what: str | None = None
    connects: str | None = None
    matched_code: str | None = None
    hs_edition: str | None = None
    grade: str | None = None
    open_conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedCountry:
    """A country that a declaration ties goods to: `country` is ISO 3166-1 alpha-2, or a part of one such as CN-XJ.

    `role` is origin, shipped_from, exported_from, transit, incorporates, processed_in or destination. `stated` tells
    how far it goes: `stated`, `likely` (a town, an address) or `hinted` (an adjective in a description, a certificate).
    """

    country: str
    name: str
    role: str
    stated: str
    field: str
    matched: str


@dataclass(frozen=True, slots=True)
class GoodsOrigin:
    """The country of origin that was found (None if there is none, or several) and everything that was stated."""

    country: str | None
    name: str | None
    stated: tuple[StatedCountry, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageUsed:
    """What the answer rests on for one regime and origin: `complete`, `checked`, `partial` or `none`, on which day.

    `origin` is `*` where the regime's set of origins decided. `relied_on` tells whether a `clear` speaks for it.
    """

    regime: str
    origin: str
    state: str
    checked_on: date | None
    relied_on: bool
    detail: str


@dataclass(frozen=True, slots=True)
class OriginAssessment:
    """The whole answer for one line of goods. `territory` is an id of `lists/territories/` or None."""

    decision: Decision
    territory: str | None
    score: float
    place: Place | None = None
    evidence: tuple[Evidence, ...] = ()
    suppressed: tuple[Evidence, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    measures: tuple[AppliedMeasure, ...] = ()
    reasons: tuple[str, ...] = ()
    origin: GoodsOrigin | None = None
    coverage: tuple[CoverageUsed, ...] = ()
