"""The table of watchlists the program knows by name: who publishes each, where, under which licence, in which form.

A user's own list needs no entry: an id that starts with `own_` is any list in any known format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from service.common.bundled_tables import bundled_rows
from service.watchlists.errors import UnknownWatchlistError

OWN_PREFIX = "own_"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One known watchlist. `formats` are names of readers; `measures` is what being on the list means by default and
    `legal_basis` the law it rests on, where a record names no act of its own. Where `download_link` is set, the address
    is a page, and the newest file whose name has this pattern is fetched from the links on it."""

    id: str
    title: str
    authority: str
    jurisdiction: str
    formats: tuple[str, ...]
    measures: tuple[str, ...]
    source_url: str
    download_url: str | None
    licence: str
    legal_basis: str | None = None
    download_link: str | None = None

    @property
    def comes_with_the_program(self) -> bool:
        """Whether the list is bundled, so that nothing is to be fetched."""
        return self.formats == ("bundled",)


@cache
def catalogue() -> Mapping[str, CatalogueEntry]:
    """All known watchlists by id, in the order of `catalogue.csv`."""
    entries = (_entry(row) for row in bundled_rows(__package__, "catalogue.csv"))
    return MappingProxyType({entry.id: entry for entry in entries})


def lookup(watchlist_id: str) -> CatalogueEntry:
    """The entry of a known watchlist, or one made up for a user's own. Raises UnknownWatchlistError."""
    entry = catalogue().get(watchlist_id)
    if entry is not None:
        return entry
    if watchlist_id.startswith(OWN_PREFIX):
        return CatalogueEntry(watchlist_id, watchlist_id, "own list", "", (), (), "", None, "own")
    known = ", ".join(catalogue())
    raise UnknownWatchlistError("catalogue.csv", "column id", f"one of {known}, or {OWN_PREFIX}...", watchlist_id)


def _entry(row: dict[str, str]) -> CatalogueEntry:
    return CatalogueEntry(
        id=row["id"],
        title=row["title"],
        authority=row["authority"],
        jurisdiction=row["jurisdiction"],
        formats=tuple(row["formats"].split()),
        measures=tuple(row["measures"].split()),
        source_url=row["source_url"],
        download_url=row["download_url"] or None,
        licence=row["licence"],
        legal_basis=row["legal_basis"] or None,
        download_link=row["download_link"] or None,
    )
