"""Which anchor is to be time-stamped next, and since when something is on record that no time-stamp covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from json import loads
from typing import Any

from sqlalchemy import Connection, Select, select

from service.audit.chain import ANCHORED
from service.audit.event import TIMESTAMPED
from service.audit.signing import Anchor
from service.audit.tables import AUDIT_ANCHORS, AUDIT_EVENTS, RARE
from service.common.clock import sortable

OF_ITSELF = frozenset({ANCHORED, TIMESTAMPED})
"""Kinds of events that need no time-stamp: each would ask for the next one, for ever."""

_STILL_WRITTEN = timedelta(seconds=60)
"""An event may be written by another process so long after its time, and so after an anchor that has a later time. It
is the longest that SEKISHO_RECORD_TIMEOUT_SECONDS may be."""


@dataclass(frozen=True, slots=True)
class StampState:
    """`stamped_at` is when the last time-stamp was recorded, and `unstamped` the time of the first event that none
    covers for certain. `anchor` is the newest one if it is later than that: then to stamp it is worth the while. Times
    are like `Link.at`."""

    stamped_at: str | None
    unstamped: str | None
    anchor: Anchor | None


def stamp_state(connection: Connection) -> StampState:
    """How it stands. An anchor covers what was recorded before it in all chains, as it names the others."""
    stamp = connection.execute(_newest(TIMESTAMPED, AUDIT_EVENTS.c.at, AUDIT_EVENTS.c.details)).first()
    covered = "" if stamp is None else _covered(connection, loads(stamp.details)["anchor"])
    unstamped = connection.execute(
        select(AUDIT_EVENTS.c.at)
        .where(AUDIT_EVENTS.c.at > covered, AUDIT_EVENTS.c.kind.not_in(OF_ITSELF))
        .order_by(AUDIT_EVENTS.c.at)
        .limit(1)
    ).scalar()
    anchor = None if unstamped is None else _newest_anchor(connection, unstamped)
    return StampState(None if stamp is None else stamp.at, unstamped, anchor)


def _covered(connection: Connection, anchor: Any) -> str:
    """Until when a time-stamp of this anchor covers all."""
    place = (AUDIT_EVENTS.c.writer == anchor["writer"], AUDIT_EVENTS.c.number == anchor["number"])
    at = connection.execute(select(AUDIT_EVENTS.c.at).where(*place)).scalar()
    return "" if at is None else sortable(datetime.fromisoformat(at) - _STILL_WRITTEN)


def _newest_anchor(connection: Connection, since: str) -> Anchor | None:
    places = _newest(ANCHORED, AUDIT_EVENTS.c.writer, AUDIT_EVENTS.c.number).where(AUDIT_EVENTS.c.at >= since)
    place = connection.execute(places).first()
    if place is None:
        return None
    here = (AUDIT_ANCHORS.c.writer == place.writer, AUDIT_ANCHORS.c.number == place.number)
    columns = (AUDIT_ANCHORS.c[name] for name in Anchor.__dataclass_fields__)
    row = connection.execute(select(*columns).where(*here)).first()
    return None if row is None else Anchor(*row)


def _newest(kind: str, *columns: Any) -> Select[Any]:
    return select(*columns).where(AUDIT_EVENTS.c.kind == kind, RARE).order_by(AUDIT_EVENTS.c.at.desc()).limit(1)
