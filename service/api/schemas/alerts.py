"""Alerts, dispositions and suppressions as they are read and written."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from service.alerts.finding_model import LapseReason, SubjectKind, SuppressionStatus
from service.alerts.proposals import CHECKS, LONGEST_RATIONALE, MOST_MATCHES, SHORTEST_RATIONALE
from service.alerts.reason_codes import reason_codes
from service.alerts.search import Release
from service.alerts.statuses import AlertStatus, DispositionStatus, Outcome
from service.api.schemas.base import Incoming, Key, Moment, Outgoing
from service.api.schemas.features import FeatureOut
from service.api.schemas.screening_answer import ProvenanceOut
from service.api.schemas.screening_request import PartyIn
from service.engine.screening.request import DEFAULT_PROFILE
from service.screenings.suppression_requests import MOST_HITS

_SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_AT = "2026-11-23T09:00:00.123456Z"
_ALERT = "alr_019ab0f4c1d29f86d081884c7d65"
_DISPOSITION = "dsp_019ab0f4c1d29f86d081884c7d65"
_SUPPRESSION = "sup_019ab0f4c1d29f86d081884c7d65"
_SCREENING = "scr_019ab0f4c1d29f86d081884c7d65"
_ENTITY = "jp_crimea_2014:026-000002"

Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_RATIONALE)]
"""What somebody writes: several lines, in any script."""
_Check = Literal["list", "type", "whole_name", "other_facts", "conclusion"]
_CODES = ", ".join(f"`{code}` ({meaning})" for code, meaning in reason_codes().items())


class AssignIn(Incoming):
    """To whom an alert is given."""

    assignee: Key | None = Field(
        default=None, description="Whose it is from now on; yours if left out.", examples=["k.tanaka"]
    )


class CommentIn(Incoming):
    """What somebody has to say."""

    comment: Words = Field(description="What to write down.", examples=["The branch was asked for the passport."])


class EvidenceIn(Incoming):
    """Something a proposal rests on, which is kept elsewhere."""

    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] = Field(
        description="SHA-256 of the file.", examples=[_SHA]
    )
    title: Key = Field(description="What it is.", examples=["Copy of the passport"])
    location: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = Field(
        description="Where it is kept.", examples=["dms://customers/1001/passport.pdf"]
    )


class SuppressIn(Incoming):
    """How long a false positive is remembered."""

    expires_at: Moment | None = Field(
        default=None,
        description="Until when; 365 days if left out, at most 1,095, and 90 for territories.",
        examples=["2027-11-23"],
    )


class ReasonsIn(Incoming):
    """Why somebody decides as they do."""

    reason_code: Key = Field(description=f"Why. One of {_CODES}.", examples=["birth_date_differs"])
    rationale: Words = Field(
        description=f"Why, in words; at least {SHORTEST_RATIONALE} characters.",
        examples=["Born in 1991 by passport; the listed person was born in 1962."],
    )
    checks: list[_Check] = Field(
        default_factory=list,
        max_length=len(CHECKS),
        description="Which steps of OFAC's guide to name matches were taken.",
        examples=[["list", "type", "whole_name", "other_facts", "conclusion"]],
    )
    evidence: list[EvidenceIn] = Field(
        default_factory=list, max_length=50, description="What it rests on.", examples=[[]]
    )


class DispositionIn(ReasonsIn):
    """A proposed decision about matches of an alert."""

    match_ids: list[int] = Field(
        min_length=1, max_length=MOST_MATCHES, description="Which matches, all of which are open.", examples=[[1]]
    )
    outcome: Outcome = Field(strict=False, description="What they are.", examples=["false_positive"])
    suppress: SuppressIn | None = Field(
        default=None,
        description="Remember it: the same hit asks for nothing while subject, entity and rule stay as they are. Only "
        "for false positives.",
        examples=[{"expires_at": "2027-11-23"}],
    )


class SuppressionIn(ReasonsIn):
    """That a party is none of some listed entities, to be remembered."""

    party: PartyIn = Field(description="Who is not listed; with `subject_id` it is remembered under that.")
    entity_ids: list[Key] = Field(
        min_length=1, max_length=MOST_HITS, description="Who it is not: hits of this party.", examples=[[_ENTITY]]
    )
    profile: Key = Field(default=DEFAULT_PROFILE, description="Under which profile.", examples=["default"])
    expires_at: Moment | None = Field(
        default=None, description="Until when; 365 days if left out, at most 1,095.", examples=["2027-11-23"]
    )


class ApproveIn(Incoming):
    """What is approved."""

    disposition_sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] = Field(
        description="`content_sha256` of the proposal that you have looked at.", examples=[_SHA]
    )


class WithdrawIn(Incoming):
    """Why a proposal is taken back."""

    comment: Words | None = Field(default=None, description="Why.", examples=["Another passport has come in."])


class AlertSubjectOut(Outgoing):
    """Who or what was screened."""

    kind: SubjectKind = Field(description="`party` or `goods`.", examples=["party"])
    id: str = Field(description="Its id in the screening.", examples=["buyer"])
    subject_id: str | None = Field(description="Its lasting id, if it has one.", examples=["C-1001"])
    fingerprint_sha256: str = Field(description="Hash over every field that was screened.", examples=[_SHA])
    as_screened: dict[str, Any] | None = Field(
        default=None,
        description="As it was asked; only where one alert is shown, and not after deletion.",
        examples=[{"id": "buyer", "type": "person", "name": "Sergey Aksyonov"}],
    )


class AlertMatchOut(Outgoing):
    """A hit that an alert is about."""

    match_id: int = Field(description="Its number in the alert.", examples=[1])
    entity_id: str = Field(description="The listed entity, or `territory:` and a territory.", examples=[_ENTITY])
    watchlist: str | None = Field(description="The watchlist; `null` for territories.", examples=["jp_crimea_2014"])
    entity_sha256: str = Field(description="Hash over its significant fields when it was found.", examples=[_SHA])
    rules_sha256: str = Field(description="Hash over programme, law and measures then.", examples=[_SHA])
    group_id: str | None = Field(default=None, description="Entities that are one, if that is known.", examples=[None])
    score: float = Field(description="How alike, 0 to 1.", examples=[0.97])
    status: Literal["open", "suppressed", "false_positive", "true_match", "inconclusive"] = Field(
        description="What was decided.", examples=["open"]
    )
    disposition_id: str | None = Field(description="By which disposition.", examples=[None])
    suppressed_by: str | None = Field(description="By which suppression it was answered.", examples=[None])
    name: str | None = Field(default=None, description="Its primary name then.", examples=["Sergey AKSYONOV"])
    features: list[FeatureOut] | None = Field(default=None, description="What the score is made of.")
    provenance: ProvenanceOut | None = Field(default=None, description="Who says so, by which law.")


class AlertSourceOut(Outgoing):
    """Where an alert comes from."""

    screening_id: str | None = Field(
        description="The screening; `null` if a list has changed under a remembered decision. That of a row of a file "
        "is job and row.",
        examples=[_SCREENING],
    )
    party_id: str | None = Field(description="The party or line of it.", examples=["buyer"])
    bulk_job_id: str | None = Field(description="The bulk job, if it was a row of a file.", examples=[None])
    row: int | None = Field(description="The row, from 1 below the header.", examples=[None])


class ProfileUsedOut(Outgoing):
    """With which settings it was found."""

    id: str = Field(description="Id of the profile.", examples=["default"])
    sha256: str = Field(description="SHA-256 of its settings.", examples=[_SHA])


class AlertEventOut(Outgoing):
    """Something that happened to an alert."""

    version: int = Field(description="The version that it led to.", examples=[1])
    at: str = Field(description="When, UTC.", examples=[_AT])
    actor: str = Field(description="Who did it.", examples=["h.yamada"])
    kind: str = Field(description="What was done.", examples=["opened"])
    status: AlertStatus = Field(description="The status that it led to.", examples=["open"])
    details: dict[str, Any] = Field(description="More about it.", examples=[{}])


class AlertOut(Outgoing):
    """An alert, as it stands now. `ETag` carries the version, which has to be sent back with every decision."""

    id: str = Field(description="Id; ids sort by time.", examples=[_ALERT])
    status: AlertStatus = Field(description="Where it stands.", examples=["open"])
    version: int = Field(description="Number of its last event.", examples=[1])
    priority: Literal["urgent", "high", "normal"] = Field(description="How soon to look.", examples=["high"])
    opened_at: str = Field(description="When it was raised, UTC.", examples=[_AT])
    due_at: str = Field(description="When it is due. Nothing happens by itself then.", examples=[_AT])
    closed_at: str | None = Field(description="When it was decided or superseded.", examples=[None])
    assignee: str | None = Field(description="Whose it is.", examples=["h.yamada"])
    reference: str | None = Field(description="The reference of the screening.", examples=["TRD-2026-0001"])
    decision: Literal["review", "block"] = Field(description="What the screening said.", examples=["review"])
    source: AlertSourceOut = Field(description="Where it comes from.")
    subject: AlertSubjectOut = Field(description="What was screened, and what tells it apart.")
    profile: ProfileUsedOut = Field(description="With which settings.")
    snapshot_sha256: str = Field(description="On which lists.", examples=[_SHA])
    matches: list[AlertMatchOut] = Field(description="What was found.")
    previous_alert_id: str | None = Field(description="The alert of the same subject before it.", examples=[None])
    superseded_by: str | None = Field(description="The alert that took its place.", examples=[None])
    events: list[AlertEventOut] | None = Field(
        default=None, description="What has happened to it; only where one alert is shown."
    )
    dispositions: list[DispositionOut] | None = Field(
        default=None, description="What was proposed; only where one alert is shown."
    )


class AlertListOut(Outgoing):
    """A page of alerts, newest first."""

    alerts: list[AlertOut] = Field(description="The alerts of this page.")
    next: str | None = Field(description="Ask `after` this for more; `null` on the last page.", examples=[None])


class DispositionOut(Outgoing):
    """A proposed decision, and what became of it."""

    id: str = Field(description="Id; ids sort by time.", examples=[_DISPOSITION])
    alert_id: str = Field(description="The alert it is about.", examples=[_ALERT])
    alert_version: int = Field(description="The version it was made on.", examples=[2])
    match_ids: list[int] = Field(description="Which matches.", examples=[[1]])
    outcome: Outcome = Field(description="What they are.", examples=["false_positive"])
    reason_code: str = Field(description="Why.", examples=["birth_date_differs"])
    rationale: str = Field(description="Why, in words.", examples=["Born in 1991; the listed person in 1962."])
    checks: list[str] = Field(description="Which steps were taken.", examples=[["list", "type"]])
    evidence: list[EvidenceIn] = Field(description="What it rests on.", examples=[[]])
    suppress: SuppressOut | None = Field(description="How long it is to be remembered.")
    content_sha256: str = Field(description="Hash over all of it; to approve, name it.", examples=[_SHA])
    proposed_by: str = Field(description="Who proposed it.", examples=["h.yamada"])
    proposed_at: str = Field(description="When.", examples=[_AT])
    status: DispositionStatus = Field(description="What became of it.", examples=["proposed"])
    decided_by: str | None = Field(description="Who decided.", examples=[None])
    decided_at: str | None = Field(description="When.", examples=[None])
    comment: str | None = Field(description="With which words.", examples=[None])


class SuppressOut(Outgoing):
    """How long a false positive is to be remembered."""

    expires_at: str = Field(description="Until when, UTC.", examples=["2027-11-23T09:00:00.123456Z"])


class DispositionListOut(Outgoing):
    """A page of proposals, oldest first."""

    dispositions: list[DispositionOut] = Field(description="The proposals of this page.")
    next: str | None = Field(description="Ask `after` this for more; `null` on the last page.", examples=[None])


class DecidedOut(Outgoing):
    """What a decision has led to."""

    disposition: DispositionOut = Field(description="The proposal, as it stands now.")
    alert: AlertOut = Field(description="Its alert, as it stands now.")
    suppressions: list[str] = Field(description="What is remembered from now on.", examples=[[_SUPPRESSION]])
    equal_alerts: list[str] = Field(
        description="Other undecided alerts with the same entities, up to 500, which may be for the same decision. "
        "None is closed unasked.",
        examples=[[]],
    )


class SuppressionOut(Outgoing):
    """A decision that is remembered."""

    id: str = Field(description="Id; ids sort by time.", examples=[_SUPPRESSION])
    subject_key: str = Field(description="Of whom: `id:` and your id, or `sha256:` and a hash.", examples=["id:C-1001"])
    subject_sha256: str = Field(description="What the subject was like.", examples=[_SHA])
    entity_id: str = Field(description="Who it is not.", examples=[_ENTITY])
    entity_sha256: str = Field(description="What the entity was like.", examples=[_SHA])
    rules_sha256: str = Field(description="What the rule was like.", examples=[_SHA])
    profile_id: str = Field(description="Under which profile it holds.", examples=["default"])
    score: float = Field(description="The score it was decided on.", examples=[0.83])
    disposition_id: str = Field(description="The decision.", examples=[_DISPOSITION])
    approved_by: str = Field(description="Who approved it.", examples=["k.tanaka"])
    starts_at: str = Field(description="Since when, UTC.", examples=[_AT])
    expires_at: str = Field(description="Until when, UTC.", examples=[_AT])
    status: SuppressionStatus = Field(description="Whether it holds.", examples=["active"])
    lapsed_because: LapseReason | None = Field(description="Which side has changed.", examples=[None])
    ended_at: str | None = Field(description="When it lapsed or was revoked.", examples=[None])
    ended_by: str | None = Field(description="Who ended it.", examples=[None])
    last_applied_at: str | None = Field(description="When it last answered a hit.", examples=[None])
    times_applied: int = Field(description="How many hits it has answered.", examples=[0])


class SuppressionListOut(Outgoing):
    """A page of suppressions, newest first."""

    suppressions: list[SuppressionOut] = Field(description="The suppressions of this page.")
    next: str | None = Field(description="Ask `after` this for more; `null` on the last page.", examples=[None])


class ItemStatusOut(Outgoing):
    """What may become of one party or line."""

    kind: SubjectKind = Field(description="`party` or `goods`.", examples=["party"])
    id: str = Field(description="Its id in the screening.", examples=["buyer"])
    status: Release = Field(description="What may become of it.", examples=["hold"])
    alert_id: str | None = Field(description="Its alert; the newest, if it was superseded.", examples=[_ALERT])
    alert_status: AlertStatus | None = Field(description="Where that stands.", examples=["open"])


class ScreeningStatusOut(Outgoing):
    """What may become of what was screened, for the system that asked."""

    id: str = Field(description="The screening.", examples=[_SCREENING])
    status: Release = Field(
        description="`release`: nothing was found, or two people have decided that it is nothing. `hold`: somebody has "
        "to decide. `reject`: two people have decided that it is a true match.",
        examples=["hold"],
    )
    items: list[ItemStatusOut] = Field(description="Each party and line of goods.")


class AlertFiguresOut(Outgoing):
    """The figures of some alerts."""

    by: Literal["all", "profile", "band", "watchlist", "age", "time_to_close"] = Field(
        description="What they share. By `age` are those that wait, by `time_to_close` those that are decided.",
        examples=["watchlist"],
    )
    value: str = Field(description="Which one.", examples=["jp_crimea_2014"])
    total: int = Field(description="How many alerts.", examples=[120])
    undecided: int = Field(description="How many wait.", examples=[3])
    overdue: int = Field(description="How many of those are over their time.", examples=[0])
    true_matches: int = Field(description="How many were true.", examples=[2])
    false_positives: int = Field(description="How many were not.", examples=[110])
    superseded: int = Field(description="How many a newer one took the place of.", examples=[5])
    true_share: float | None = Field(description="Share of true ones among those decided.", examples=[0.0179])
    median_hours: float | None = Field(description="Median hours from raising to deciding.", examples=[3.5])
    p95_hours: float | None = Field(description="95 % were decided within so many hours.", examples=[22.0])


class AlertReportOut(Outgoing):
    """How alerts fare."""

    figures: list[AlertFiguresOut] = Field(
        description="Of all and of each age, band, profile, time to close and list that there is."
    )


AlertOut.model_rebuild()
DispositionOut.model_rebuild()
