"""Workers: replaced when they die, what they held given back, gone when nobody wants them any more."""

import os

import pytest

from service.bulk.model import State
from service.snapshots.warm_up import ready_snapshot
from service.storage.errors import RecordsUnavailable
from service.worker.bulk.leader import child_of
from service.worker.bulk.pool import WorkerPool
from service.worker.bulk.worker import tidy_all, tools_of, work_on, work_on_all

FILE = "name\nSergei Aksenov\nTesta Testova\n"


class Process:
    """A process that runs until a test says that it has ended, or that it is to end."""

    def __init__(self, owner, *, stubborn=False):
        self.owner, self.exitcode, self.stubborn = owner, None, stubborn

    def terminate(self):
        self.exitcode = None if self.stubborn else 0

    def kill(self):
        self.exitcode = -9

    def join(self, timeout=None):
        pass


@pytest.fixture
def started():
    return []


@pytest.fixture
def team(bench, started):
    def start(owner):
        started.append(Process(owner))
        return started[-1]

    return WorkerPool(bench.job_service.store, 2, start)


def test_as_many_as_wanted_and_none_for_nothing(team, started):
    team.look(wanted=False)
    assert not started
    team.look(wanted=True)
    team.look(wanted=True)
    assert len(started) == 2


def test_a_dead_worker_is_replaced_and_its_task_is_free_at_once(bench, team, started):
    job, _ = bench.submit(FILE)
    team.look(wanted=True)
    task_queue = bench.worker(started[0].owner)._tools.task_queue
    assert task_queue.claim(job.id).number == 0
    started[0].exitcode = -9
    team.look(wanted=True)
    assert len(started) == 3
    assert bench.worker("other")._tools.task_queue.claim(job.id).number == 0


def test_what_a_dead_worker_held_is_not_forgotten_while_the_database_is_away(team, started, monkeypatch):
    team.look(wanted=True)
    started[0].exitcode = -9

    def away(store, owner):
        raise RecordsUnavailable("away")

    with monkeypatch.context() as patch:
        patch.setattr("service.worker.bulk.pool.give_back", away)
        with pytest.raises(RecordsUnavailable):
            team.look(wanted=True)
    assert started[0].owner in team.members
    team.look(wanted=True)
    assert started[0].owner not in team.members


def test_stopping_ends_those_too_that_do_not_listen(team, started):
    team.look(wanted=True)
    started[0].stubborn = True
    team.stop()
    assert [process.exitcode for process in started] == [-9, 0]
    assert not team.members


def test_a_worker_whose_parent_is_gone_leaves_the_work_to_others(bench):
    job, _ = bench.submit(FILE)
    tools = tools_of(bench.job_service.settings, "orphan", bench.snapshot)
    work_on(tools, job.id, lambda: False)
    work_on_all(tools, bench.job_service.settings.bulk_dir, lambda: False)
    assert bench.job_service.store.get(job.id).state is State.QUEUED
    work_on(tools, job.id)
    assert bench.job_service.store.get(job.id).state is State.DONE


def test_files_that_never_came_in_whole_are_removed_after_a_day(bench, later):
    half, whole = bench.job_service.receive(), bench.job_service.receive()
    for receiving in (half, whole):
        receiving.write(b"name\n")
    root, day = bench.job_service.settings.bulk_dir, 24 * 3600
    tidy_all(tools_of(bench.job_service.settings, "soon", bench.snapshot, clock=later(day - 60)), root)
    assert len(list((root / "incoming").iterdir())) == 2
    tidy_all(tools_of(bench.job_service.settings, "late", bench.snapshot, clock=later(day + 60)), root)
    assert not list((root / "incoming").iterdir())


def test_a_process_knows_its_parent():
    assert child_of(os.getppid())()
    assert not child_of(os.getpid())()


def test_what_the_workers_share_is_the_snapshot_of_now(bench):
    assert ready_snapshot(bench.job_service.settings).sha256 == bench.snapshot.sha256
