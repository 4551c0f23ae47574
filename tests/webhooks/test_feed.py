"""The feed: every event once, in one order for all readers, whatever the order in which transactions commit."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from service.storage.database import begin_writing
from service.webhooks.errors import CursorUnknown
from service.webhooks.feed import KEPT, body_of, prune, read_feed
from service.webhooks.outbox import MOST_DATA_BYTES, OutboxEvent, write_events
from service.webhooks.publishing import publish_all
from service.webhooks.tables import DELIVERIES, OUTBOX
from tests.conftest import NOW
from tests.examples import examples


def page(records, **given):
    return read_feed(records.engine, NOW, **({"after": None} | given))


def test_a_reader_goes_on_from_where_it_was(records, tell):
    assert page(records) == page(records, limit=1)
    assert page(records).next is None
    tell("alert.opened", "alert.closed", alert_id="alr_1")
    first = page(records, limit=1)
    assert (len(first.events), first.more) == (1, True)
    second = page(records, after=first.next)
    assert (len(second.events), second.more) == (1, False)
    assert {one.type for one in (*first.events, *second.events)} == {"alert.opened", "alert.closed"}
    nothing = page(records, after=second.next)
    assert (nothing.events, nothing.next, nothing.more) == ((), second.next, False)
    tell("alert.opened", alert_id="alr_2")
    assert [one.data for one in page(records, after=nothing.next).events] == [{"alert_id": "alr_2"}]


def test_a_reader_of_some_types_goes_on_past_the_others(records, tell):
    tell("alert.opened", "disposition.proposed", "alert.opened")
    got = page(records, types=["disposition.proposed"])
    assert [one.type for one in got.events] == ["disposition.proposed"]
    assert page(records, after=got.next).events == ()
    tell("alert.closed", "disposition.proposed")
    assert len(page(records, after=got.next, types=["disposition.proposed"]).events) == 1


def test_a_place_that_is_not_kept_is_refused(records, tell):
    tell("alert.opened")
    with pytest.raises(CursorUnknown, match="90 days, got 'evt_0'"):
        page(records, after="evt_0")


def test_a_slow_transaction_is_not_skipped(records, tell, clock):
    """Its event has the lowest id of all and is committed last. SQLite lets nobody else write meanwhile."""
    if records.engine.dialect.name == "sqlite":
        pytest.skip("one writer at a time")
    slow = records.engine.connect()
    transaction = slow.begin()
    write_events(slow, [OutboxEvent("alert.opened", {"which": "slow"})], clock())
    clock.forward(seconds=1)
    tell("alert.opened", which="fast")
    before = page(records)
    assert [one.data["which"] for one in before.events] == ["fast"]
    transaction.commit()
    slow.close()
    after = page(records, after=before.next)
    assert [one.data["which"] for one in after.events] == ["slow"]
    assert after.events[0].id < before.events[0].id


def test_no_reader_skips_an_event_while_many_write_and_publish(records, clock):
    """Writers commit out of order while readers follow the feed: each reader sees each event once, in one order."""
    done = Event()
    writers, each = 4, 15

    def write(number):
        for n in range(each):
            with begin_writing(records.engine) as connection:
                event = OutboxEvent("alert.opened", {"from": f"{number}/{n}"})
                write_events(connection, [event], clock() + timedelta(milliseconds=(number * 7 + n * 3) % 50))
                if connection.dialect.name == "postgresql":
                    connection.execute(text(f"SELECT pg_sleep({(number * 5 + n) % 7 / 500})"))

    def follow(_):
        seen, after = [], None
        while True:
            last_look = done.is_set()
            got = page(records, after=after, limit=3)
            seen += [one.data["from"] for one in got.events]
            after = got.next
            if last_look and not got.more and not got.events:
                return seen

    with ThreadPoolExecutor(writers + 2) as threads:
        readers = [threads.submit(follow, n) for n in range(2)]
        for one in [threads.submit(write, n) for n in range(writers)]:
            one.result()
        done.set()
        first, second = (one.result(60) for one in readers)
    assert first == second
    assert sorted(first) == sorted(f"{w}/{n}" for w in range(writers) for n in range(each))


def test_events_are_kept_for_ninety_days_and_the_last_one_for_ever(records, tell, clock, endpoint):
    endpoint()
    tell("alert.opened", which=1)
    tell("alert.opened", which=2)
    publish_all(records.engine, clock())
    clock.forward(days=KEPT.days, seconds=1)
    assert prune(records.engine, clock()) == 1
    kept = page(records)
    assert len(kept.events) == 1
    with records.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(DELIVERIES)).scalar_one() == 0
    tell("alert.opened", which=3)
    assert [one.data["which"] for one in page(records, after=kept.next).events] == [3]


def test_what_was_written_never_changes(records, tell):
    tell("alert.opened")
    publish_all(records.engine, NOW)
    for change in ("type = 'alert.closed'", "data = '{}'", "position = 7"):
        with pytest.raises(DBAPIError, match="kept as they are"), begin_writing(records.engine) as connection:
            connection.execute(text(f"UPDATE outbox SET {change}"))


def test_what_several_processes_notice_is_told_once(records, clock):
    for _ in range(2):
        with begin_writing(records.engine) as connection:
            write_events(connection, [OutboxEvent("alert.overdue", {}, once_key="alr_1")], clock())
    assert len(page(records).events) == 1


def test_large_data_are_refused():
    event = OutboxEvent("alert.opened", {"reference": "x" * MOST_DATA_BYTES})
    with pytest.raises(ValueError, match="at most 16000 bytes"):
        write_events(None, [event], NOW)


def test_an_unknown_type_is_refused():
    with pytest.raises(ValueError, match=r"unknown type of event 'alert\.eaten'"):
        OutboxEvent("alert.eaten", {})


@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(max_size=20), st.text() | st.integers() | st.none(), max_size=5))
def test_the_body_is_the_same_at_every_attempt_and_small(records, tell, data):
    start = page(records, limit=500).next
    tell("alert.opened", data=data)
    first, second = (page(records, after=start).events[0] for _ in range(2))
    assert body_of(first) == body_of(second)
    assert first.data == {"data": data}
    assert len(body_of(first)) < 20_000
    assert records.engine.dialect.name in ("sqlite", "postgresql")
    with records.engine.connect() as connection:
        assert connection.execute(select(OUTBOX.c.position).where(OUTBOX.c.id == first.id)).scalar_one() > 0
