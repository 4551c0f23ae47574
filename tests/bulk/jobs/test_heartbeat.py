"""A task is held while its work moves, and let go when it does not."""

import threading

import pytest

from service.bulk.errors import Stopped
from service.bulk.jobs.heartbeat import Heartbeat
from service.storage.errors import RecordsUnavailable

SOON = 30


def test_it_renews_without_being_asked():
    renewed = threading.Semaphore(0)
    with Heartbeat(renewed.release, every=0.001):
        assert renewed.acquire(timeout=SOON)
        assert renewed.acquire(timeout=SOON)


def test_work_that_does_not_move_is_let_go():
    now, renewed = [0.0], []
    with Heartbeat(lambda: renewed.append(1), every=0.001, patience=10, monotonic=lambda: now[0]) as heartbeat:
        now[0] = 11
        heartbeat._thread.join(SOON)
        assert not heartbeat._thread.is_alive()


def test_a_lost_task_ends_the_work():
    def lost():
        raise Stopped("taken over")

    with Heartbeat(lost, every=0.001) as heartbeat:
        heartbeat._thread.join(SOON)
        with pytest.raises(Stopped, match="taken over"):
            heartbeat.beat()


def test_a_database_that_is_away_for_a_moment_ends_nothing():
    renewed, tries = threading.Event(), []

    def renew():
        tries.append(1)
        if len(tries) < 3:
            raise RecordsUnavailable("away")
        renewed.set()

    with Heartbeat(renew, every=0.001) as heartbeat:
        assert renewed.wait(SOON)
        heartbeat.beat()
