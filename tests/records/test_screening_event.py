"""The event of a screening covers all of its record and says nothing of what was asked."""

from dataclasses import fields, replace

import pytest

from service.records.model import Document
from service.records.screening_event import agrees, screening_event, values_of
from tests.records.test_records import ONE

HIT = replace(ONE, entities=("un:1", "un:2"), request=b'{"parties":[{"name":"Anna Primerova"}]}')
CHANGES = {
    "id": "scr_2",
    "screened_at": "2026-11-24T09:00:00.000000Z",
    "reference": None,
    "decision": "block",
    "snapshot_sha256": "c" * 64,
    "profile_id": "strict",
    "profile_sha256": "c" * 64,
    "engine": "2",
    "request": b"{ }",
    "answer": b"{ }",
    "actor": "other",
    "idempotency_key": "k",
    "fingerprint": "f",
    "entities": ("un:1",),
}


def test_a_record_agrees_with_its_own_event():
    assert agrees(values_of(HIT), HIT.entities, screening_event(HIT))
    assert "Primerova" not in screening_event(HIT).details


@pytest.mark.parametrize("field", CHANGES)
def test_it_agrees_with_none_of_another_record(field):
    changed = replace(HIT, **{field: CHANGES[field]})
    assert not agrees(values_of(changed), changed.entities, screening_event(HIT))


def test_every_field_that_is_kept_was_tried():
    kept = {field.name for field in fields(Document)} - {"findings", "search_keys", "also", "event", "prepared"}
    assert kept == set(CHANGES)


@pytest.mark.parametrize("at", range(13))
def test_a_value_that_is_none_of_ours_agrees_with_nothing(at):
    row = list(values_of(HIT))
    row[at] = object()
    assert not agrees(row, HIT.entities, screening_event(HIT))
