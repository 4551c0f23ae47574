"""The lines of an explanation, shared by screenings and comparisons."""

from __future__ import annotations

from pydantic import Field

from service.api.schemas.base import Outgoing


class FeatureOut(Outgoing):
    """One line of an explanation."""

    name: str = Field(description="Which piece of evidence.", examples=["birth_date"])
    score: float = Field(description="How well it agrees, 0 to 1.", examples=[1.0])
    contribution: float = Field(description="What it added to the score, or took from it.", examples=[0.0])
    detail: str = Field(description="The same in a sentence.", examples=["both were born on 1972-11-26"])
