"""Moments of questions as the records know them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated

from fastapi import Query

from service.api.problems import INVALID, Problem
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


def range_of(from_: str | None, to: str | None) -> tuple[str | None, str | None]:
    """The beginning and the end of what is asked about. Raises Problem if nothing lies between them."""
    beginning, end = beginning_of(from_), end_of(to)
    if beginning is not None and end is not None and beginning > end:
        detail = f"from ({from_}) is later than to ({to}), so that nothing lies between them"
        expected = f"a day or moment up to {to}; or exchange the two"
        error = {"location": "query", "pointer": "/from", "detail": detail, "expected": expected, "got": from_}
        raise Problem(INVALID, detail, [error])
    return beginning, end


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
