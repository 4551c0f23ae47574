"""Subjects of the book and rescreens: what is sent and what is told."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from service.api.schemas.base import Incoming, Key, Outgoing
from service.api.schemas.screening_answer import ScreeningOut
from service.api.schemas.screening_request import PartyFields
from service.engine.screening.request import DEFAULT_PROFILE

Segment = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern="^[A-Za-z0-9_-]+$")]


class SubjectRoleIn(Incoming):
    """What a subject is to whom."""

    role: Literal["customer", "beneficial_owner", "director", "guarantor"] = Field(
        description="What it is.", examples=["director"]
    )
    of: Key | None = Field(
        default=None, description="Reference of the subject of which it is that.", examples=["C-1001"]
    )


class SubjectIn(PartyFields):
    """A counterparty to watch: the fields of a party, and how it is to be screened."""

    segment: Segment | None = Field(
        default=None, description="Part of the book it belongs to; keys can be bound to some.", examples=["trade"]
    )
    roles: list[SubjectRoleIn] = Field(
        default_factory=list, max_length=100, description="What it is to whom.", examples=[[{"role": "customer"}]]
    )
    profile: Annotated[str, StringConstraints(min_length=1, max_length=100)] = Field(
        default=DEFAULT_PROFILE, description="Which settings to screen with.", examples=["default"]
    )
    watchlists: list[Key] | None = Field(
        default=None,
        max_length=200,
        description="Ids of the watchlists to search; `null` for those of the profile.",
        examples=[["jp_crimea_2014"]],
    )


class WithdrawSubjectIn(Incoming):
    """Why a subject is watched no more."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = Field(
        description="Why it is watched no more.", examples=["The business relation has ended."]
    )


class LastScreeningOut(Outgoing):
    """The newest answer about a subject."""

    screening_id: str | None = Field(
        description="The screening; `null` where a rescreen answered.", examples=["scr_019ab0f4c1d29f86d081884c7d65"]
    )
    decision: str = Field(description="`clear`, `review` or `block`.", examples=["clear"])
    snapshot_sha256: str = Field(description="The snapshot it rests on.", examples=["9f86d081884c7d65"])
    at: str = Field(description="When.", examples=["2026-11-23T09:00:00.123456Z"])
    rescreen_id: str | None = Field(
        description="The rescreen; `null` where a request asked.", examples=["rsc_019ab0f4c1d29f86d081884c7d65"]
    )


class SubjectHitOut(Outgoing):
    """A hit as it was found last."""

    entity_id: str = Field(description="The listed entity, or a territory.", examples=["jp_crimea_2014:026-000002"])
    watchlist: str | None = Field(description="Its watchlist.", examples=["jp_crimea_2014"])
    score: float = Field(description="The score.", examples=[0.97])
    decision: str = Field(description="What it alone asks for.", examples=["review"])


class SubjectOut(Outgoing):
    """A subject of the book as it is now."""

    id: str = Field(description="Its id.", examples=["sub_019ab0f4c1d29f86d081884c7d65"])
    reference: str = Field(description="Your reference.", examples=["C-1001"])
    status: str = Field(
        description="`active`, `withdrawn`, or `unscreenable`: it cannot be searched, and an alert says so.",
        examples=["active"],
    )
    version: int = Field(description="Counts changes, from 1.", examples=[1])
    sha256: str = Field(description="Hash of this version.", examples=["9f86d081884c7d65"])
    subject: SubjectIn = Field(
        description="What you said of it.", examples=[{"type": "person", "name": "Anna Example"}]
    )
    created_at: str = Field(description="When it came.", examples=["2026-11-23T09:00:00.123456Z"])
    updated_at: str = Field(description="When this version came.", examples=["2026-11-23T09:00:00.123456Z"])
    withdrawn_reason: str | None = Field(description="Why it is watched no more.", examples=[None])
    last: LastScreeningOut | None = Field(
        description="The newest answer; `null` until there is one: that is not `clear`.", examples=[None]
    )
    hits: list[SubjectHitOut] | None = Field(
        default=None, description="Its hits, best first; only where one subject is asked for.", examples=[[]]
    )


class SubjectPutOut(Outgoing):
    """A subject that was put, and its screening."""

    subject: SubjectOut = Field(description="The subject.")
    screening: ScreeningOut = Field(description="Its screening, which is on record.")


class SubjectListOut(Outgoing):
    """Part of the book, newest first."""

    subjects: list[SubjectOut] = Field(description="Subjects.", examples=[[]])
    next: str | None = Field(description="Ask for the next page `after` this; `null` on the last.", examples=[None])


class EntityCountsOut(Outgoing):
    """How many listed entities differ between the two snapshots."""

    added: int = Field(description="Listed now and not before.", examples=[3])
    changed: int = Field(description="Listed before and now, with a difference.", examples=[1])
    removed: int = Field(description="Listed before and not now.", examples=[0])


class HitCountsOut(Outgoing):
    """What became of hits."""

    new: int = Field(description="Found now and not before.", examples=[2])
    changed: int = Field(description="Found before and now, with a difference.", examples=[0])
    ended: int = Field(description="Found before and not now. Their alerts stay open.", examples=[1])
    unchanged: int = Field(description="Found before and now.", examples=[40])


class RescreenIn(Incoming):
    """A rescreen to make."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = Field(
        description="Why it is asked for.", examples=["The supervisor asked for it."]
    )


class RescreenOut(Outgoing):
    """One pass over the book."""

    id: str = Field(description="Its id.", examples=["rsc_019ab0f4c1d29f86d081884c7d65"])
    trigger: str = Field(description="Why the book was screened again.", examples=["edition_activated"])
    method: str = Field(description="`delta`: what differs was searched; `full`: everything.", examples=["delta"])
    state: str = Field(description="`queued`, `running`, `done` or `failed`.", examples=["done"])
    from_snapshot: str = Field(description="The snapshot before; empty for new subjects.", examples=["9f86d081884c"])
    to_snapshot: str = Field(description="The snapshot now.", examples=["60303ae22b99"])
    entities_changed: EntityCountsOut = Field(description="What differs between them.")
    subjects_total: int = Field(description="`screened` and `failed` together.", examples=[1000])
    screened: int = Field(description="Subjects that were answered.", examples=[1000])
    failed: int = Field(description="Subjects that could not be; each is an alert.", examples=[0])
    hits: HitCountsOut = Field(description="What became of hits of subjects that were screened.")
    missed: int = Field(
        description="Hits that a full run found and no delta had; has to be 0, or the run is `failed`.", examples=[0]
    )
    alerts: int = Field(description="Findings that raised or joined an alert.", examples=[2])
    queued_at: str = Field(description="When it was asked for.", examples=["2026-11-23T09:00:00.123456Z"])
    started_at: str | None = Field(description="When it began.", examples=["2026-11-23T09:00:01.123456Z"])
    finished_at: str | None = Field(description="When it ended.", examples=["2026-11-23T09:00:09.123456Z"])
    reason: str | None = Field(description="Why it was asked for, or has failed.", examples=[None])
    certificate_sha256: str | None = Field(
        description="Hash of its certificate, which is in the audit chain.", examples=["9f86d081884c7d65"]
    )


class RescreenListOut(Outgoing):
    """Rescreens, newest first."""

    rescreens: list[RescreenOut] = Field(description="Rescreens.", examples=[[]])
    next: str | None = Field(description="Ask for the next page `after` this; `null` on the last.", examples=[None])


class CertificateOut(Outgoing):
    """What a rescreen certifies. `sha256` is of the canonical JSON of `certificate` (sorted keys, no blanks)."""

    sha256: str = Field(description="The hash in the audit chain.", examples=["9f86d081884c7d65"])
    certificate: dict[str, Any] = Field(description="Snapshots, totals, and the hash of the record.", examples=[{}])
