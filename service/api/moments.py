"""Moments of questions as the records know them."""

from __future__ import annotations

from datetime import date, datetime, time

from service.api.wire.base import parse_moment
from service.records.times import sortable


def beginning_of(moment: str | None) -> str | None:
    """A moment is itself, a day its beginning."""
    return _sortable(moment, time.min)


def end_of(moment: str | None) -> str | None:
    """A moment is itself, a day its end."""
    return _sortable(moment, time.max)


def _sortable(moment: str | None, of_day: time) -> str | None:
    if moment is None:
        return None
    if len(moment) == len("2026-11-23"):
        return sortable(datetime.combine(date.fromisoformat(moment), of_day))
    return sortable(parse_moment(moment))
