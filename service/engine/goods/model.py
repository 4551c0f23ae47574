"""The nouns of the origin check: what is declared about goods, what was read out of it, what the law says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Decision(StrEnum):
    """`CLEAR`: nothing found. `REVIEW`: a person has to look. `BLOCK`: a measure applies."""

    CLEAR = "clear"
    REVIEW = "review"
    BLOCK = "block"


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


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of goods."""

    description: str | None = None
    hs_code: str | None = None
    origin: Origin = Origin()
    certificate: Certificate | None = None


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
    """What one regime says about the goods on the day asked."""

    regime: str
    decision: Decision
    legal_basis: str
    in_force_from: date
    exception: str | None = None
    source_url: str | None = None


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
