"""Screenings that were found, as JSON and as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

from fastapi import Response

from service.api.schemas.screening_list import NameMatchOut, ScreeningEntryOut
from service.common.spreadsheets import harmless_text
from service.screenings.search import ScreeningFound, ScreeningQuery, ScreeningSearch

MOST_ROWS = 10_000
"""Of a table. Whoever needs more asks for a shorter time."""

_PAGE = 500
_COLUMNS = (
    *("id", "screened_at", "reference", "decision", "actor", "profile_id", "engine", "snapshot_sha256"),
    *("party_id", "name", "name_score"),
)


def screening_entry_out(found: ScreeningFound) -> ScreeningEntryOut:
    """A screening in a listing."""
    entry = found.entry
    return ScreeningEntryOut(
        id=entry.id,
        screened_at=entry.screened_at,  # type: ignore[arg-type]
        reference=entry.reference,
        decision=entry.decision,  # type: ignore[arg-type]
        snapshot_sha256=entry.snapshot_sha256,
        profile_id=entry.profile_id,
        engine=entry.engine,
        actor=entry.actor,
        match=None if found.match is None else NameMatchOut.model_validate(found.match, from_attributes=True),
    )


async def all_found(search: ScreeningSearch, query: ScreeningQuery) -> list[ScreeningFound]:
    """All pages of a query, up to `MOST_ROWS` screenings."""
    found: list[ScreeningFound] = []
    after = query.conditions.after
    while len(found) < MOST_ROWS:
        page = await search.find(replace(query, conditions=replace(query.conditions, after=after, limit=_PAGE)))
        found += page.found
        if page.next is None:
            break
        after = page.next
    return found[:MOST_ROWS]


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


def csv_response(name: str, text: str) -> Response:
    """A file to be kept. The mark at its beginning tells spreadsheets that it is UTF-8."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)
