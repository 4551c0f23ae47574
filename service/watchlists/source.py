"""What every reader of an official format offers, and what it is handed.

A reader is a module in `sources/` with one `READER = SourceFormat(...)` at its end. It knows its format and nothing
else: not the catalogue, not other readers, not where files come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from service.engine.model.entity import Designation, Entity, Skipped

if TYPE_CHECKING:
    from service.watchlists.sniff import FileSample  # it brings the libraries that read files


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one edition, and what the catalogue knows of their watchlist."""

    watchlist: str
    authority: str
    files: tuple[Path, ...]
    measures: tuple[str, ...] = ()
    source_url: str | None = None
    legal_basis: str | None = None

    def entity_id(self, record_id: str) -> str:
        """`watchlist:record_id`."""
        return f"{self.watchlist}:{record_id}"

    def designation(
        self,
        programme: str,
        *,
        legal_basis: str | None = None,
        measures: tuple[str, ...] | None = None,
        listed_on: date | None = None,
        amended_on: date | None = None,
        delisted_on: date | None = None,
        source_url: str | None = None,
    ) -> Designation:
        """A designation by this list's authority; law, measures and `source_url` default to the list's own."""
        return Designation(
            programme=programme,
            authority=self.authority,
            legal_basis=legal_basis or self.legal_basis,
            measures=self.measures if measures is None else measures,
            listed_on=listed_on,
            amended_on=amended_on,
            delisted_on=delisted_on,
            source_url=source_url or self.source_url,
        )


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a file or a record that who imports it should know; it loses nothing."""

    text: str


Record = Entity | Skipped | Note


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """One official format. `recognises` gets a first look at a file; `read` yields one record for every
    published one, notes beside them, and raises ListError when the file as a whole cannot be trusted."""

    format: str
    title: str
    recognises: Callable[[FileSample], bool]
    read: Callable[[Source], Iterator[Record]]
    published_on: Callable[[Sequence[Path]], date | None]


def unknown_date(files: Sequence[Path]) -> date | None:
    """For formats that do not say when they were published."""
    return None
