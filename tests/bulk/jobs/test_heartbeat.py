"""A task is held while its work moves, and let go when it does not."""

import threading

import pytest

from service.bulk.errors import Stopped
from service.bulk.jobs.heartbeat import Pulse
from service.storage.errors import RecordsUnavailable

SOON = 30


def test_it_renews_without_being_asked():
    renewed = threading.Semaphore(0)
    with Pulse(renewed.release, every=0.001):
        assert renewed.acquire(timeout=SOON)
        assert renewed.acquire(timeout=SOON)


def test_work_that_does_not_move_is_let_go():
    now, renewed = [0.0], []
    with Pulse(lambda: renewed.append(1), every=0.001, patience=10, monotonic=lambda: now[0]) as pulse:
        now[0] = 11
        pulse._thread.join(SOON)
        assert not pulse._thread.is_alive()


def test_a_lost_task_ends_the_work():
    def lost():
        raise Stopped("taken over")

    with Pulse(lost, every=0.001) as pulse:
        pulse._thread.join(SOON)
        with pytest.raises(Stopped, match="taken over"):
            pulse.beat()


def test_a_database_that_is_away_for_a_moment_ends_nothing():
    renewed, tries = threading.Event(), []

    def renew():
        tries.append(1)
        if len(tries) < 3:
            raise RecordsUnavailable("away")
        renewed.set()

    with Pulse(renew, every=0.001) as pulse:
        assert renewed.wait(SOON)
        pulse.beat()
