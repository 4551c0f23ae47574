"""Screenings that were found, as JSON and as a table for spreadsheets."""

from __future__ import annotations

from fastapi import Response

from service.api.schemas.screening_list import NameMatchOut, ScreeningEntryOut
from service.screenings.search import ScreeningFound


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


def csv_response(name: str, text: str) -> Response:
    """A file to be kept. The mark at its beginning tells spreadsheets that it is UTF-8."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)
