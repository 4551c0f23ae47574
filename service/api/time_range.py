"""Moments of questions as the records know them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated

from fastapi import Query

from service.api.schemas.base import Moment, parse_moment
from service.common.clock import sortable

From = Annotated[
    Moment | None,
    Query(alias="from", description="From this day or moment on; UTC if it has no zone.", examples=["2026-11-23"]),
]
To = Annotated[
    Moment | None,
    Query(description="Up to and with this day, or before this moment.", examples=["2026-11-23T12:00:00Z"]),
]


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
