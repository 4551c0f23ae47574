"""Bodies of the listing and the replay of screenings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from service.api.schemas.base import Outgoing
from service.engine.model.decision import Decision

_ID = "scr_019ab0f4c1d29f86d081884c7d65"


class NameMatchOut(Outgoing):
    """The party of a screening that was found by name."""

    party_id: str = Field(description="Your id for this party.", examples=["buyer"])
    name: str = Field(
        description="Its name, as it was asked; the one most like what you look for.", examples=["Аксёнов"]
    )
    score: float = Field(description="How alike the two names are, 0 to 1.", examples=[0.97])


class ScreeningEntryOut(Outgoing):
    """One screening in a listing."""

    id: str = Field(description="Id of the screening.", examples=[_ID])
    screened_at: datetime = Field(description="When, UTC.", examples=["2026-11-23T09:00:00.123456Z"])
    reference: str | None = Field(description="Your reference.", examples=["TRD-2026-0001"])
    decision: Decision = Field(description="What was decided.", examples=["block"])
    snapshot_sha256: str = Field(description="Hash of what the answer rests on.", examples=["9f86d081884c7d65"])
    profile_id: str = Field(description="The profile used.", examples=["default"])
    engine: str = Field(description="Version of the program.", examples=["1.0.0"])
    actor: str = Field(description="Who asked.", examples=["back-office"])
    match: NameMatchOut | None = Field(
        description="The party that was found, if you looked for a name.",
        examples=[{"party_id": "buyer", "name": "Сергей Аксёнов", "score": 0.97}],
    )


class ScreeningListOut(Outgoing):
    """A page of screenings, newest first."""

    screenings: list[ScreeningEntryOut] = Field(description="The screenings of this page.")
    next: str | None = Field(
        description="Ask for `after` this to get the next page; null on the last. Looking for names or scores, a page "
        "may hold fewer screenings than its limit, or none, and not be the last.",
        examples=[_ID],
    )
    too_common: list[str] = Field(
        default_factory=list,
        description="Of a name of two words, looked for with `similar`: those that so many screenings have that names "
        "which share nothing but such a word were not looked through.",
        examples=[["Maria"]],
    )


class AnswerDifferenceOut(Outgoing):
    """One place where the two answers are not the same."""

    pointer: str = Field(description="Where: an RFC 6901 JSON pointer into the answer.", examples=["/snapshot/sha256"])
    recorded: Any = Field(description="What the record says; null if it is not there.", examples=["9f86d081"])
    replayed: Any = Field(description="What comes out now; null if it is not there.", examples=["2c26b46b"])


class ReplayOut(Outgoing):
    """A recorded answer beside the answer to the same question now."""

    id: str = Field(description="Id of the screening.", examples=[_ID])
    replayed_at: datetime = Field(description="When it was replayed, UTC.", examples=["2026-11-23T10:00:00Z"])
    same_snapshot: bool = Field(
        description="Whether the recorded lists, rules and profiles were asked, in use or put together again.",
        examples=[True],
    )
    missing: list[str] = Field(
        description="What is missing to ask them, such as an edition of a list or the version of the program; then "
        "what is in use now was asked.",
        examples=[[]],
    )
    identical: bool = Field(description="Whether the two answers are the same.", examples=[True])
    differences: list[AnswerDifferenceOut] = Field(
        description="Where they differ, the first 200 places.", examples=[[]]
    )
