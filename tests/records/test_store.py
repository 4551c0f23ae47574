"""A batch is one transaction: what is new is stored with its events, what is known is answered."""

from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from service.audit.event import Event, recorded_event
from service.audit.tables import AUDIT_EVENTS as EVENTS
from service.records import store
from service.records.action import Action, ActionRefused, NoExtension, Performed
from service.records.deletion import deletions
from service.records.screening_event import screening_event
from service.records.search import find
from service.storage.errors import KeyReused, RecordsUnavailable
from tests.records.test_records import ONE, store_of

AT = "2026-11-23T10:00:00.000000Z"
KEYED = replace(ONE, idempotency_key="k", fingerprint="f")


def kinds(engine):
    with engine.connect() as connection:
        return list(connection.execute(select(EVENTS.c.kind).order_by(EVENTS.c.number)).scalars())


def test_two_processes_leave_one_record_for_a_key(engine, monkeypatch):
    """Each has looked and found nothing before the other writes: the database has the last word."""
    keyed = replace(ONE, idempotency_key="k", fingerprint="f")
    store_of(engine).write([keyed])
    late = replace(keyed, id="scr_2")
    monkeypatch.setattr(store, "_known", _blind_once(store._known))
    assert store_of(engine).write([late]) == [keyed]


def _blind_once(look):
    blind = [True]
    return lambda *given: {} if blind and blind.pop() else look(*given)


def test_one_bad_document_does_not_take_the_others_with_it(engine):
    store = store_of(engine)
    store.write([ONE])
    good, taken = store.write([replace(ONE, id="scr_2"), ONE])
    assert good == replace(ONE, id="scr_2")
    assert isinstance(taken, RecordsUnavailable)


def test_within_one_batch_a_key_is_answered_once(engine):
    first, same, other = store_of(engine).write(
        [KEYED, replace(KEYED, id="scr_2"), replace(KEYED, id="scr_3", fingerprint="g")]
    )
    assert (first, same) == (KEYED, KEYED)
    assert isinstance(other, KeyReused)
    assert kinds(engine) == ["chain_started", "screening_performed"]


def refuse(connection):
    connection.execute(text("INSERT INTO screening_tombstones VALUES ('scr_9', 't')"))
    raise ActionRefused("not now")


def test_an_action_that_refuses_leaves_nothing_and_the_others_go_on(engine):
    did = Action(lambda connection: Performed(5, [recorded_event(Event("record_read", "a"), AT)]))
    outcomes = store_of(engine).write([Action(refuse), did, ONE])
    assert isinstance(outcomes[0], ActionRefused)
    assert outcomes[1:] == [5, ONE]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM screening_tombstones")).scalar() == 0
    assert kinds(engine) == ["chain_started", "record_read", "screening_performed"]


def test_rows_of_others_are_written_with_their_document_or_neither_is(engine):
    noted = recorded_event(Event("record_read", "a"), AT)
    together = replace(ONE, also=lambda _: [noted])
    refused = replace(ONE, id="scr_2", also=refuse)
    outcomes = store_of(engine).write([together, refused])
    assert outcomes[0] == ONE
    assert isinstance(outcomes[1], ActionRefused)
    assert find(engine, "scr_2") is None
    assert kinds(engine) == ["chain_started", "screening_performed", "record_read"]


class Refusing:
    """Takes the findings of some documents and refuses those of others."""

    def write(self, connection, documents):
        return [
            ActionRefused("no") if "refuse" in one.findings else Performed(replace(one, answer=b"changed"), [])
            for one in documents
        ]


def test_a_document_is_recorded_as_the_extension_makes_it_or_not_at_all(engine):
    writer = store_of(engine)
    writer.extension = Refusing()
    carrying = [replace(ONE, id=f"scr_{n}", findings=(word,)) for n, word in enumerate(("take", "refuse"))]
    also = replace(carrying[1], id="scr_3", also=lambda _: [])
    taken, refused, with_rows, plain = writer.write([*carrying, also, replace(ONE, id="scr_4")])
    assert taken.answer == b"changed"
    assert isinstance(refused, ActionRefused)
    assert isinstance(with_rows, ActionRefused)
    assert plain.answer == ONE.answer
    assert [find(engine, f"scr_{n}") is not None for n in (0, 1, 3, 4)] == [True, False, False, True]


def test_what_a_document_carries_is_never_left_out(engine):
    writer = store_of(engine)
    assert isinstance(writer.extension, NoExtension)
    (outcome,) = writer.write([replace(ONE, findings=("something",))])
    assert isinstance(outcome, RecordsUnavailable)
    assert find(engine, ONE.id) is None


def test_a_deletion_is_done_with_its_event(engine):
    writer = store_of(engine)
    writer.write([ONE, replace(ONE, id="scr_2")])
    (event,) = deletions([ONE.id], actor="local", reason="test")
    writer.write([recorded_event(event, AT)])
    assert (find(engine, ONE.id), find(engine, "scr_2").id) == (None, "scr_2")


def test_a_database_that_fails_is_told_once_for_all_and_until_it_does_again(engine, monkeypatch):
    writer = store_of(engine)
    whole = writer._once

    def fail(_):
        raise OperationalError("INSERT a secret", {}, Exception("disk full"))

    monkeypatch.setattr(writer, "_once", fail)
    outcomes = writer.write([ONE, replace(ONE, id="scr_2")])
    assert [str(one) for one in outcomes] == ["the record could not be written: disk full"] * 2
    assert writer.failing == "disk full"
    monkeypatch.setattr(writer, "_once", whole)
    writer.write([ONE])
    assert writer.failing is None


def test_what_others_than_the_database_say_is_not_told(engine):
    def fail(_):
        raise ValueError("Anna Primerova, born 1970")

    (outcome,) = store_of(engine).write([Action(fail)])
    assert str(outcome) == "the record could not be written: ValueError"


def test_nothing_to_write_writes_nothing(engine):
    assert store_of(engine).write([]) == []
    assert kinds(engine) == []


@pytest.mark.parametrize("changed", [False, True])
def test_the_event_that_was_prepared_stands_unless_the_answer_changes_in_the_transaction(engine, changed):
    class Extension(NoExtension):
        def write(self, connection, documents):
            answers = {"answer": b"joined", "event": None} if changed else {}
            return [Performed(replace(one, **answers), ()) for one in documents]

    store = store_of(engine)
    store.extension = Extension()
    (kept,) = store.write([store.prepare(replace(ONE, findings=(object(),)))])
    assert kept.answer == (b"joined" if changed else ONE.answer)
    with engine.connect() as connection:
        details = connection.execute(select(EVENTS.c.details).where(EVENTS.c.subject == ONE.id)).scalar_one()
    assert details == screening_event(replace(kept, event=None)).details
