"""Bodies of the audit chain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from service.api.schemas.base import Outgoing
from service.audit.event import KINDS

_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_WRITER = "019ab0f4c1d29f86d081884c"
_PLACE = f"2026-11-23T09:00:00.123456Z~{_WRITER}~42"


class EventOut(Outgoing):
    """One event in its place."""

    writer: str = Field(description="The chain: one for each process that wrote.", examples=[_WRITER])
    number: int = Field(description="Its number in the chain, from 1.", examples=[42])
    at: datetime = Field(description="When, UTC.", examples=["2026-11-23T09:00:00.123456Z"])
    kind: str = Field(description="What was done: " + ", ".join(KINDS) + ".", examples=["record_read"])
    actor: str = Field(description="Who did it.", examples=["desk-7"])
    subject: str | None = Field(description="What it was done to.", examples=["scr_019ab0f4c1d29f86d081884c7d65"])
    details: dict[str, Any] = Field(description="What else there is to say.", examples=[{}])
    sha256: str = Field(description="Its hash, which covers the hash of the event before it.", examples=[_SHA256])


class EventListOut(Outgoing):
    """A page of events, newest first."""

    events: list[EventOut] = Field(description="The events of this page.")
    next: str | None = Field(
        description="Ask for `after` this place to get the next page; null on the last.", examples=[_PLACE]
    )


class AuditFaultOut(Outgoing):
    """One thing that is not as it was written."""

    detail: str = Field(description="What is wrong.", examples=["changed, or the hash of the event before it was"])
    writer: str | None = Field(description="The chain, if it is an event of one.", examples=[_WRITER])
    number: int | None = Field(description="The event's number in its chain.", examples=[42])
    screening: str | None = Field(description="The screening.", examples=["scr_019ab0f4c1d29f86d081884c7d65"])


class VerdictOut(Outgoing):
    """What was looked at, and what was found."""

    intact: bool = Field(description="Whether everything is as it was written.", examples=[True])
    chains: int = Field(description="Chains: one for each process that wrote.", examples=[3])
    events: int = Field(description="Events.", examples=[1200])
    anchors: int = Field(description="Signed events.", examples=[14])
    screenings: int = Field(description="Screenings that were compared with their events.", examples=[1180])
    deleted: int = Field(description="Screenings that were deleted, by events that say why.", examples=[0])
    timestamps: int = Field(
        description="Time-stamps of anchors (RFC 3161) by an authority that is trusted here.", examples=[24]
    )
    timestamps_unchecked: int = Field(
        description="Time-stamps of which nothing is known, as no authority's certificates are set.", examples=[0]
    )
    keys: list[str] = Field(description="Public keys (Ed25519) that signed.", examples=[[_SHA256]])
    faults: list[AuditFaultOut] = Field(
        description="What is wrong, the first hundred, first things first.", examples=[[]]
    )
