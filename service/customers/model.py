"""The nouns of the book: subjects, what was found about them last, and rescreens."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.json import Decoder, Encoder

from service.engine.matching.model import Party
from service.engine.screening.request import DEFAULT_PROFILE

_ENCODER = Encoder()


class SubjectStatus(StrEnum):
    """Whether a subject is watched. `unscreenable` ones are tried again by every rescreen, and count as failed."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    UNSCREENABLE = "unscreenable"


class RoleName(StrEnum):
    """What a subject is to a customer."""

    CUSTOMER = "customer"
    BENEFICIAL_OWNER = "beneficial_owner"
    DIRECTOR = "director"
    GUARANTOR = "guarantor"


@dataclass(frozen=True, slots=True)
class SubjectRole:
    """A role, and the reference of the subject towards whom it is held; None where that is the subject itself."""

    role: RoleName
    of: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectContent:
    """What a client says of a subject. `watchlists` None means those of the profile."""

    party: Party
    segment: str | None = None
    roles: tuple[SubjectRole, ...] = ()
    profile: str = DEFAULT_PROFILE
    watchlists: tuple[str, ...] | None = None

    def document(self) -> bytes:
        """As it is kept: JSON, the fields in the order of this class."""
        return _ENCODER.encode(self)


_DECODER = Decoder(SubjectContent)


def read_content(document: str | bytes) -> SubjectContent:
    """What `SubjectContent.document` wrote."""
    return _DECODER.decode(document)


def content_sha256(document: bytes) -> str:
    """The hash of a version of a subject."""
    return hashlib.sha256(document).hexdigest()


@dataclass(frozen=True, slots=True)
class LastScreening:
    """The newest answer about a subject. `rescreen_id` is None where a request asked, `screening_id` where a rescreen
    did. `on` is the day asked about, where the operator is."""

    screening_id: str | None
    decision: str
    snapshot_sha256: str
    at: str
    on: date
    rescreen_id: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A counterparty as it is now. `number` orders the book; `last` is None until it was screened for the first time,
    which happens at once, or in the next rescreen where it came with a file."""

    id: str
    number: int
    reference: str
    version: int
    sha256: str
    status: SubjectStatus
    content: SubjectContent
    created_at: str
    updated_at: str
    withdrawn_reason: str | None = None
    last: LastScreening | None = None


class Trigger(StrEnum):
    """Why subjects are screened again."""

    EDITION_ACTIVATED = "edition_activated"
    SUBJECT_CHANGED = "subject_changed"
    PROFILE_CHANGED = "profile_changed"
    ENGINE_CHANGED = "engine_changed"
    DAILY = "daily"
    MANUAL = "manual"


class Method(StrEnum):
    """`delta` searches the entities that differ between two snapshots, `full` all."""

    DELTA = "delta"
    FULL = "full"


class RescreenState(StrEnum):
    """Where a rescreen stands. The last two are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


OPEN = (RescreenState.QUEUED, RescreenState.RUNNING)


@dataclass(frozen=True, slots=True)
class EntityCounts:
    """How many listed entities differ between two snapshots."""

    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class HitCounts:
    """What became of the hits of subjects."""

    new: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Rescreen:
    """One pass over the book. `subjects_total` is `screened` and `failed` together."""

    id: str
    trigger: Trigger
    method: Method
    state: RescreenState
    actor: str
    from_snapshot: str
    to_snapshot: str
    since: date
    on: date
    queued_at: str
    started_at: str | None = None
    finished_at: str | None = None
    entities_changed: EntityCounts = EntityCounts()
    subjects_total: int = 0
    screened: int = 0
    failed: int = 0
    hits: HitCounts = HitCounts()
    missed: int = 0
    alerts: int = 0
    reason: str | None = None
    certificate_sha256: str | None = None
    certificate: dict[str, Any] | None = field(default=None, compare=False)
