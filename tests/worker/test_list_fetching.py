"""Lists are fetched one after the other, each once, and what goes wrong with one keeps none of the others waiting."""

import subprocess
from threading import Event, Semaphore

import pytest

from service.settings import Settings
from service.worker.list_fetching import ListFetcher

PATIENCE = 60


class Fetching:
    """Stands in for the process that fetches a list: each waits until the test lets it end."""

    def __init__(self, failing=()):
        self.fetched, self.failing = [], failing
        self.begun, self.may_end = Semaphore(0), Semaphore(0)
        self.ended = Event()

    def __call__(self, watchlist_id, settings):
        self.fetched.append(watchlist_id)
        self.begun.release()
        assert self.may_end.acquire(timeout=PATIENCE)
        if watchlist_id in self.failing:
            raise subprocess.TimeoutExpired("fetch", 3600)

    def next(self):
        """Wait until another one has begun."""
        assert self.begun.acquire(timeout=PATIENCE)


@pytest.fixture
def settings(tmp_path):
    return Settings(data_dir=tmp_path)


def test_lists_are_fetched_one_after_the_other_and_none_waits_twice(settings):
    run = Fetching()
    fetcher = ListFetcher(settings, run)
    assert fetcher.start(["one", "two"]) == ("one", "two")
    run.next()
    assert fetcher.start(["two", "three", "one"]) == ("one", "two", "three")
    assert run.fetched == ["one"]
    for _ in range(2):
        run.may_end.release()
        run.next()
    assert run.fetched == ["one", "two", "three"]
    assert fetcher.start([]) == ("three",)
    run.may_end.release()


def test_a_fetch_that_fails_stops_neither_the_others_nor_later_ones(settings):
    run = Fetching(failing={"one", "two"})
    fetcher = ListFetcher(settings, run)
    fetcher.start(["one", "two", "three"])
    for _ in range(3):
        run.next()
        run.may_end.release()
    assert run.fetched == ["one", "two", "three"]
    fetcher.start(["one"])
    run.next()
    assert run.fetched[-1] == "one"
    run.may_end.release()


def test_nothing_to_fetch_starts_nothing(settings):
    fetcher = ListFetcher(settings, Fetching())
    assert fetcher.start([]) == ()
