"""Events hang together, a chain for each writer."""

import asyncio
import json
from dataclasses import replace

from sqlalchemy import select

from service.audit.event import Event, recorded_event
from service.audit.heads import loose_heads
from service.audit.link import BEGINNING, sha256_after
from service.audit.tables import AUDIT_EVENTS
from service.records.records import Records
from tests.records.test_records import ONE, store_of

NOTED = Event("key_created", "local", "key_1", {"role": "officer"})
AT = "2026-11-23T09:00:00.000000Z"


def events_of(engine):
    with engine.connect() as connection:
        return connection.execute(select(AUDIT_EVENTS).order_by(AUDIT_EVENTS.c.writer, AUDIT_EVENTS.c.number)).all()


def relinked(events):
    """The hashes that a chain has to carry, computed anew."""
    previous = BEGINNING
    for one in events:
        previous = sha256_after(previous, *tuple(one)[:-1])
        yield previous


def test_each_event_is_tied_to_the_one_before(engine):
    store = store_of(engine)
    store.write([ONE, recorded_event(NOTED, AT)])
    store.write([replace(ONE, id="scr_2")])
    events = events_of(engine)
    assert [one.kind for one in events] == [
        "chain_started",
        "screening_performed",
        "key_created",
        "screening_performed",
    ]
    assert [one.number for one in events] == [1, 2, 3, 4]
    assert [one.sha256 for one in events] == list(relinked(events))


def test_a_chain_begins_where_the_others_ended(engine):
    for number in range(3):
        store_of(engine).write([replace(ONE, id=f"scr_{number}")])
    events = events_of(engine)
    heads = [json.loads(one.details)["heads"] for one in events if one.kind == "chain_started"]
    assert heads[0] == []
    assert [[one["sha256"] for one in named] for named in heads[1:]] == [[events[1].sha256], [events[3].sha256]]
    with engine.connect() as connection:
        assert [head.sha256 for head in loose_heads(connection)] == [events[5].sha256]


def test_after_a_failure_the_chain_goes_on_from_what_is_there(engine):
    store = store_of(engine)
    store.write([ONE])
    store.write([ONE])  # the id is taken
    store.write([replace(ONE, id="scr_2")])
    events = events_of(engine)
    assert [one.number for one in events] == [1, 2, 3]
    assert [one.sha256 for one in events] == list(relinked(events))


def test_events_are_noted_from_loops_and_from_threads(database, engine):
    records = Records(database, timeout=5)
    records.note_now(NOTED)
    asyncio.run(records.note(NOTED))
    records.close()
    assert [one.kind for one in events_of(engine)] == [
        "chain_started",
        "key_created",
        "key_created",
        "chains_anchored",
    ]
