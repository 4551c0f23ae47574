"""What is answered. The fields stand in the order and under the names of the HTTP contract, so that an answer is
written out as it is, without a second shape to keep in step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from service.engine.matching.model import Feature
from service.engine.model.decision import Decision
from service.engine.model.entity import EntityType, NameType
from service.engine.screening.warnings import ScreeningWarning

if TYPE_CHECKING:
    from service.engine.goods.model import AppliedMeasure, Contradiction, CoverageUsed, Evidence, GoodsOrigin, Place


@dataclass(frozen=True, slots=True)
class Matched:
    """The pair of names behind a hit."""

    query: str
    listed: str
    name_type: NameType
    weak: bool


@dataclass(frozen=True, slots=True)
class FurtherDesignation:
    """Another programme under which the same record was designated on the day asked."""

    programme: str
    authority: str
    legal_basis: str | None
    measures: tuple[str, ...]
    listed_on: date | None
    delisted_on: date | None
    source_url: str | None


@dataclass(frozen=True, slots=True)
class HitProvenance:
    """Who says so, by which law, since when, and in exactly which edition of which list."""

    watchlist: str
    authority: str
    record_id: str
    programme: str | None
    legal_basis: str | None
    measures: tuple[str, ...]
    listed_on: date | None
    delisted_on: date | None
    source_url: str | None
    edition: str
    edition_sha256: str
    further_designations: tuple[FurtherDesignation, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One listed entity that a party may be. `decision` is what it alone asks for; hits of one `group_id` are entries
    about one party. With `suppressed_by` two people have decided before that it is not this one."""

    entity_id: str
    watchlist: str
    type: EntityType
    name: str
    score: float
    confidence: float
    above_threshold: bool
    matched: Matched
    features: tuple[Feature, ...]
    provenance: HitProvenance
    decision: Decision
    group_id: str
    suppressed_by: str | None = None


@dataclass(frozen=True, slots=True)
class ScreenedParty:
    """Who was asked about: the main name and the type, as given. The name is empty where only a number was given."""

    name: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class AddressResult:
    """What the address of a party says about embargoed territories. No law is applied: a person has to look."""

    territory: str | None
    decisive: bool
    evidence: tuple[Evidence, ...]
    suppressed: tuple[Evidence, ...]
    contradictions: tuple[Contradiction, ...]
    suppressed_by: str | None = None


@dataclass(frozen=True, slots=True)
class PartyResult:
    """The answer for one party, best hit first. `address` is None if none was given or the profile does not ask.

    `hits_total` counts what was found, of which `hits` are a part if `truncated`. `screened` is None where the question
    stands beside the answer: a row of a file.

    `suppressed_hits` says how many of the hits are answered by a suppression; they come on top of the limit. `alert_id`
    is that of the alert that waits for a person.
    """

    id: str
    decision: Decision
    hits: tuple[Hit, ...]
    address: AddressResult | None = None
    hits_total: int = 0
    truncated: bool = False
    screened: ScreenedParty | None = None
    suppressed_hits: int = 0
    alert_id: str | None = None


@dataclass(frozen=True, slots=True)
class GoodsResult:
    """The answer for one line of goods."""

    id: str
    decision: Decision
    territory: str | None
    score: float
    place: Place | None
    evidence: tuple[Evidence, ...]
    suppressed: tuple[Evidence, ...]
    contradictions: tuple[Contradiction, ...]
    measures: tuple[AppliedMeasure, ...]
    reasons: tuple[str, ...]
    origin: GoodsOrigin | None = None
    coverage: tuple[CoverageUsed, ...] = ()
    suppressed_by: str | None = None
    alert_id: str | None = None


@dataclass(frozen=True, slots=True)
class UsedWatchlist:
    """The edition of a watchlist that the answer rests on."""

    id: str
    edition: str
    sha256: str
    entities: int
    published_on: date | None


@dataclass(frozen=True, slots=True)
class UsedSnapshot:
    """The snapshot that the answer rests on, and the watchlists of it that were searched."""

    sha256: str
    watchlists: tuple[UsedWatchlist, ...]


@dataclass(frozen=True, slots=True)
class UsedProfile:
    """The settings that the answer rests on."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class UsedOptions:
    """What was asked with, after the profile has filled in what the request left open. None means all."""

    profile: str
    watchlists: tuple[str, ...] | None
    regimes: tuple[str, ...] | None
    limit: int
    threshold: float


@dataclass(frozen=True, slots=True)
class ScreeningResult:
    """The whole answer. `warnings` say what it does not cover."""

    id: str
    reference: str | None
    screened_at: datetime
    as_of: date
    options: UsedOptions
    decision: Decision
    parties: tuple[PartyResult, ...]
    goods: tuple[GoodsResult, ...]
    snapshot: UsedSnapshot
    profile: UsedProfile
    engine: str
    warnings: tuple[ScreeningWarning, ...] = ()
    suppressed_hits: int = 0
    suppressions_sha256: str | None = None
