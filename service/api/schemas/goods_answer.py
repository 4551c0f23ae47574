"""The answer for a line of goods."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from service.api.schemas.base import Outgoing
from service.engine.model.decision import Decision


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
    in_force_from: date | None = Field(description="Since when; null if not known.", examples=["2014-08-05"])
    exception: str | None = Field(description="The exception that was applied or may apply.", examples=[None])
    source_url: str | None = Field(description="Where it was published.", examples=["https://www.meti.go.jp/"])
    measure_id: str | None = Field(description="Id of the measure in `lists/`.", examples=["EU-RU-3g-annex-XVII"])
    what: str | None = Field(description="What it covers, in words.", examples=["Iron and steel products"])
    connects: str | None = Field(
        description="What ties the goods to the country: `origin`, `exported_from`, `shipped_from`, `transit`, "
        "`incorporates`, `destination`, `labour`, `removed_from`, `seller_government`, `origin+exported_from`.",
        examples=["origin"],
    )
    matched_code: str | None = Field(
        description="The prefix of the measure that the code lies in, or that lies in the code; `*` is all goods.",
        examples=["7208"],
    )
    hs_edition: str | None = Field(description="Edition of the nomenclature of that prefix.", examples=["2022"])
    grade: str | None = Field(
        description="How well the rule is known: `read` in the law, `secondary` (in an account of it), `background` "
        "(neither; never blocks).",
        examples=["read"],
    )
    open_conditions: list[str] = Field(
        description="What a paper or a person has to settle; nothing here blocks on its own.", examples=[[]]
    )


class StatedCountryOut(Outgoing):
    """A country that the declaration ties the goods to."""

    country: str = Field(description="ISO 3166-1 alpha-2, or a part such as `CN-XJ`.", examples=["RU"])
    name: str = Field(description="Its name.", examples=["Russia"])
    role: str = Field(
        description="`origin`, `shipped_from`, `exported_from`, `transit`, `incorporates`, `processed_in` or "
        "`destination`.",
        examples=["origin"],
    )
    stated: str = Field(
        description="`stated`; `likely` (a town, an address); `hinted` (an adjective in a description, a certificate).",
        examples=["stated"],
    )
    field: str = Field(description="The field it was read in.", examples=["origin.text"])
    matched: str = Field(description="The words or code read.", examples=["Russia"])


class GoodsOriginOut(Outgoing):
    """The country of origin that was found, and everything that was stated about countries."""

    country: str | None = Field(description="The one origin; null if none or several are stated.", examples=["RU"])
    name: str | None = Field(description="Its name.", examples=["Russia"])
    stated: list[StatedCountryOut] = Field(description="Every country named, with its role and how far it goes.")


class CoverageOut(Outgoing):
    """How completely the measures behind the answer are known. `clear` is said only of what was looked at."""

    regime: str = Field(description="Whose measures.", examples=["EU"])
    origin: str = Field(description="Of which origin; `*` is the set of origins that have any.", examples=["*"])
    state: str = Field(
        description="`complete`; `checked` (held against an independent list of programmes); `partial` (listed codes "
        "are sound, an unlisted one proves nothing); `none`.",
        examples=["checked"],
    )
    checked_on: date | None = Field(description="The day of the text that was read.", examples=["2025-10-24"])
    relied_on: bool = Field(description="Whether a `clear` speaks for this regime.", examples=[True])
    detail: str = Field(description="What was read and what was not.", examples=["Set of origins not verified"])


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
        description="`clear`: no measure known applies, and `coverage` permits to say so. `review`: a person has to "
        "look. `block`: a measure applies.",
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
    origin: GoodsOriginOut | None = Field(description="The country of origin and how it is stated.")
    coverage: list[CoverageOut] = Field(description="What the answer rests on, regime by regime.")
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
