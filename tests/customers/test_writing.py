"""Subjects are written with their versions, their hits and what others are told of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from service.customers.errors import SubjectChanged, SubjectUnknown
from service.customers.model import SubjectContent, SubjectStatus
from service.customers.reading import read_hits, read_subject
from service.customers.state import SubjectHit
from service.customers.tables import VERSIONS
from service.customers.writing import (
    NEVER_SCREENED,
    Put,
    Screened,
    decision_events,
    put_contents,
    put_screened,
    withdraw,
    write_state,
)
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.storage.seals import take_seals
from service.webhooks.tables import OUTBOX
from tests.conftest import NOW

ANNA = SubjectContent(Party(EntityType.PERSON, ("Anna Primerova",)), segment="retail")
HIT = SubjectHit("un:1", "un", "e", "r", 0.9, "review")
SCREENED = Screened("scr_1", "review", "s" * 64, date(2026, 11, 23), {"un:1": HIT})


def put(connection, content=ANNA, *, before="read", at=NOW, reference="C-1"):
    before = read_subject(connection, reference) if before == "read" else before
    return [one.kind for one in put_contents(connection, [Put(reference, content, before)], actor="a", at=at)]


def screen(connection, screened=SCREENED, *, content=ANNA, at=NOW):
    before = read_subject(connection, "C-1")
    return [one.kind for one in put_screened(connection, "C-1", content, screened, before=before, actor="a", at=at)]


def versions(connection):
    wanted = select(VERSIONS.c.version, VERSIONS.c.status, VERSIONS.c.reason).order_by(VERSIONS.c.version)
    return [tuple(row) for row in connection.execute(wanted)]


def told(connection):
    return list(connection.execute(select(OUTBOX.c.type)).scalars())


def test_many_are_put_at_once_whatever_they_were_before(transaction):
    put(transaction)
    put(transaction, reference="C-2")
    known = [read_subject(transaction, reference) for reference in ("C-1", "C-2")]
    other = replace(ANNA, segment="private")
    puts = [Put("C-1", ANNA, known[0]), Put("C-2", other, known[1]), Put("C-3", ANNA), Put("C-4", other)]
    events = put_contents(transaction, puts, actor="a", at=NOW)
    found = [read_subject(transaction, put.reference) for put in puts]
    assert [one.subject for one in events] == [one.id for one in found[1:]]
    assert [(one.version, one.content.segment) for one in found] == [
        (1, "retail"),
        (2, "private"),
        (1, "retail"),
        (1, "private"),
    ]
    assert {seal.key for seal in take_seals(transaction) if seal.table == "subjects"} == {one.id for one in found}


def test_the_same_again_is_no_other_version(transaction):
    assert put(transaction) == ["subject_put"]
    assert put(transaction) == []
    assert put(transaction, replace(ANNA, segment="private")) == ["subject_put"]
    subject = read_subject(transaction, "C-1")
    assert (subject.version, subject.content.segment, subject.status) == (2, "private", SubjectStatus.ACTIVE)
    assert versions(transaction) == [(1, "active", None), (2, "active", None)]


def test_another_content_has_to_be_screened_again(transaction):
    screen(transaction)
    assert read_subject(transaction, "C-1").last.snapshot_sha256 == "s" * 64
    put(transaction, replace(ANNA, segment="private"))
    assert read_subject(transaction, "C-1").last.snapshot_sha256 == NEVER_SCREENED


def test_a_screening_is_kept_with_its_hits(transaction):
    assert screen(transaction) == ["subject_put"]
    subject = read_subject(transaction, "C-1")
    assert (subject.last.screening_id, subject.last.decision, subject.last.on) == ("scr_1", "review", SCREENED.on)
    assert read_hits(transaction, subject.number, subject.number) == {subject.number: {"un:1": HIT}}
    assert told(transaction) == ["subject.decision_changed"]
    screen(transaction, replace(SCREENED, screening_id="scr_2", state={}))
    assert read_hits(transaction, subject.number, subject.number) == {}
    assert told(transaction) == ["subject.decision_changed"]


def test_what_somebody_else_has_changed_meanwhile_is_not_written_over(transaction):
    screen(transaction)
    seen = read_subject(transaction, "C-1")
    put(transaction, replace(ANNA, segment="private"))
    with pytest.raises(SubjectChanged, match="'C-1' was changed by somebody else"):
        list(put_screened(transaction, "C-1", ANNA, SCREENED, before=seen, actor="a", at=NOW))
    with pytest.raises(SubjectChanged):
        list(put_screened(transaction, "C-1", ANNA, SCREENED, before=None, actor="a", at=NOW))


def test_to_stop_watching_ends_the_hits_and_is_done_once(transaction):
    screen(transaction)
    later = NOW + timedelta(days=1)
    done = withdraw("C-1", "left us", actor="b", at=later).run(transaction)
    assert [one.kind for one in done.events] == ["subject_withdrawn"]
    assert (done.value.status, done.value.withdrawn_reason) == (SubjectStatus.WITHDRAWN, "left us")
    assert read_hits(transaction, 0, 10) == {}
    again = withdraw("C-1", "again", actor="b", at=later).run(transaction)
    assert (again.events, again.value.withdrawn_reason) == ([], "left us")
    assert versions(transaction)[-1] == (2, "withdrawn", "left us")
    with pytest.raises(SubjectUnknown, match="'C-2'"):
        withdraw("C-2", "x", actor="b", at=later).run(transaction)


def test_a_subject_that_comes_back_is_watched_again(transaction):
    put(transaction)
    withdraw("C-1", "left us", actor="b", at=NOW).run(transaction)
    assert put(transaction) == ["subject_put"]
    subject = read_subject(transaction, "C-1")
    assert (subject.version, subject.status, subject.withdrawn_reason) == (3, SubjectStatus.ACTIVE, None)


def test_hits_of_other_subjects_are_left_alone(transaction):
    for number in range(3):
        put(transaction, reference=f"C-{number}")
    write_state(transaction, {n: {"un:1": HIT} for n in (1, 2, 3)}, {1, 2, 3})
    write_state(transaction, {2: {}}, {2})
    assert set(read_hits(transaction, 1, 3)) == {1, 3}


@pytest.mark.parametrize(
    ("before", "after", "events"),
    [(None, "clear", 0), (None, "review", 1), ("clear", "clear", 0), ("review", "clear", 1), ("review", "block", 1)],
)
def test_only_another_decision_is_told(transaction, before, after, events):
    put(transaction)
    subject = read_subject(transaction, "C-1")
    found = list(decision_events(subject, before, after, screening_id="scr_1"))
    assert len(found) == events
    assert all(one.data["reference"] == "C-1" and one.data["before"] == before for one in found)
