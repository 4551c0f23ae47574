"""A snapshot comes into use once the audit chain says so."""

import json

import pytest

from service.audit.search import EventQuery
from service.records.records import Records
from service.snapshots.activation import parts_of, record_activation

PARTS = {"engine": "1", "profiles": {"default": {"sha256": "a"}, "strict": {"sha256": "b"}}, "watchlists": []}


@pytest.fixture
def records(database):
    opened = Records(database, timeout=20)
    yield opened
    opened.close()


def events(records, kind):
    found = records.events_now(EventQuery(kind)).events
    return [(one.subject, json.loads(one.details)) for one in reversed(found)]


def test_parts_are_written_down_once_and_every_activation_is(records):
    for sha256 in ("x", "y", "x"):
        record_activation(records, sha256, PARTS)
    assert events(records, "snapshot_recorded") == [("x", PARTS), ("y", PARTS)]
    assert [subject for subject, _ in events(records, "snapshot_activated")] == ["x", "y", "x"]
    assert events(records, "profile_changed") == []
    assert parts_of(records.events_now, "x") == PARTS
    assert parts_of(records.events_now, "z") is None


def test_profiles_that_are_not_what_they_were_are_named(records):
    record_activation(records, "x", PARTS)
    profiles = {"default": {"sha256": "c"}, "new": {"sha256": "d"}}
    record_activation(records, "y", PARTS | {"profiles": profiles})
    assert events(records, "profile_changed") == [
        ("default", {"before": "a", "after": "c"}),
        ("new", {"before": None, "after": "d"}),
        ("strict", {"before": "b", "after": None}),
    ]
