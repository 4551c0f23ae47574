"""The answer for a line of goods."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from service.api.schemas.base import Outgoing
from service.engine.goods.model import Decision


class PlaceOut(Outgoing):
    """The place that the evidence points to."""

    name: str = Field(description="Its name.", examples=["Sevastopol"])
    latitude: float = Field(description="Latitude in degrees, WGS 84.", examples=[44.6])
    longitude: float = Field(description="Longitude in degrees, WGS 84.", examples=[33.53])


class EvidenceOut(Outgoing):
    """One thing that was read in one field."""

    field: str = Field(description="The field it was read in.", examples=["text"])
    matched: str = Field(description="The words read, as they stand there.", examples=["Севастополь"])
    kind: str = Field(description="What kind of evidence.", examples=["place_name"])
    score: float = Field(description="How strong it is, 0 to 1.", examples=[1.0])
    detail: str = Field(description="The same in a sentence.", examples=["names Sevastopol"])
    territory: str | None = Field(description="The territory it points to.", examples=["sevastopol"])
    start: int | None = Field(description="Where the words begin in the field, from 0.", examples=[3])
    end: int | None = Field(description="Where they end.", examples=[14])


class ContradictionOut(Outgoing):
    """A field that speaks against the evidence. It takes nothing away; it is shown."""

    field: str = Field(description="The field.", examples=["country"])
    value: str = Field(description="What it says.", examples=["RU"])
    detail: str = Field(description="Why that does not fit.", examples=["declared RU, but the place lies in UA-40"])


class AppliedMeasureOut(Outgoing):
    """What one regime says about the goods on the day asked."""

    regime: str = Field(description="Whose measure.", examples=["JP"])
    decision: Decision = Field(description="What it asks for.", examples=["block"])
    legal_basis: str = Field(description="By which law.", examples=["Import trade notice of 2014-08-05"])
    in_force_from: date = Field(description="Since when.", examples=["2014-08-05"])
    exception: str | None = Field(description="The exception that was applied or may apply.", examples=[None])
    source_url: str | None = Field(description="Where it was published.", examples=["https://www.meti.go.jp/"])


class AddressReadingOut(Outgoing):
    """What an address says about embargoed territories. No law is applied to it."""

    territory: str | None = Field(description="Id of the territory it points to.", examples=["crimea"])
    decisive: bool = Field(description="Whether it says so plainly, not only possibly.", examples=[True])
    evidence: list[EvidenceOut] = Field(description="What was read, and where.")
    suppressed: list[EvidenceOut] = Field(description="What looked like a territory and is something else.")
    contradictions: list[ContradictionOut] = Field(description="What speaks against it.")
    suppressed_by: str | None = Field(
        default=None,
        description="Id of the suppression that answers it: two people have decided before that it is none. It asks "
        "for nothing then.",
        examples=[None],
    )


class GoodsOut(Outgoing):
    """The answer for one line of goods."""

    id: str = Field(description="Your id for this line.", examples=["line-1"])
    decision: Decision = Field(
        description="`clear`: nothing found. `review`: a person has to look. `block`: a measure applies.",
        examples=["block"],
    )
    territory: str | None = Field(description="The territory they come from, if any.", examples=["sevastopol"])
    score: float = Field(description="How sure that is, 0 to 1.", examples=[1.0])
    place: PlaceOut | None = Field(description="The place that the evidence points to.")
    evidence: list[EvidenceOut] = Field(description="What was read, and where.")
    suppressed: list[EvidenceOut] = Field(description="What was read and set aside, and why.", examples=[[]])
    contradictions: list[ContradictionOut] = Field(description="What speaks against it.")
    measures: list[AppliedMeasureOut] = Field(description="What each regime says on the day asked.")
    reasons: list[str] = Field(description="The decision in sentences.", examples=[["made in Sevastopol"]])
    suppressed_by: str | None = Field(
        default=None,
        description="Id of the suppression that answers it: two people have decided before that it is none. It asks "
        "for nothing then.",
        examples=[None],
    )
    alert_id: str | None = Field(
        default=None,
        description="Id of the alert that waits for a person, or has one's decision; `null` if nothing asks for one.",
        examples=[None],
    )
