"""The nouns: an edition, where it came from, the switch that made it active, the last attempt to replace it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of an edition, byte for byte as it came."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class EditionSource:
    """Where one file came from, and what its server said of it, for asking again whether it has changed."""

    file: str
    address: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One published state of one watchlist. `origins` is empty for files that somebody handed over; `accepted` lists
    the warnings that a person overrode to let it in."""

    watchlist: str
    sha256: str
    edition: str
    published_on: date | None
    loaded_at: datetime
    files: tuple[StoredFile, ...]
    reader: str
    engine: str
    entities: int
    skipped: int
    notes: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    origins: tuple[EditionSource, ...] = ()

    @property
    def day(self) -> date:
        """The day it speaks for: the publisher's date, or the day it was loaded where the publisher gives none."""
        return self.published_on or self.loaded_at.date()


@dataclass(frozen=True, slots=True)
class Activation:
    """One change of the active edition. `action` is `activate` or `rollback`."""

    at: datetime
    action: str
    edition: str
    previous: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """How the last try to get a new edition ended: `activated`; `unchanged`, so the active one is the newest; `stored`,
    so a newer one is there and not active; `refused` by a gate; or `failed`."""

    at: datetime
    outcome: str
    edition: str | None = None
    messages: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing went wrong."""
        return self.outcome in ("activated", "stored", "unchanged")

    @property
    def current(self) -> bool:
        """Whether the active edition was then the newest there was."""
        return self.outcome in ("activated", "unchanged")


@dataclass(frozen=True, slots=True)
class GateFinding:
    """Why a gate does not let an edition pass. `acceptable` if a person may decide otherwise."""

    gate: str
    message: str
    acceptable: bool = True

    def __str__(self) -> str:
        return f"{self.gate}: {self.message}"
