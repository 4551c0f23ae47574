"""Which rescreens are needed, and why a rescreen is what it is."""

from datetime import timedelta

import pytest

from service.alerts.errors import NotPossible
from service.audit.chain import PROGRAM
from service.audit.event import Event
from service.customers.model import Method, Trigger
from service.customers.rescreens import RescreenStore, choose_trigger
from service.customers.tables import SUBJECTS
from service.records.records import Records
from tests.conftest import NOW
from tests.customers.rescreening import NEW, plan, put

PARTS = {"engine": "1", "tables": "t", "rules": "r", "profiles": {"default": {}}, "watchlists": []}


def test_there_is_one_open_rescreen_at_a_time(records, store):
    assert not store.wanted(NEW, NOW.date(), daily=True)
    put(records, 1)
    assert store.wanted(NEW, NOW.date(), daily=False)
    made = plan(store)
    assert plan(store) is None
    assert store.open() == made
    with pytest.raises(NotPossible, match=made.id):
        store.ask_now(NEW, NOW.date(), "t", "why")


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (PARTS | {"watchlists": [1]}, (Trigger.EDITION_ACTIVATED, Method.DELTA)),
        (PARTS | {"profiles": {}}, (Trigger.PROFILE_CHANGED, Method.FULL)),
        (PARTS | {"engine": "0"}, (Trigger.ENGINE_CHANGED, Method.FULL)),
        (PARTS | {"rules": "q"}, (Trigger.ENGINE_CHANGED, Method.FULL)),
        (None, (Trigger.ENGINE_CHANGED, Method.FULL)),
    ],
)
def test_the_trigger_follows_from_what_differs(before, wanted):
    assert choose_trigger(before, PARTS) == wanted


def test_subjects_that_are_new_are_screened_in_full():
    assert choose_trigger(None, PARTS, never=True) == (Trigger.SUBJECT_CHANGED, Method.FULL)


def test_nobody_goes_back_to_lists_of_before(database):
    """Two machines with different lists would take the book from each other for ever."""
    now = [NOW]
    records = Records(database, timeout=20, clock=lambda: now[0])
    store = RescreenStore(records, lambda: now[0])
    older, newer = "a" * 64, "b" * 64
    try:
        put(records, 1)
        with records.engine.begin() as connection:
            connection.execute(SUBJECTS.update().values(last_snapshot=newer, last_on=NOW.date().isoformat()))
        for sha256 in (older, newer):
            records.note_now(Event("snapshot_activated", PROGRAM, sha256))
            now[0] += timedelta(seconds=1)
        assert not store.wanted(older, NOW.date(), daily=False)
        assert store.plan(older, NOW.date(), lambda _: (Trigger.EDITION_ACTIVATED, Method.FULL), daily=False) is None
        records.note_now(Event("snapshot_activated", PROGRAM, older))  # a rollback
        assert store.wanted(older, NOW.date(), daily=False)
    finally:
        records.close()
