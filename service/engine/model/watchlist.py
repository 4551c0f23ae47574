"""One edition of one watchlist, as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.engine.model.entity import Entity, Skipped


@dataclass(frozen=True, slots=True)
class Watchlist:
    """One edition of one list: what it is, the entities on it, and the records that became none.

    `notes` says what a person should know about the load, such as a record id that the publisher used twice. The last
    `former` entities are on it no more: they come from the editions in `superseded` (SHA-256, oldest first). `fields`
    says how often the file fills each heading, element or key; some formats have none.
    """

    id: str
    title: str
    authority: str
    jurisdiction: str
    legal_basis: str | None
    source_url: str
    edition: str
    published_on: date | None
    licence: str
    sha256: str
    format: str
    entities: Sequence[Entity]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    former: int = 0
    superseded: tuple[str, ...] = ()
    fields: tuple[tuple[str, int], ...] = ()
