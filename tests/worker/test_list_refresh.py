"""Publishers are asked now and then for new editions."""

from datetime import UTC, datetime, timedelta

import pytest

from service.watchlists.editions.model import Attempt
from service.watchlists.editions.store import Store
from service.watchlists.errors import ListError
from service.worker.list_refresh import Refresher, RefreshSchedule

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "failures", "due"),
    [(10, 0, False), (12, 0, True), (0.05, 1, False), (0.1, 1, True), (0.1, 2, False), (0.2, 2, True), (12, 99, True)],
)
def test_the_rhythm(hours, failures, due):
    attempt = Attempt(NOW - timedelta(hours=hours), "unchanged")
    assert RefreshSchedule(timedelta(hours=12), lambda: 0.5).due(attempt, failures, NOW) is due
    assert RefreshSchedule(timedelta(hours=12)).due(None, failures, NOW)


def test_the_refresher_asks_for_what_is_due_and_backs_off(tmp_path):
    store, asked, now = Store(tmp_path), [], [NOW]

    def fetch(watchlist_id):
        asked.append(watchlist_id)
        store.attempted(watchlist_id, Attempt(now[0], "failed" if watchlist_id == "own_bad" else "unchanged"))

    schedule = RefreshSchedule(timedelta(hours=12), lambda: 0.5)
    wanted = ["own_bad", "own_good"]
    refresher = Refresher(store, schedule, wanted=lambda: wanted, fetch=fetch, clock=lambda: now[0])
    for hours in (0, 0.1, 0.15, 13):
        now[0] = NOW + timedelta(hours=hours)
        refresher.round()
    assert asked == ["own_bad", "own_good", "own_bad", "own_bad", "own_good"]


def test_one_list_that_fails_does_not_keep_others(tmp_path):
    asked = []

    def fetch(watchlist_id):
        asked.append(watchlist_id)
        raise ListError("a", "b", "c", "d")

    schedule = RefreshSchedule(timedelta(hours=12))
    store = Store(tmp_path)
    Refresher(store, schedule, wanted=lambda: ["own_a", "own_b"], fetch=fetch, clock=lambda: NOW).round()
    assert asked == ["own_a", "own_b"]
