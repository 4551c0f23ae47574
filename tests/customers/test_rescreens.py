"""Which rescreens are needed, who holds which part, and why a rescreen is what it is."""

from datetime import timedelta

import pytest

from service.alerts.errors import NotPossible
from service.audit.chain import PROGRAM
from service.audit.event import Event
from service.customers import rescreen_tasks
from service.customers.model import Method, SubjectContent, Trigger
from service.customers.reading import SUBJECTS
from service.customers.rescreen_tasks import TASKS, RescreenTasks, TaskLost
from service.customers.rescreens import RescreenStore, choose_trigger
from service.customers.writing import Put, put_contents
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.records.action import Action, Performed
from service.records.records import Records
from tests.conftest import NOW

NEW = "f" * 64
PARTS = {"engine": "1", "tables": "t", "rules": "r", "profiles": {"default": {}}, "watchlists": []}


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(database):
    opened = Records(database, timeout=20)
    yield opened
    opened.close()


@pytest.fixture
def store(records, clock):
    return RescreenStore(records, clock)


@pytest.fixture
def tasks(records, clock):
    return RescreenTasks(records, clock)


def put(records, number):
    def run(connection):
        content = SubjectContent(Party(EntityType.PERSON, ("Anna Example",)))
        for one in range(number):
            put_contents(connection, [Put(f"C-{one}", content)], actor="t", at=NOW)
        return Performed(None, ())

    records.perform_now(Action(run))


def plan(store):
    return store.plan(NEW, NOW.date(), lambda _: (Trigger.SUBJECT_CHANGED, Method.FULL), daily=False)


def test_the_book_is_divided_into_tasks_of_so_many_subjects(records, store, monkeypatch):
    monkeypatch.setattr(rescreen_tasks, "TASK_SUBJECTS", 5)
    put(records, 12)
    made = plan(store)
    with records.engine.connect() as connection:
        rows = connection.execute(TASKS.select().order_by(TASKS.c.number)).all()
    assert [(row.first, row.last) for row in rows] == [(1, 5), (6, 10), (11, 12)]
    assert {row.rescreen_id for row in rows} == {made.id}


def test_there_is_one_open_rescreen_at_a_time(records, store):
    assert not store.wanted(NEW, NOW.date(), daily=True)
    put(records, 1)
    assert store.wanted(NEW, NOW.date(), daily=False)
    made = plan(store)
    assert plan(store) is None
    assert store.open() == made
    with pytest.raises(NotPossible, match=made.id):
        store.ask_now(NEW, NOW.date(), "t", "why")


def test_a_task_is_held_until_its_lease_ends(records, store, tasks, clock):
    put(records, 1)
    made = plan(store)
    task = tasks.claim(made.id, "one")
    assert tasks.claim(made.id, "two") is None
    clock.now += rescreen_tasks.LEASE + timedelta(seconds=1)
    tasks.beat(task)
    assert tasks.claim(made.id, "two") is None
    clock.now += rescreen_tasks.LEASE + timedelta(seconds=1)
    assert tasks.claim(made.id, "two").owner == "two"
    with pytest.raises(TaskLost):
        tasks.beat(task)


def test_what_a_worker_held_waits_again_when_it_is_gone(records, store, tasks):
    put(records, 1)
    made = plan(store)
    tasks.claim(made.id, "one")
    tasks.give_back("one")
    assert tasks.claim(made.id, "two") is not None


def test_a_task_that_kills_its_workers_is_given_up_and_counted(records, store, tasks, monkeypatch):
    monkeypatch.setattr(rescreen_tasks, "MOST_ATTEMPTS", 2)
    put(records, 3)
    made = plan(store)
    for _ in range(2):
        assert tasks.claim(made.id, "one") is not None
        assert tasks.unfinished(made.id) == 1
        tasks.give_back("one")
    assert tasks.claim(made.id, "one") is None
    assert tasks.unfinished(made.id) == 0
    assert tasks.left_over(made) == 3


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
