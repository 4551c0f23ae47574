"""Bodies of watchlists and profiles."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from service.api.schemas.base import Outgoing
from service.api.schemas.editions import AttemptOut, FreshnessOut

_SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class WatchlistOut(Outgoing):
    """A watchlist and the edition of it that is being searched."""

    id: str = Field(description="Id of the watchlist.", examples=["jp_crimea_2014"])
    title: str = Field(description="Its title.", examples=["Japan: asset freeze of 5 August 2014"])
    authority: str = Field(description="Who publishes it.", examples=["Ministry of Foreign Affairs of Japan"])
    legal_basis: str | None = Field(description="By which law.", examples=["MOFA Notice No. 267 of 2014"])
    source_url: str | None = Field(description="Where it is published.", examples=["https://www.mofa.go.jp/"])
    edition: str = Field(description="The edition.", examples=["2022-05-27"])
    published_on: date | None = Field(description="When that edition was published.", examples=["2022-05-27"])
    licence: str = Field(description="Under which licence.", examples=["Public Data Licence (Japan) 1.0"])
    sha256: str = Field(description="SHA-256 of the edition.", examples=[_SHA])
    entities: int = Field(description="How many entities it has.", examples=[42])
    former: int = Field(
        description="How many of them are on it no more; earlier editions had them, so `as_of` still finds them.",
        examples=[0],
    )
    skipped: int = Field(description="How many published records became no entity.", examples=[0])
    freshness: FreshnessOut | None = Field(description="How fresh it is; null for a list that came with the program.")


class SkippedOut(Outgoing):
    """A published record that became no entity."""

    file: str = Field(description="The file.", examples=["entities.csv"])
    record: str = Field(description="The record.", examples=["026-000099"])
    line: int | None = Field(description="The line, from 1.", examples=[12])
    reason: str = Field(description="Why.", examples=["the record has no name"])


class WatchlistDetailOut(WatchlistOut):
    """The same, with the records that became no entity."""

    skipped_records: list[SkippedOut] = Field(description="The first 1,000 of those records.", examples=[[]])


class NotLoadedOut(Outgoing):
    """A watchlist that the program knows and that is not loaded: answers say nothing of it."""

    id: str = Field(description="Id of the watchlist.", examples=["us_ofac_sdn"])
    title: str = Field(description="Its title.", examples=["Specially Designated Nationals and Blocked Persons"])
    authority: str = Field(description="Who publishes it.", examples=["Office of Foreign Assets Control"])
    source_url: str = Field(description="Where it is published.", examples=["https://ofac.treasury.gov/"])
    fetched: bool = Field(
        description="Whether it can be fetched. If not, its publisher offers no address that stays the same: import "
        "its files.",
        examples=[True],
    )
    last_attempt: AttemptOut | None = Field(description="How the last try to get it ended.", examples=[None])


class FetchingOut(Outgoing):
    """Lists that are being fetched."""

    waiting: list[str] = Field(
        description="Lists that wait in this process, that at work first.", examples=[["un_sc_sanctions"]]
    )
    asked_at: datetime = Field(
        description="When it was asked for: a list is done once its last attempt is later.",
        examples=["2026-11-23T09:00:00Z"],
    )


class WatchlistsOut(Outgoing):
    """All watchlists that are loaded, and those that are not."""

    watchlists: list[WatchlistOut] = Field(description="The watchlists, by id.")
    not_loaded: list[NotLoadedOut] = Field(
        description="Watchlists that the program knows and that are not loaded.", examples=[[]]
    )
    snapshot_sha256: str = Field(description="Hash of everything answers rest on now.", examples=[_SHA])


class ProfileOut(Outgoing):
    """Settings to screen with."""

    id: str = Field(description="Id of the profile.", examples=["default"])
    title: str = Field(description="What it is for.", examples=["Everything loaded, a person looks at every hit"])
    sha256: str = Field(description="SHA-256 of its settings.", examples=[_SHA])
    review_threshold: float = Field(description="Score from which a hit asks for a review.", examples=[0.7])
    block_threshold: float = Field(description="Score from which a hit blocks.", examples=[0.985])
    show_below: float = Field(description="How far below the threshold hits are still shown.", examples=[0.0])
    weak_aliases_fire: bool = Field(description="Whether a weak alias alone makes a hit.", examples=[False])
    screen_addresses: bool = Field(description="Whether addresses are read for embargoed territories.", examples=[True])
    future_as_of: bool = Field(
        description="Whether the lists of today answer for any day to come; if not, only for tomorrow.",
        examples=[False],
    )
    decisions: dict[str, str] = Field(
        description="What a certain hit asks for, by the measure in force against it: `block` or `review`. `other` is "
        "any measure not named, `none` is a list that names none.",
        examples=[{"asset_freeze": "block", "none": "review", "other": "review"}],
    )
    publication_age_days: dict[str, int] = Field(
        description="After how many days an edition is old by its publisher's date, by watchlist; `other` is any not "
        "named.",
        examples=[{"jp_meti_eul": 400, "other": 60}],
    )
    watchlists: list[str] | None = Field(description="Which watchlists it searches; null for all.", examples=[None])
    regimes: list[str] | None = Field(description="Whose measures on goods it applies; null for all.", examples=[None])


class ProfilesOut(Outgoing):
    """All profiles that are loaded."""

    profiles: list[ProfileOut] = Field(description="The profiles, by id.")
