"""The body of `GET /v1/territories`."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from service.api.schemas.base import Outgoing
from service.engine.model.decision import Decision


class MeasureOut(Outgoing):
    """An import measure of one regime."""

    id: str = Field(description="Id of the measure.", examples=["jp-2014"])
    regime: str = Field(description="Whose measure.", examples=["JP"])
    effect: Decision = Field(description="What it does to goods from there.", examples=["block"])
    in_force_from: date = Field(description="First day it applies.", examples=["2014-08-05"])
    in_force_to: date | None = Field(description="Last day it applies; null until further notice.", examples=[None])
    legal_basis: str = Field(description="By which law.", examples=["Foreign Exchange and Foreign Trade Act"])
    scope: str = Field(description="Which goods.", examples=["All goods originating there"])
    certificate: str = Field(
        description="What a Ukrainian certificate of origin does: `accepted`, `not_accepted` or `unknown`.",
        examples=["not_accepted"],
    )
    exception: str = Field(description="What is excepted.", examples=["Approval by METI, case by case"])
    wind_down: str | None = Field(description="Until when older contracts could be carried out.", examples=[None])
    confidence: str = Field(description="`high`, or `uncertain` where the text could not be read.", examples=["high"])
    source_url: str = Field(description="Where it was published.", examples=["https://www.mofa.go.jp/"])
    note: str | None = Field(description="What else there is to know.", examples=["Press release read"])
    applies: bool = Field(description="Whether it applies on the day asked about.", examples=[True])


class TerritoryOut(Outgoing):
    """A territory whose goods are restricted, and by whom."""

    id: str = Field(description="Id of the territory.", examples=["sevastopol"])
    name: str = Field(description="Its name.", examples=["Sevastopol"])
    oblast: str = Field(description="The unit that it is, or is part of.", examples=["City of Sevastopol"])
    iso_3166_2: str = Field(description="Code of that unit.", examples=["UA-40"])
    part_of: str = Field(description="The country it belongs to, ISO 3166-1 alpha-2.", examples=["UA"])
    note: str = Field(description="Where it begins and ends.", examples=["The city with its countryside."])
    measures: list[MeasureOut] = Field(description="The measures of all regimes, past ones too.")


class TerritoriesOut(Outgoing):
    """All territories that are known."""

    as_of: date = Field(description="The day asked about.", examples=["2026-11-23"])
    territories: list[TerritoryOut] = Field(description="The territories.")
    rules_sha256: str = Field(description="SHA-256 of the rules.", examples=["9f86d081884c7d65"])
