"""Beside a server: whoever waits in the book is screened without being asked for."""

import time
from datetime import UTC, datetime

import pytest

from benchmarks.mornings import morning_time_zone
from service.bootstrap.runtime import open_runtime
from service.common.clock import utc_now
from service.customers.model import SubjectContent
from service.customers.writing import Put, put_contents
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.records.action import Action, Performed
from service.settings import Settings
from service.watchlists.editions.importing import ImportOptions
from service.watchlists.service import watchlist_service_of
from service.worker.rescreening.context import Snapshots
from service.worker.rescreening.leader import lead
from service.worker.rescreening.monitor import RescreenMonitor, is_daily_due, tell_leader


@pytest.fixture
def runtime(tmp_path):
    daily = {"time_zone": morning_time_zone(), "rescreen_hour": 23}
    opened = open_runtime(Settings(data_dir=tmp_path, **daily, rescreen_processes=1, log_level="error"))
    yield opened
    opened.close()


def put(runtime, reference="C-1"):
    def run(connection):
        content = SubjectContent(Party(EntityType.PERSON, ("Sergey AKSYONOV",)))
        put_contents(connection, [Put(reference, content)], actor="t", at=utc_now())
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


def bring(runtime, *names):
    path = runtime.settings.data_dir / "partners.csv"
    path.write_text("id,type,name\n" + "".join(f"{at},person,{name}\n" for at, name in enumerate(names)))
    options = ImportOptions(accept=True, reason="test")
    watchlist_service_of(runtime.settings).import_files("own_partners", [path], options)


def screened(runtime):
    put(runtime)
    lead(runtime.settings, Snapshots(runtime.settings, runtime.snapshots.current()), 1, in_use(runtime))


def in_use(runtime):
    return runtime.snapshots.current().sha256


def test_a_process_gets_ready_for_an_edition_and_begins_once_it_is_in_use(runtime):
    screened(runtime)
    bring(runtime, "Somebody Else", "Sergei Aksyonov")
    monitor = RescreenMonitor(runtime)
    monitor.look()
    process = monitor._process
    monitor.look()
    assert process.poll() is None
    assert len(runtime.rescreens.list_now(5)) == 1
    runtime.snapshots.load()
    monitor.look()
    assert monitor._process is process
    assert process.wait(120) == 0
    made = runtime.rescreens.list_now(1)[0]
    assert (made.trigger, made.state, made.to_snapshot) == ("edition_activated", "done", in_use(runtime))
    assert made.hits.new == 1


def test_a_process_that_is_ready_for_another_edition_ends_without_a_rescreen(runtime):
    screened(runtime)
    bring(runtime, "Somebody Else")
    monitor = RescreenMonitor(runtime)
    monitor.look()
    tell_leader(monitor._process, "f" * 64)
    assert monitor._process.wait(120) == 0
    assert len(runtime.rescreens.list_now(5)) == 1
    monitor.look()  # once is enough for editions that cannot be used
    assert monitor._process.poll() == 0


def test_work_that_comes_meanwhile_does_not_wait_for_an_edition(runtime):
    screened(runtime)
    bring(runtime, "Somebody Else")
    monitor = RescreenMonitor(runtime)
    monitor.look()
    first = monitor._process
    put(runtime, "C-2")
    monitor.look()
    assert first.wait(120) == 0
    monitor.look()
    assert monitor._process is not first
    assert monitor._process.wait(120) == 0
    assert runtime.rescreens.list_now(1)[0].trigger == "subject_changed"


def test_nothing_is_started_for_an_empty_book(runtime):
    monitor = RescreenMonitor(runtime)
    monitor.look()
    bring(runtime, "Somebody Else")
    monitor.look()
    assert monitor._process is None


def test_the_daily_run_is_due_from_an_hour_on_where_the_operator_is():
    evening = datetime(2026, 11, 23, 17, 59, tzinfo=UTC)  # 02:59 in Tokyo
    assert not is_daily_due(evening, "Asia/Tokyo", 3)
    assert is_daily_due(evening, "UTC", 3)
    assert is_daily_due(evening.replace(hour=18), "Asia/Tokyo", 3)
