"""A snapshot comes into use only once the audit chain says so, and what it is made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from service.audit.chain import PROGRAM
from service.audit.event import Event
from service.audit.search import EventPage, EventQuery
from service.records.records import Records

FindEvents = Callable[[EventQuery], EventPage]
"""Searches the audit events. Raises RecordsUnavailable."""


def record_activation(records: Records, sha256: str, parts: Mapping[str, Any]) -> None:
    """Write down that answers rest on the snapshot with this hash from here on; its parts (`manifest_of`), if they
    are not on record yet; and which profiles are not what they were. Raises RecordsUnavailable."""
    for event in _events(records, sha256, parts):
        records.note_now(event)


def parts_of(events: FindEvents, sha256: str) -> Mapping[str, Any] | None:
    """What a snapshot was made of, if that is on record. Raises RecordsUnavailable."""
    found = events(EventQuery("snapshot_recorded", subject=sha256, limit=1)).events
    return json.loads(found[0].details) if found else None


def _events(records: Records, sha256: str, parts: Mapping[str, Any]) -> Iterator[Event]:
    if parts_of(records.events_now, sha256) is None:
        yield Event("snapshot_recorded", PROGRAM, sha256, parts)
    yield from _changed_profiles(records, parts["profiles"])
    yield Event("snapshot_activated", PROGRAM, sha256)


def _changed_profiles(records: Records, profiles: Mapping[str, Any]) -> Iterator[Event]:
    last = records.events_now(EventQuery("snapshot_activated", limit=1)).events
    former = parts_of(records.events_now, last[0].subject) if last and last[0].subject else None
    if former is None:
        return
    for profile_id in sorted(former["profiles"].keys() | profiles.keys()):
        before, after = (one.get(profile_id, {}).get("sha256") for one in (former["profiles"], profiles))
        if before != after:
            yield Event("profile_changed", PROGRAM, profile_id, {"before": before, "after": after})
