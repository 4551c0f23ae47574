"""The answer to a screening. It documents what
`service.engine.screening.result` writes; a test holds the two together.
"""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from service.api.schemas.base import Outgoing
from service.api.schemas.features import FeatureOut
from service.api.schemas.goods_answer import AddressReadingOut, GoodsOut
from service.engine.model.decision import Decision
from service.engine.model.entity import EntityType, NameType

_SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class MatchedOut(Outgoing):
    """The pair of names behind a hit."""

    query: str = Field(description="The name that was asked.", examples=["Сергей Аксёнов"])
    listed: str = Field(description="The name on the list, as published.", examples=["Sergey AKSYONOV"])
    name_type: NameType = Field(description="How the list presents that name.", examples=["primary"])
    weak: bool = Field(description="Whether the list calls it a weak (broad, generic) alias.", examples=[False])


class DesignationOut(Outgoing):
    """Why and since when an entity is listed."""

    programme: str = Field(description="The sanctions programme.", examples=["Crimea and Sevastopol"])
    authority: str = Field(description="Who designated.", examples=["Ministry of Foreign Affairs of Japan"])
    legal_basis: str | None = Field(description="By which law.", examples=["MOFA Notice No. 267 of 2014"])
    measures: list[str] = Field(description="What applies.", examples=[["asset_freeze"]])
    listed_on: date | None = Field(description="First day it applied, if published.", examples=["2014-08-05"])
    delisted_on: date | None = Field(description="First day it no longer did.", examples=[None])
    source_url: str | None = Field(description="Where it was published.", examples=["https://www.mofa.go.jp/"])


class ProvenanceOut(Outgoing):
    """Who says so, by which law, since when, in exactly which edition."""

    watchlist: str = Field(description="Id of the watchlist.", examples=["jp_crimea_2014"])
    authority: str = Field(description="Who designated.", examples=["Ministry of Foreign Affairs of Japan"])
    record_id: str = Field(description="The record in the publisher's own numbering.", examples=["026-000002"])
    programme: str | None = Field(description="The sanctions programme.", examples=["Crimea and Sevastopol"])
    legal_basis: str | None = Field(description="By which law.", examples=["MOFA Notice No. 267 of 2014"])
    measures: list[str] = Field(description="What applies.", examples=[["asset_freeze"]])
    listed_on: date | None = Field(description="First day it applied, if published.", examples=["2014-08-05"])
    delisted_on: date | None = Field(description="First day it no longer did.", examples=[None])
    source_url: str | None = Field(description="Where it was published.", examples=["https://www.mofa.go.jp/"])
    edition: str = Field(description="Edition of the watchlist.", examples=["2022-05-27"])
    edition_sha256: str = Field(description="SHA-256 of that edition.", examples=[_SHA])
    further_designations: list[DesignationOut] = Field(
        description="Other programmes under which the same record was designated on the day asked.", examples=[[]]
    )


class HitOut(Outgoing):
    """One listed entity that the party may be."""

    entity_id: str = Field(description="Id for `GET /v1/entities/{id}`.", examples=["jp_crimea_2014:026-000002"])
    watchlist: str = Field(description="Id of the watchlist.", examples=["jp_crimea_2014"])
    type: EntityType = Field(description="What the list says it is.", examples=["person"])
    name: str = Field(description="Its primary name, as published.", examples=["Sergey AKSYONOV"])
    score: float = Field(description="How alike, 0 to 1.", examples=[0.97])
    confidence: float = Field(
        description="Share of right pairs, 0 to 1, among labelled pairs of this type and way of writing with this "
        "score; half of them are right. For ordering hits: the threshold and the decision look at `score`.",
        examples=[0.94],
    )
    above_threshold: bool = Field(description="Whether the score reaches the threshold.", examples=[True])
    matched: MatchedOut = Field(description="The pair of names behind the hit.")
    features: list[FeatureOut] = Field(description="What the score is made of, line by line.")
    provenance: ProvenanceOut = Field(description="Who says so, by which law, since when.")
    decision: Decision = Field(
        description="What this hit alone asks for. A hit blocks only if a measure in force against it does; see "
        "`decisions` of the profile.",
        examples=["review"],
    )
    group_id: str = Field(
        description="Hits of this party with the same id are entries about one party: they share an identifier, or the "
        "whole name and a birth date (bodies: a country), and nothing contradicts it.",
        examples=["jp_crimea_2014:026-000002"],
    )
    suppressed_by: str | None = Field(
        default=None,
        description="Id of the suppression that answers it: two people have decided before that it is none. It asks "
        "for nothing then.",
        examples=[None],
    )


class ScreenedOut(Outgoing):
    """Who was asked about."""

    name: str = Field(description="The main name, as given.", examples=["Сергей Аксёнов"])
    type: EntityType = Field(description="The type, as given.", examples=["person"])


class PartyOut(Outgoing):
    """The answer for one party."""

    id: str = Field(description="Your id for this party.", examples=["buyer"])
    decision: Decision = Field(
        description="`clear`: nothing found. `review`: a person has to look. `block`: certain enough to stop.",
        examples=["review"],
    )
    hits: list[HitOut] = Field(
        description="Listed entities that it may be, best first: of each watchlist the best one, and then up to "
        "`limit`. Those that are suppressed come on top of that."
    )
    address: AddressReadingOut | None = Field(
        description="What the address says about embargoed territories; `null` if none was given, or the profile does "
        "not ask.",
        examples=[None],
    )
    hits_total: int = Field(description="How many listed entities were found, shown or not.", examples=[1])
    truncated: bool = Field(
        description="Whether some of them are not shown; ask with a higher `limit`.", examples=[False]
    )
    screened: ScreenedOut | None = Field(
        description="Who was asked about; `null` in results of files, where the row stands beside the answer."
    )
    suppressed_hits: int = Field(default=0, description="How many of the hits are suppressed.", examples=[0])
    alert_id: str | None = Field(
        default=None,
        description="Id of the alert that waits for a person, or has one's decision; `null` if nothing asks for one.",
        examples=[None],
    )


class UsedWatchlistOut(Outgoing):
    """The edition of a watchlist that was searched."""

    id: str = Field(description="Id of the watchlist.", examples=["jp_crimea_2014"])
    edition: str = Field(description="Its edition.", examples=["2022-05-27"])
    sha256: str = Field(description="SHA-256 of the edition.", examples=[_SHA])
    entities: int = Field(description="How many entities it has.", examples=[42])
    published_on: date | None = Field(
        description="When its publisher dated it; `null` if the files do not say.", examples=["2022-05-27"]
    )


class UsedSnapshotOut(Outgoing):
    """What the answer rests on: lists, rules, tables and program, frozen and hashed."""

    sha256: str = Field(description="SHA-256 of everything the answer depends on.", examples=[_SHA])
    watchlists: list[UsedWatchlistOut] = Field(description="The watchlists that were searched.")


class UsedProfileOut(Outgoing):
    """The settings that were used."""

    id: str = Field(description="Id of the profile.", examples=["default"])
    sha256: str = Field(description="SHA-256 of its settings.", examples=[_SHA])


class UsedOptionsOut(Outgoing):
    """The options that decided the answer: those of the request, and those of the profile where it left them open."""

    profile: str = Field(description="Id of the profile.", examples=["default"])
    watchlists: list[str] | None = Field(
        description="Ids of the watchlists that were searched; `null` for all.", examples=[["jp_crimea_2014"]]
    )
    regimes: list[str] | None = Field(
        description="Whose measures on goods were applied; `null` for all.", examples=[["JP"]]
    )
    limit: int = Field(description="Most hits shown for each party.", examples=[5])
    threshold: float = Field(description="Score from which a hit asks for a review.", examples=[0.7])


class WarningOut(Outgoing):
    """One thing that the answer does not cover."""

    code: str = Field(description="What it is, for programs.", examples=["han_read_as_chinese"])
    detail: str = Field(
        description="The same in a sentence.",
        examples=["Han characters are compared as written and by their Chinese reading only"],
    )
    pointer: str | None = Field(
        description="What in the request it speaks of, an RFC 6901 JSON pointer; `null` for all of it.",
        examples=["/parties/0/name"],
    )


class ScreeningOut(Outgoing):
    """The whole answer. It is on record before it is sent."""

    id: str = Field(description="Id of the screening; ids sort by time.", examples=["scr_019ab0f4c1d29f86d081884c7d65"])
    reference: str | None = Field(description="Your reference.", examples=["TRD-2026-0001"])
    screened_at: datetime = Field(description="When, UTC.", examples=["2026-11-23T09:00:00.123456Z"])
    as_of: date = Field(description="By which day's measures.", examples=["2026-11-23"])
    options: UsedOptionsOut = Field(description="The options that decided the answer.")
    decision: Decision = Field(description="The worst of the decisions below.", examples=["block"])
    parties: list[PartyOut] = Field(description="One answer for each party, in the order asked.")
    goods: list[GoodsOut] = Field(description="One answer for each line of goods, in the order asked.")
    snapshot: UsedSnapshotOut = Field(description="What the answer rests on.")
    profile: UsedProfileOut = Field(description="With which settings.")
    engine: str = Field(description="Version of the program.", examples=["1.0.0"])
    warnings: list[WarningOut] = Field(
        description="What the answer does not cover, or less well than one would think; a warning changes no decision.",
        examples=[[]],
    )
    suppressed_hits: int = Field(
        default=0, description="How many hits, addresses and lines of goods are suppressed.", examples=[0]
    )
    suppressions_sha256: str | None = Field(
        default=None,
        description="SHA-256 of the suppressions that were looked at; `null` if there are none of these subjects.",
        examples=[None],
    )
