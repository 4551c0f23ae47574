"""What is on record of a screening."""

import json
from dataclasses import replace

from service.audit.event import Event, recorded_event
from service.evidence.facts import read_facts
from service.records.deletion import deletions
from tests.records.test_records import ONE, store_of

AT = "2026-11-23T10:00:00.000000Z"


def facts(engine, screening_id="scr_1"):
    with engine.connect() as connection:
        return read_facts(connection, screening_id)


def test_what_never_was_has_no_facts(engine):
    assert facts(engine) is None


def test_a_screening_has_its_document_its_event_and_the_place_of_that(engine):
    store_of(engine).write([ONE, replace(ONE, id="scr_2")])
    found = facts(engine)
    assert (found.document, found.performed.subject, found.deletion) == (ONE, "scr_1", None)
    assert found.place["event"]["sha256"] == found.performed.sha256
    assert (found.profile, found.remembered) == (None, [])


def test_the_profile_is_as_it_was_written_down_with_the_snapshot(engine):
    profiles = {"default": {"sha256": "b", "settings": json.dumps({"title": "Default"})}}
    event = Event("snapshot_recorded", "sekisho", ONE.snapshot_sha256, {"profiles": profiles})
    store_of(engine).write([recorded_event(event, AT), ONE, replace(ONE, id="scr_2", profile_id="strict")])
    assert facts(engine).profile == {"title": "Default"}
    assert facts(engine, "scr_2").profile is None


def test_a_deleted_screening_has_the_event_that_deleted_it(engine):
    store = store_of(engine)
    store.write([ONE, replace(ONE, id="scr_2"), replace(ONE, id="scr_3")])
    for screening, reason in (("scr_2", "another reason"), ("scr_1", "asked for")):
        store.write([recorded_event(event, AT) for event in deletions([screening], actor="local", reason=reason)])
    found = facts(engine)
    assert found.document is None
    assert json.loads(found.deletion.details) == {"reason": "asked for", "screenings": ["scr_1"]}
    assert facts(engine, "scr_3").document is not None
