"""Screenings that were found, as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

from service.common.spreadsheets import harmless_text
from service.screenings.search import ScreeningFound, ScreeningQuery, ScreeningSearch

MOST_ROWS = 10_000
"""Of a table. Whoever needs more asks for a shorter time."""

_PAGE = 500
_COLUMNS = (
    *("id", "screened_at", "reference", "decision", "actor", "profile_id", "engine", "snapshot_sha256"),
    *("party_id", "name", "name_score"),
)


async def all_found(search: ScreeningSearch, query: ScreeningQuery, most: int = MOST_ROWS) -> list[ScreeningFound]:
    """All pages of a query, up to so many screenings."""
    found: list[ScreeningFound] = []
    after = query.conditions.after
    while len(found) < most:
        limit = min(_PAGE, most - len(found))
        page = await search.find(replace(query, conditions=replace(query.conditions, after=after, limit=limit)))
        found += page.found
        if page.next is None:
            break
        after = page.next
    return found


def screening_csv(found: Iterable[ScreeningFound]) -> str:
    """A table in which nothing is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in found:
        entry, match = one.entry, one.match
        cells = (
            *(entry.id, entry.screened_at, entry.reference, entry.decision, entry.actor, entry.profile_id),
            *(entry.engine, entry.snapshot_sha256),
            *(("", "", "") if match is None else (match.party_id, match.name, f"{match.score:.4f}")),
        )
        writer.writerow([harmless_text(cell or "") for cell in cells])
    return text.getvalue()
