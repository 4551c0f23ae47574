"""Screenings are held against the events that speak of them, whatever either has become."""

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select, text

from service.audit.event import recorded_event
from service.audit.link import Link, tie
from service.audit.tables import AUDIT_EVENTS as TABLE
from service.audit.verdict import Findings
from service.records import integrity
from service.records.deletion import deletions
from service.records.integrity import ScreeningCheck, count_written
from service.storage.bulk_insert import insert_rows
from service.storage.database import begin_writing, connected
from tests.audit.tampered import details_with
from tests.e2e.flips import unguard
from tests.examples import examples
from tests.records.test_records import ONE, store_of

HIT = replace(ONE, entities=("un:1",))
AT = "2026-11-23T10:00:00.000000Z"


@pytest.fixture
def filled(engine):
    store = store_of(engine)
    store.write([replace(HIT, id=f"scr_{n}") for n in range(4)])
    store.write([recorded_event(one, AT) for one in deletions(["scr_3"], actor="local", reason="test")])
    unguard(engine)
    return engine


def run(engine, statement):
    with begin_writing(engine) as connection:
        connection.execute(text(statement))


def checked(engine):
    findings = Findings()
    check = ScreeningCheck(engine, findings, connected(count_written, engine))
    with engine.connect() as connection:
        rows = connection.execute(select(*(TABLE.c[name] for name in Link._fields)).order_by(TABLE.c.number)).all()
    check.look([Link(*row) for row in rows])
    check.finish()
    return findings


def test_what_was_written_and_what_was_deleted_is_right(filled):
    findings = checked(filled)
    assert (findings.screenings, findings.deleted, findings.faults) == (3, 1, [])


CHANGES = {
    "changed": ("UPDATE screenings SET decision = 'block' WHERE id = 'scr_1'", "scr_1", "the screening was changed"),
    "removed": ("DELETE FROM screenings WHERE id = 'scr_1'", "scr_1", "the screening of this event was removed"),
    "hit removed": (
        "DELETE FROM screening_entities WHERE screening_id = 'scr_1'",
        "scr_1",
        "the screening was changed",
    ),
    "hit of none": ("INSERT INTO screening_entities VALUES ('un:1', 'scr_8')", "scr_8", "a hit was inserted"),
    "buried": ("INSERT INTO screening_tombstones VALUES ('scr_1', 't')", "scr_1", "the events and the tombstones"),
    "dug out": ("DELETE FROM screening_tombstones", "scr_3", "the events and the tombstones do not agree"),
    "inserted": (
        "INSERT INTO screenings SELECT 'scr_8', screened_at, reference, decision, snapshot_sha256, profile_id, "
        "profile_sha256, engine, request, answer, actor, idempotency_key, fingerprint FROM screenings "
        "WHERE id = 'scr_1'",
        "scr_8",
        "a screening was inserted",
    ),
}


@pytest.mark.parametrize(("statement", "screening", "detail"), CHANGES.values(), ids=CHANGES)
def test_every_change_is_named(filled, statement, screening, detail):
    run(filled, statement)
    fault = checked(filled).faults[0]
    assert fault.screening == screening
    assert fault.detail.startswith(detail)


def test_an_anchor_of_no_event_is_named(filled):
    run(filled, "INSERT INTO audit_anchors VALUES ('" + "f" * 24 + "', 3, 'a', 'b', 'c')")
    assert [(one.number, one.detail) for one in checked(filled).faults] == [
        (3, "removed: there is an anchor of this event")
    ]


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(details_with(screenings=st.just(["scr_3"])))
def test_whatever_a_deletion_says_the_check_comes_to_its_end(transaction, details):
    try:
        details.encode()
    except UnicodeEncodeError:
        return
    with transaction.begin_nested() as undone:
        link = tie("0" * 64, "a" * 24, 1, AT, "records_deleted", "local", None, details)
        insert_rows(transaction, TABLE, Link._fields, [link])
        assert all(isinstance(one, str) for one in set(integrity._deleted(transaction)))
        undone.rollback()
