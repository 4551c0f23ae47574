"""Whatever is changed on record is found, and the first bad event is named."""

import asyncio
import itertools
import random
import threading
from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from service.audit.anchors import AnchorFile, Anchoring
from service.audit.event import Event
from service.audit.reading import open_for_reading
from service.audit.signing import Signer
from service.audit.tables import AUDIT_EVENTS
from service.bootstrap.verification import verify
from service.records.deletion import Deletable, deletions, find_deletable
from service.records.records import Records
from service.storage.database import begin_writing
from tests.e2e.flips import flip, unguard
from tests.records.test_records import ONE, store_of

HIT = replace(ONE, decision="review", reference="T-2", entities=("jp_x:1", "jp_x:2"))


@pytest.fixture
def filled(database, tmp_path):
    """A database that two processes have written to, one after the other; opened for reading, without its guards."""
    copy = AnchorFile(tmp_path / "anchors.jsonl")
    for process in range(2):
        records = Records(database, timeout=5, anchors=Anchoring(Signer(), 60, (copy,)))
        for number in range(3):
            asyncio.run(records.append(replace(HIT, id=f"scr_{process}{number}", answer=b"%d" % number)))
        records.note_now(Event("key_created", "local", f"key_{process}"))
        records.close()
    engine = open_for_reading(database)
    unguard(engine)
    yield engine, copy
    engine.dispose()


def run(engine, statement, **given):
    with begin_writing(engine) as connection:
        return connection.execute(text(statement), given)


def writers(engine):
    with engine.connect() as connection:
        return sorted(set(connection.execute(select(AUDIT_EVENTS.c.writer)).scalars()))


def test_what_was_written_is_intact(filled):
    engine, copy = filled
    verdict = verify(engine, copies=copy.anchors())
    assert verdict.intact
    assert (verdict.chains, verdict.events, verdict.screenings, verdict.anchors) == (2, 12, 6, 4)
    assert len(verdict.keys) == 2


def test_nothing_is_intact_for_whom_trusts_another_key(filled):
    engine, _ = filled
    assert "not among those given" in verify(engine, trusted=frozenset({"ab" * 32})).faults[0].detail


CHANGES = {
    "details": ("UPDATE audit_events SET details = '{}' WHERE writer = :w AND number = 3", (3, "changed")),
    "actor": ("UPDATE audit_events SET actor = 'nobody' WHERE writer = :w AND number = 5", (5, "changed")),
    "subject": ("UPDATE audit_events SET subject = NULL WHERE writer = :w AND number = 5", (5, "changed")),
    "time": ("UPDATE audit_events SET at = '2020' WHERE writer = :w AND number = 2", (2, "changed")),
    "no JSON": ("UPDATE audit_events SET details = '{' WHERE writer = :w AND number = 5", (5, "changed")),
    "removed": ("DELETE FROM audit_events WHERE writer = :w AND number = 4", (5, "removed: events 4 to 4")),
    "first removed": ("DELETE FROM audit_events WHERE writer = :w AND number = 1", (2, "removed: events 1 to 1")),
    "chain removed": ("DELETE FROM audit_events WHERE writer = :w", (6, "removed")),
    "end removed": ("DELETE FROM audit_events WHERE writer = :w AND number > 4", (6, "removed")),
    "inserted": (
        "INSERT INTO audit_events SELECT writer, 7, at, kind, actor, subject, details, sha256 FROM audit_events "
        "WHERE writer = :w AND number = 5",
        (7, "changed"),
    ),
    "swapped": (
        "UPDATE audit_events SET subject = CASE number WHEN 2 THEN 'scr_01' ELSE 'scr_00' END "
        "WHERE writer = :w AND number IN (2, 3)",
        (2, "changed"),
    ),
    "signature": (
        "UPDATE audit_anchors SET signature = sha256 WHERE writer = :w AND number = 6",
        (6, "signature is wrong"),
    ),
    "signature removed": ("DELETE FROM audit_anchors WHERE writer = :w AND number = 1", (1, "signature was removed")),
    "anchor inserted": (
        "INSERT INTO audit_anchors SELECT writer, 3, sha256, public_key, signature FROM audit_anchors "
        "WHERE writer = :w AND number = 1",
        (3, "anchor was inserted"),
    ),
}


@pytest.mark.parametrize(("statement", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_changed_chain_is_found(filled, statement, expected):
    engine, copy = filled
    first = writers(engine)[0]
    run(engine, statement, w=first)
    for copies in ((), copy.anchors()):
        fault = verify(engine, copies=copies).faults[0]
        assert (fault.writer, fault.number) == (first, expected[0])
        assert expected[1] in fault.detail


RECORDS = {
    "answer": ("UPDATE screenings SET answer = request WHERE id = 'scr_01'", "changed"),
    "decision": ("UPDATE screenings SET decision = 'clear' WHERE id = 'scr_01'", "changed"),
    "reference": ("UPDATE screenings SET reference = NULL WHERE id = 'scr_01'", "changed"),
    "hit": ("DELETE FROM screening_entities WHERE screening_id = 'scr_01' AND entity_id = 'jp_x:1'", "changed"),
    "removed": ("DELETE FROM screenings WHERE id = 'scr_01'", "removed"),
    "hit moved": (
        "UPDATE screening_entities SET entity_id = 'jp_x:3' WHERE screening_id = 'scr_01' AND entity_id = 'jp_x:2'",
        "changed",
    ),
    "hit of nothing": ("INSERT INTO screening_entities VALUES ('jp_x:1', 'scr_01x')", "hit was inserted"),
    "tombstone": ("INSERT INTO screening_tombstones VALUES ('scr_01', '2026')", "do not agree"),
    "inserted": (
        "INSERT INTO screenings SELECT 'scr_01x', screened_at, reference, decision, snapshot_sha256, profile_id, "
        "profile_sha256, engine, request, answer, actor, idempotency_key, fingerprint FROM screenings "
        "WHERE id = 'scr_01'",
        "inserted",
    ),
}


@pytest.mark.parametrize(("statement", "expected"), RECORDS.values(), ids=RECORDS)
def test_a_changed_screening_is_found(filled, statement, expected):
    engine, _ = filled
    run(engine, statement)
    fault = verify(engine).faults[0]
    assert fault.screening.startswith("scr_01")
    assert expected in fault.detail


def test_a_screening_put_in_the_place_of_another_is_found(filled):
    """There are as many as before, and still each is named."""
    engine, _ = filled
    insert, _ = RECORDS["inserted"]
    run(engine, insert)
    run(engine, RECORDS["removed"][0])
    run(engine, "DELETE FROM screening_entities WHERE screening_id = 'scr_01'")
    assert [(fault.screening, fault.detail.split(":")[0]) for fault in verify(engine).faults] == [
        ("scr_01", "the screening of this event was removed"),
        ("scr_01x", "a screening was inserted"),
    ]


def test_the_very_end_is_missed_by_the_copy_of_the_anchors(filled):
    """The last events of all chains can be cut off inside of the database without a trace; the copy knows better."""
    engine, copy = filled
    last = writers(engine)[-1]
    for table in ("audit_events", "audit_anchors"):
        run(engine, f"DELETE FROM {table} WHERE writer = :w AND number > 4", w=last)
    assert verify(engine).intact
    fault = verify(engine, copies=copy.anchors()).faults[0]
    assert (fault.writer, fault.number) == (last, 6)
    assert fault.detail == "removed: the copy of the anchors names this event"


def test_any_flipped_bit_is_found(filled):
    engine, copy = filled
    copies = tuple(copy.anchors())
    chance = random.Random(20261123)
    for _ in range(30):
        what, put_back = flip(engine, chance)
        assert not verify(engine, copies=copies, records=False).intact, what
        put_back()
    assert verify(engine, copies=copies).intact


def test_what_was_deleted_for_a_reason_is_accounted_for(filled, database):
    engine, copy = filled
    records = Records(database, timeout=5)
    (event,) = deletions(["scr_00", "scr_12"], actor="local:root", reason="asked by the person")
    records.note_now(event)
    records.close()
    verdict = verify(engine, copies=copy.anchors())
    assert verdict.intact
    assert (verdict.screenings, verdict.deleted) == (4, 2)
    assert find_deletable(engine, Deletable(ids=("scr_00", "scr_01"))) == [("scr_01", HIT.screened_at)]


def test_a_deletion_that_nobody_answers_for_is_found(filled):
    engine, _ = filled
    run(engine, "INSERT INTO screening_tombstones VALUES ('scr_00', '2026')")
    run(engine, "DELETE FROM screening_entities WHERE screening_id = 'scr_00'")
    run(engine, "DELETE FROM screenings WHERE id = 'scr_00'")
    details = [fault.detail for fault in verify(engine).faults]
    assert details[0] == "the screening of this event was removed"


GUARDED = {
    "change": "UPDATE screenings SET decision = 'clear'",
    "delete": "DELETE FROM screenings",
    "delete hits": "DELETE FROM screening_entities",
    "change events": "UPDATE audit_events SET actor = 'nobody'",
    "delete events": "DELETE FROM audit_events",
    "delete anchors": "DELETE FROM audit_anchors",
}


@pytest.mark.parametrize("statement", GUARDED.values(), ids=GUARDED)
def test_rows_are_guarded_against_mistakes(engine, statement):
    store_of(engine).write([HIT])
    with pytest.raises(DBAPIError, match="are kept as they are"):
        run(engine, statement)


def test_what_is_being_written_meanwhile_is_no_fault(database):
    """Chains go on and name one another while they are looked at."""
    writers = [Records(database, timeout=5, anchors=Anchoring(seconds=0.01)) for _ in range(2)]
    stopped = threading.Event()

    async def write(records, name):
        for number in itertools.count():
            if stopped.is_set():
                return
            one = f"scr_{name}{number:06}"
            await records.append(replace(HIT, id=one))
            if number % 5 == 4:
                for event in deletions([one], actor="local", reason="test"):
                    await records.note(event)

    threads = [
        threading.Thread(target=lambda one=one, name=name: asyncio.run(write(one, name)))
        for name, one in enumerate(writers)
    ]
    for thread in threads:
        thread.start()
    engine = open_for_reading(database)
    try:
        verdicts = [verify(engine)]
        while len(verdicts) < 15 or not verdicts[-1].deleted:
            verdicts.append(verify(engine))
    finally:
        stopped.set()
        for thread in threads:
            thread.join()
        for one in writers:
            one.close()
    last = verify(engine)
    engine.dispose()
    assert {verdict.faults for verdict in (*verdicts, last)} == {()}
    assert last.events > verdicts[0].events
