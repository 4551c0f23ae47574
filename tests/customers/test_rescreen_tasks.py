"""Who holds which part of a rescreen."""

from datetime import timedelta

import pytest

from service.customers import rescreen_tasks
from service.customers.rescreen_tasks import PartMissing, TaskLost, hold
from service.customers.tables import TASKS
from service.records.action import Action, Performed
from tests.customers.rescreening import plan, put


def test_the_book_is_divided_into_tasks_of_so_many_subjects(records, store, monkeypatch):
    monkeypatch.setattr(rescreen_tasks, "TASK_SUBJECTS", 5)
    put(records, 12)
    made = plan(store)
    with records.engine.connect() as connection:
        rows = connection.execute(TASKS.select().order_by(TASKS.c.number)).all()
    assert [(row.first, row.last) for row in rows] == [(1, 5), (6, 10), (11, 12)]
    assert {row.rescreen_id for row in rows} == {made.id}


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


def done(records, task, part=b"part"):
    def run(connection):
        hold(connection, task, {"rows": task.number}, part)
        return Performed(None, ())

    records.perform_now(Action(run))


def test_parts_are_read_in_order_and_gone_once_the_rescreen_has_ended(records, store, tasks, monkeypatch):
    monkeypatch.setattr(rescreen_tasks, "TASK_SUBJECTS", 1)
    put(records, 3)
    made = plan(store)
    held = [tasks.claim(made.id, "one") for _ in range(3)]
    for task in (held[2], held[0], held[1]):
        done(records, task, b"%d" % task.number)
    assert tasks.outcomes(made.id) == [(n, {"rows": n}) for n in (1, 2, 3)]
    assert list(tasks.parts(made.id, [2, 1])) == [b"2", b"1"]
    assert (tasks.unfinished(made.id), tasks.held(made.id), tasks.left_over(made)) == (0, False, 0)
    tasks.drop_parts(made.id)
    with pytest.raises(PartMissing, match="the part 1 of the record of"):
        list(tasks.parts(made.id, [1]))


def test_what_was_taken_over_is_not_done_by_the_first(records, store, tasks, clock):
    put(records, 1)
    made = plan(store)
    first = tasks.claim(made.id, "one")
    assert tasks.held(made.id)
    clock.now += rescreen_tasks.LEASE + timedelta(seconds=1)
    assert not tasks.held(made.id)
    second = tasks.claim(made.id, "two")
    with pytest.raises(TaskLost):
        done(records, first)
    done(records, second)
    with pytest.raises(TaskLost):
        done(records, second)
