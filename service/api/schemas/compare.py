"""Bodies of `POST /v1/compare`."""

from __future__ import annotations

from pydantic import Field

from service.api.schemas.base import Incoming, Outgoing
from service.api.schemas.features import FeatureOut
from service.api.schemas.screening_request import NameText, PartyType
from service.engine.screening.request import DEFAULT_PROFILE, MAX_ITEMS


class PairIn(Incoming):
    """Two names to hold against each other."""

    type: PartyType = Field(default="unknown", description="What both are.", examples=["person"])
    listed_type: PartyType | None = Field(
        default=None,
        description="What the right one is listed as, if a list says so; `type` if left out. With it the score is that "
        "of a screening against that entry.",
        examples=["person"],
    )
    left: NameText = Field(description="One name, taken as the one that is asked.", examples=["Сергей Аксёнов"])
    right: NameText = Field(description="The other, taken as the one that is listed.", examples=["Sergey AKSYONOV"])


class CompareIn(Incoming):
    """Pairs of names."""

    pairs: list[PairIn] = Field(
        min_length=1,
        max_length=MAX_ITEMS,
        description="The pairs, up to 1,000.",
        examples=[[{"type": "person", "left": "Сергей Аксёнов", "right": "Sergey AKSYONOV"}]],
    )
    profile: str = Field(
        default=DEFAULT_PROFILE,
        min_length=1,
        max_length=100,
        description="Which settings to compare with; see `GET /v1/profiles`.",
        examples=["default"],
    )


class AlignedWordOut(Outgoing):
    """Two words that met."""

    left: str = Field(description="The word of the left name; empty if the right one met nothing.", examples=["Сергей"])
    right: str = Field(
        description="The word of the right name; empty if the left one met nothing.", examples=["Sergey"]
    )
    likeness: float = Field(
        description="How alike these two words are, 0 to 1: not a part of the score, which `features` add up to.",
        examples=[1.0],
    )


class ComparisonOut(Outgoing):
    """How alike two names are, and why."""

    score: float = Field(description="How alike, 0 to 1.", examples=[0.93])
    confidence: float = Field(
        description="Share of right pairs, 0 to 1, among labelled pairs of this type and way of writing with this "
        "score; half of them are right. For ordering hits: the threshold and the decision look at `score`.",
        examples=[0.94],
    )
    match: bool = Field(description="Whether the score reaches the threshold of the profile.", examples=[True])
    features: list[FeatureOut] = Field(description="What the score is made of, line by line.")
    alignment: list[tuple[str, str, float]] = Field(
        description="Which word met which: left, right, and how alike these two words are, 0 to 1. An empty side met "
        "nothing. `words` is the same with names.",
        examples=[[["Сергей", "Sergey", 1.0]]],
    )
    words: list[AlignedWordOut] = Field(description="Which word met which.")


class CompareOut(Outgoing):
    """One result for each pair, in the order asked."""

    results: list[ComparisonOut] = Field(description="One result for each pair.")
