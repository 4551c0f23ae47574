"""Body of the search over everything at once."""

from __future__ import annotations

from pydantic import Field

from service.api.schemas.alerts import AlertOut
from service.api.schemas.base import Outgoing
from service.api.schemas.entities import PartyFoundOut
from service.api.schemas.screening_list import ScreeningEntryOut
from service.api.schemas.subjects import SubjectOut


class SearchOut(Outgoing):
    """What was found, the most likely first. A part that whoever asks may not see is null."""

    screenings: list[ScreeningEntryOut] | None = Field(description="Screenings by name, reference, party or id.")
    subjects: list[SubjectOut] | None = Field(description="Counterparties that are watched.")
    alerts: list[AlertOut] | None = Field(description="Alerts by id and reference, and those of these screenings.")
    entities: list[PartyFoundOut] | None = Field(description="Listed parties by name, number, id or programme.")
    more: bool = Field(
        description="Whether there is more than is shown: ask `/v1/screenings` and its neighbours for all of it.",
        examples=[False],
    )
