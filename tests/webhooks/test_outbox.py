"""Events for others are written with what they tell of."""

import json

import pytest
from sqlalchemy import select

from service.webhooks.outbox import MOST_DATA_BYTES, TYPES, OutboxEvent, write_events
from service.webhooks.tables import OUTBOX
from tests.conftest import NOW


def written(connection):
    wanted = select(OUTBOX.c.type, OUTBOX.c.data, OUTBOX.c.timestamp, OUTBOX.c.position).order_by(OUTBOX.c.id)
    return [tuple(row) for row in connection.execute(wanted)]


def test_an_event_is_written_as_it_happened_and_has_no_place_yet(transaction):
    write_events(transaction, [OutboxEvent("alert.opened", {"b": 1, "a": "é"})], NOW)
    assert written(transaction) == [("alert.opened", '{"a":"é","b":1}', "2026-11-23T09:00:00.123456Z", None)]
    write_events(transaction, [], NOW)
    assert len(written(transaction)) == 1


def test_what_several_notice_is_written_once(transaction):
    stale = [OutboxEvent("watchlist.stale", {"id": one}, once_key=one) for one in ("un", "eu", "un")]
    write_events(transaction, stale, NOW)
    write_events(transaction, stale, NOW)
    assert sorted(json.loads(data)["id"] for _, data, _, _ in written(transaction)) == ["eu", "un"]


@pytest.mark.parametrize("once_key", [None, "k"])
def test_the_limit_counts_bytes(transaction, once_key):
    fits = OutboxEvent("alert.opened", {"a": "é" * ((MOST_DATA_BYTES - 8) // 2)}, once_key)
    write_events(transaction, [fits], NOW)
    over = OutboxEvent("alert.opened", {"a": fits.data["a"] + "é"}, once_key)
    with pytest.raises(ValueError, match=f"data of alert.opened: expected at most {MOST_DATA_BYTES} bytes, got 1600"):
        write_events(transaction, [over], NOW)


def test_only_known_types_are_written():
    with pytest.raises(ValueError, match=r"unknown type of event 'tea\.made'; known: .*alert\.opened"):
        OutboxEvent("tea.made", {})
    assert all(text.endswith(".") for text in TYPES.values())
