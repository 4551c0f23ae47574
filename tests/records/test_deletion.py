"""Screenings are deleted by an event that names them, with a reason."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from service.audit.event import recorded_event
from service.records import deletion
from service.records.deletion import Deletable, deletions, find_deletable
from service.records.tables import SCREENING_ENTITIES, SCREENING_NAMES, SCREENINGS, TOMBSTONES
from tests.records.test_records import ONE, store_of

DAYS = [f"2026-11-2{n}T09:00:00.000000Z" for n in range(4)]


@pytest.fixture
def filled(engine):
    written = [
        replace(
            ONE,
            id=f"scr_{n}",
            screened_at=DAYS[n],
            reference=f"T-{n % 2}",
            entities=("un:1",),
            search_keys=frozenset((n,)),
        )
        for n in range(4)
    ]
    store_of(engine).write(written)
    return engine


@pytest.mark.parametrize(
    ("doomed", "found"),
    [
        (Deletable(before=DAYS[2]), [0, 1]),
        (Deletable(reference="T-1"), [1, 3]),
        (Deletable(ids=("scr_3", "scr_0", "scr_9")), [0, 3]),
        (Deletable(before=DAYS[3], reference="T-0", ids=("scr_0", "scr_1")), [0]),
        (Deletable(before=DAYS[0]), []),
    ],
)
def test_all_conditions_have_to_hold(filled, doomed, found):
    assert find_deletable(filled, doomed) == [(f"scr_{n}", DAYS[n]) for n in found]


def test_nothing_is_left_of_a_deleted_screening_but_its_tombstone(filled):
    (event,) = deletions(["scr_0", "scr_2"], actor="local", reason="asked for")
    store_of(filled).write([recorded_event(event, DAYS[3])])
    counts = {}
    with filled.connect() as connection:
        for table in (SCREENINGS, SCREENING_ENTITIES, SCREENING_NAMES, TOMBSTONES):
            counts[table.name] = connection.execute(select(func.count()).select_from(table)).scalar()
    assert list(counts.values()) == [2, 2, 2, 2]
    assert [one for one, _ in find_deletable(filled, Deletable())] == ["scr_1", "scr_3"]


def test_very_many_are_deleted_by_several_events(monkeypatch):
    monkeypatch.setattr(deletion, "_AT_ONCE", 2)
    events = list(deletions(["a", "b", "c"], actor="x", reason="why"))
    assert [event.details["screenings"] for event in events] == [["a", "b"], ["c"]]
    assert {event.details["reason"] for event in events} == {"why"}
    assert list(deletions([], actor="x", reason="why")) == []
    assert json.dumps(events[0].details)
