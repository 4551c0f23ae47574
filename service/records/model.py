"""The nouns of records: the document that is kept, and what is shown of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.audit.event import RecordedEvent

if TYPE_CHECKING:
    from sqlalchemy import Connection

LOCAL_ACTOR = "local"
"""Who asks while there are no keys: somebody on this machine."""


@dataclass(frozen=True, slots=True)
class Document:
    """One screening to keep. `id` sorts by time; `screened_at` is UTC in ISO 8601 of fixed width, so it sorts too.

    `request` and `answer` are JSON bytes, kept as they are. `fingerprint` is the SHA-256 of what was asked, by which
    a repeated idempotency key is told from a reused one. Keys belong to their actor. `entities` are the ids of the
    listed entities that were hits, in order and each once: by them the screening can be found again. `findings` are
    what the feature above (`DocumentExtension`) writes in the same transaction. `search_keys` are hashes by which it
    is found too (`SearchKeys`); none of them is read back. `also` writes what somebody else has to
    keep together with the document, and gives the events of that; it raises ActionRefused to have neither written.
    `event` and `prepared` are its event in the audit chain and what belongs to its findings, where these were made
    ahead of the transaction.
    """

    id: str
    screened_at: str
    reference: str | None
    decision: str
    snapshot_sha256: str
    profile_id: str
    profile_sha256: str
    engine: str
    request: bytes
    answer: bytes
    actor: str = LOCAL_ACTOR
    idempotency_key: str | None = None
    fingerprint: str | None = None
    entities: tuple[str, ...] = ()
    findings: tuple[object, ...] = field(default=(), compare=False)
    search_keys: frozenset[int] = field(default=frozenset(), compare=False)
    also: Callable[[Connection], Sequence[RecordedEvent]] | None = field(default=None, compare=False)
    event: RecordedEvent | None = field(default=None, compare=False)
    prepared: object = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a listing."""

    id: str
    screened_at: str
    reference: str | None
    decision: str
    snapshot_sha256: str
    profile_id: str
    engine: str
    actor: str


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a listing, newest first. `next` is the id to ask `after` for more; None on the last page."""

    entries: tuple[Entry, ...]
    next: str | None
