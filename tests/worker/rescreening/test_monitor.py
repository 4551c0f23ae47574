"""Beside a server: whoever waits in the book is screened without being asked for."""

import time
from datetime import UTC, datetime

import pytest

from service.bootstrap.runtime import open_runtime
from service.common.clock import utc_now
from service.customers.model import SubjectContent
from service.customers.writing import Put, put_contents
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.records.action import Action, Performed
from service.settings import Settings
from service.worker.rescreening.monitor import RescreenMonitor, is_daily_due


@pytest.fixture
def runtime(tmp_path):
    opened = open_runtime(Settings(data_dir=tmp_path, rescreen_hour=23, rescreen_processes=1, log_level="error"))
    yield opened
    opened.close()


def put(runtime):
    def run(connection):
        content = SubjectContent(Party(EntityType.PERSON, ("Sergey AKSYONOV",)))
        put_contents(connection, [Put("C-1", content)], actor="t", at=utc_now())
        return Performed(None, ())

    runtime.records.perform_now(Action(run))


def test_subjects_that_wait_are_screened(runtime):
    put(runtime)
    monitor = RescreenMonitor(runtime)
    monitor.start()
    began = time.monotonic()
    while not runtime.rescreens.list_now(1) or runtime.rescreens.list_now(1)[0].finished_at is None:
        assert time.monotonic() - began < 120
        time.sleep(0.1)
    monitor.stop()
    made = runtime.rescreens.list_now(1)[0]
    assert (made.state, made.subjects_total, made.hits.new, made.alerts) == ("done", 1, 1, 1)


def test_nothing_is_started_for_an_empty_book(runtime):
    monitor = RescreenMonitor(runtime)
    monitor.look()
    assert monitor._process is None


def test_the_daily_run_is_due_from_an_hour_on_where_the_operator_is():
    evening = datetime(2026, 11, 23, 17, 59, tzinfo=UTC)  # 02:59 in Tokyo
    assert not is_daily_due(evening, "Asia/Tokyo", 3)
    assert is_daily_due(evening, "UTC", 3)
    assert is_daily_due(evening.replace(hour=18), "Asia/Tokyo", 3)
