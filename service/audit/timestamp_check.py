"""Are the time-stamps in the chain what an authority that is trusted has signed, of anchors that are there, at times
that fit; and is what has to be stamped?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from cryptography.x509 import Certificate
from pydantic_core import from_json
from sqlalchemy import Connection, Engine, select

from service.audit.chain import ANCHORED
from service.audit.event import TIMESTAMPED
from service.audit.link import Link
from service.audit.reading import read
from service.audit.signing import Anchor
from service.audit.tables import AUDIT_EVENTS
from service.audit.timestamp import TimestampRefused, from_details, verified_time
from service.audit.timestamp_state import OF_ITSELF
from service.audit.verdict import Findings
from service.common.clock import sortable

_HOUR = len("2026-11-23T09")


@dataclass(frozen=True, slots=True)
class TimestampTerms:
    """What is expected of time-stamps. `trusted` are the certificates they may go back to; without any, they are only
    counted. `clock_behind` is how far the clock of this program and that of the authority may be apart. From the day
    `required_since` on (UTC) all has to be stamped `within` so long; None if nothing has to."""

    trusted: tuple[Certificate, ...] = ()
    clock_behind: timedelta = timedelta(minutes=10)
    required_since: date | None = None
    within: timedelta = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A time-stamp that is the authority's: the event that holds it, its anchor, and its time."""

    link: Link
    anchor: Anchor
    at: datetime


@dataclass(slots=True)
class TimestampCheck:
    """Verifies time-stamps as their events go by, and at the end compares them with their anchors."""

    findings: Findings
    engine: Engine
    terms: TimestampTerms
    _stamps: list[_Stamp] = field(default_factory=list)
    _recorded: dict[str, str] = field(default_factory=dict)
    """Of each hour, the last time at which something was recorded."""

    def look(self, links: Sequence[Link]) -> None:
        """Verify the time-stamps among these events, and note when something was recorded."""
        since = self.terms.required_since
        beginning = None if since is None else since.isoformat()
        for link in links:
            if link.kind == TIMESTAMPED:
                self._verify(link)
            if beginning is not None and link.at >= beginning and link.kind not in OF_ITSELF:
                hour = link.at[:_HOUR]
                self._recorded[hour] = max(self._recorded.get(hour, ""), link.at)

    def _verify(self, link: Link) -> None:
        if not self.terms.trusted:
            self.findings.timestamps_unchecked += 1
            return
        try:
            stamp = from_details(from_json(link.details))
            self._stamps.append(_Stamp(link, stamp.anchor, verified_time(stamp, self.terms.trusted)))
        except (TimestampRefused, ValueError) as error:
            self._fault(link, f"its time-stamp is not valid: {error}")

    def finish(self) -> None:
        """Compare the time-stamps with their anchors, and find what has none."""
        covering = []
        for stamp in self._stamps:
            event = read(self.engine, partial(_event_of, stamp.anchor))
            detail = self._wrong_with(stamp, event)
            if detail is not None or event is None:
                self._fault(stamp.link, f"its time-stamp is {detail}")
                continue
            covering.append((event.at, stamp.at))
            self.findings.timestamps += 1
        missing = first_uncovered(sorted(self._recorded.values()), covering, self.terms.within)
        if missing is not None:
            self.findings.add(
                f"a time-stamp is missing: what was recorded until {missing} has none of an authority that is trusted "
                f"within {self.terms.within.total_seconds() / 3600:g} hours, as is demanded since "
                f"{self.terms.required_since}"
            )

    def _wrong_with(self, stamp: _Stamp, event: Any) -> str | None:
        if event is None or event.kind != ANCHORED or event.sha256 != stamp.anchor.sha256:
            return f"of another anchor: event {stamp.anchor.number} of {stamp.anchor.writer} is not what was stamped"
        anchored, recorded = _moment(event.at), _moment(stamp.link.at)
        if anchored is None or recorded is None:
            return "of an anchor, or in an event, whose time is none"
        if stamp.at < anchored - self.terms.clock_behind:
            return f"of {sortable(stamp.at)}, before its anchor was made by the clock of this program: {event.at}"
        if stamp.at > recorded + self.terms.clock_behind:
            return f"of {sortable(stamp.at)}, after it was recorded by the clock of this program: {stamp.link.at}"
        return None

    def _fault(self, link: Link, detail: str) -> None:
        self.findings.add(detail, link.writer, link.number)


def _event_of(anchor: Anchor, connection: Connection) -> Any:
    place = (AUDIT_EVENTS.c.writer == anchor.writer, AUDIT_EVENTS.c.number == anchor.number)
    columns = select(AUDIT_EVENTS.c.at, AUDIT_EVENTS.c.kind, AUDIT_EVENTS.c.sha256)
    found: Any = connection.execute(columns.where(*place)).first()
    return found


def first_uncovered(recorded: Sequence[str], stamps: Sequence[tuple[str, datetime]], within: timedelta) -> str | None:
    """The first of the times at which something was `recorded`, in order, that no time-stamp covers in time; None if
    there is none. `stamps` are the times of anchors, like `Link.at`, and of time-stamps of them.

    A stamp is in time if it is not later than `within` after the first that was recorded more than `within` later:
    while the service stands still nobody has to stamp.
    """
    moments = [moment for at in recorded if (moment := _moment(at)) is not None]
    covering = _Covering(stamps)
    for moment in moments:
        later = bisect_right(moments, moment + within)
        if later == len(moments):
            return None
        limit = moments[later] + within
        stamped = covering.earliest(sortable(moment))
        if (stamped is None and moments[-1] > limit) or (stamped is not None and stamped > limit):
            return sortable(moment)
    return None


class _Covering:
    """Finds the earliest of the time-stamps of anchors from a time on."""

    def __init__(self, stamps: Sequence[tuple[str, datetime]]) -> None:
        ordered = sorted(stamps)
        self._anchored = [anchored for anchored, _ in ordered]
        self._earliest: list[datetime] = []
        for _, stamped in reversed(ordered):
            self._earliest.append(min([stamped, *self._earliest[-1:]]))
        self._earliest.reverse()

    def earliest(self, since: str) -> datetime | None:
        place = bisect_left(self._anchored, since)
        return self._earliest[place] if place < len(self._earliest) else None


def _moment(at: str) -> datetime | None:
    """The time of an event, which may have been changed into anything."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return None if moment.tzinfo is None else moment
