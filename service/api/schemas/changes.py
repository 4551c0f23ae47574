"""Changes of the active edition, and the time line of a list."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from service.api.schemas.base import Incoming, Key, Outgoing

_SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

PenaltyType = Annotated[Key, StringConstraints(max_length=200)]


class ActivateIn(Incoming):
    """Which edition is to be the active one."""

    edition: Annotated[str, StringConstraints(min_length=1, max_length=100)] = Field(
        description="Its SHA-256, the first six or more digits of it, or its date.", examples=[_SHA[:12]]
    )
    accept: bool = Field(
        default=False,
        description="Let it in although gates object. What they said is kept in the log of the list.",
        examples=[False],
    )
    reason: PenaltyType = Field(default="activate", description="Why, for the log.", examples=["approved"])


class RollbackIn(Incoming):
    """Why to go back."""

    reason: PenaltyType = Field(default="rollback", description="Why, for the log.", examples=["wrong file"])


class ChangeOut(Outgoing):
    """How a change ended."""

    watchlist: str = Field(description="Id of the watchlist.", examples=["own_partners"])
    outcome: str = Field(
        description="`activated`, `unchanged` if it was active already, or `stored` if it is kept and not active.",
        examples=["activated"],
    )
    edition: str = Field(description="The edition.", examples=["2026-02-27"])
    edition_sha256: str = Field(description="SHA-256 of the edition.", examples=[_SHA])
    messages: list[str] = Field(description="What gates objected and somebody accepted.", examples=[[]])
    in_use: bool = Field(
        description="Whether answers of this process rest on all active editions now. If not, `/readyz` says why. "
        "Other processes follow within seconds (`SEKISHO_RELOAD_SECONDS`).",
        examples=[True],
    )


class ImportOut(ChangeOut):
    """How an import ended, or how it would end."""

    outcome: str = Field(
        description="`activated`, `stored` if it is kept and not active, `unchanged` if it was active already; of a "
        "dry run `passed`, or `refused` with the reasons under `messages`.",
        examples=["activated"],
    )
    published_on: date | None = Field(description="The publisher's day, if the files say it.", examples=["2026-02-27"])
    entities: int = Field(description="How many entities were read.", examples=[1003])
    skipped: int = Field(description="How many published records became no entity.", examples=[2])
    notes: list[str] = Field(description="What else there is to know of the files.", examples=[[]])
    messages: list[str] = Field(description="What gates object.", examples=[[]])


class RoundOut(Outgoing):
    """One round of measures."""

    decided_on: date = Field(description="When it was decided.", examples=["2014-08-05"])
    in_force_from: date | None = Field(
        description="From when it applied; `null` for a mere announcement.", examples=["2014-08-05"]
    )
    in_force: bool = Field(description="Whether it applied on the day asked about.", examples=[True])
    kinds: list[str] = Field(description="What kind of measures.", examples=[["asset_freeze", "import_ban"]])
    measure: str = Field(description="What was decided.", examples=["Asset freeze on 40 individuals and 2 entities"])
    individuals: int | None = Field(description="How many individuals, where that is known.", examples=[40])
    entities: int | None = Field(description="How many bodies, where that is known.", examples=[2])
    watchlist: str | None = Field(description="The list that came of it, if it is here.", examples=["jp_crimea_2014"])
    legal_basis: str = Field(description="By which law.", examples=["FEFTA; MOFA Notice No. 267 of 2014"])
    source: str = Field(
        description="Where it is published.", examples=["https://www.mofa.go.jp/press/release/press4e_000387.html"]
    )
    confidence: str = Field(
        description="`published` (the text was seen), `press_and_list` or `list_numbering` (counted from the list).",
        examples=["published"],
    )
    note: str | None = Field(description="What else there is to know.", examples=[None])


class TimelineOut(Outgoing):
    """The rounds of measures that a list belongs to, earliest first."""

    watchlist: str = Field(description="Id of the watchlist.", examples=["jp_crimea_2014"])
    as_of: date = Field(description="The day asked about.", examples=["2026-11-23"])
    rounds: list[RoundOut] = Field(description="The rounds that had been decided by that day.")
