"""Whoever screens the book again is killed in the middle of it, again and again: no subject, alert or event is lost or
doubled, no edition is skipped, and the chain holds."""

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from benchmarks.mornings import morning_time_zone
from service.bootstrap.runtime import open_runtime
from service.bootstrap.verification import verify
from service.common.clock import utc_now
from service.customers import rescreen_tasks
from service.customers.model import SubjectContent
from service.customers.record import RECORD
from service.customers.writing import Put, put_contents
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.records.action import Action, Performed
from service.settings import Settings
from service.watchlists.editions.importing import ImportOptions
from service.watchlists.service import watchlist_service_of
from service.worker.rescreening.context import Snapshots
from service.worker.rescreening.leader import lead

SUBJECTS = 120
LISTED = ("Zebulon Quixwell", "Thornquist Marbury", "Ottoline Fairweather")


def activate(settings, listed):
    path = settings.data_dir / "partners.csv"
    rows = "\n".join(f"{number},person,{name}" for number, name in enumerate(listed))
    path.write_text(f"id,type,name\n{rows}\n")
    options = ImportOptions(accept=True, reason="test")
    watchlist_service_of(settings).import_files("own_partners", [path], options)
    runtime = open_runtime(settings)
    snapshot = runtime.snapshots.current()
    runtime.close()
    return snapshot


def put(settings):
    """Every fortieth of the book carries a name that comes onto the list."""
    runtime = open_runtime(settings)

    def run(connection):
        for number in range(SUBJECTS):
            name = LISTED[number // 40] if number % 40 == 0 else f"Wilhelmina Unlisted{number}"
            content = SubjectContent(Party(EntityType.PERSON, (name,)))
            put_contents(connection, [Put(f"C-{number}", content)], actor="t", at=utc_now())
        return Performed(None, ())

    runtime.records.perform_now(Action(run))
    runtime.close()


def finish(settings, snapshot, kills, chance):
    """Work until all is done, killed so often. Gives how often that was in the middle."""
    processes, broken = multiprocessing.get_context("fork"), 0
    for left in reversed(range(kills + 1)):
        child = processes.Process(target=lead, args=(settings, Snapshots(settings, snapshot), 1, snapshot.sha256))
        child.start()
        if left:
            child.join(chance.uniform(0.05, 0.8))
        else:
            child.join(120)
        if child.exitcode is None:
            os.kill(child.pid, signal.SIGKILL)
            broken += 1
        child.join()
        time.sleep(0.05)
    return broken


def test_nothing_is_lost_or_doubled(database, tmp_path, size, monkeypatch):
    monkeypatch.setattr(rescreen_tasks, "TASK_SUBJECTS", 5)
    monkeypatch.setattr(rescreen_tasks, "LEASE", timedelta(seconds=0.3))
    monkeypatch.setattr(rescreen_tasks, "MOST_ATTEMPTS", 10_000)
    daily = {"time_zone": morning_time_zone(), "rescreen_hour": 23}
    settings = Settings(data_dir=tmp_path, database_url=database, **daily, record_timeout_seconds=30)
    chance, broken = random.Random(size.kills), 0
    snapshot = activate(settings, ("Somebody Else",))
    put(settings)
    broken += finish(settings, snapshot, size.kills // 2, chance)
    for number in range(1, len(LISTED) + 1):
        snapshot = activate(settings, ("Somebody Else", *LISTED[:number]))
        broken += finish(settings, snapshot, (size.kills + 1) // 2, chance)
    assert broken
    runtime = open_runtime(settings)
    try:
        assert_whole(runtime, settings, snapshot)
    finally:
        runtime.close()


def assert_whole(runtime, settings, snapshot):
    with runtime.records.engine.connect() as connection:

        def rows(statement):
            return connection.execute(text(statement)).all()

        stand = rows("SELECT last_snapshot, count(*) FROM subjects GROUP BY last_snapshot")
        assert [tuple(row) for row in stand] == [(snapshot.sha256, SUBJECTS)]
        alerts = rows("SELECT reference, count(*) FROM alerts GROUP BY reference ORDER BY reference")
        assert [tuple(row) for row in alerts] == [("C-0", 1), ("C-40", 1), ("C-80", 1)]
        told = Counter(row[0] for row in rows("SELECT type FROM outbox"))
        made = rows("SELECT id, state FROM rescreens")
        assert {row[1] for row in made} == {"done"}
        assert told["alert.opened"] == told["subject.decision_changed"] == len(LISTED)
        assert (told["rescreen.finished"], told["rescreen.failed"]) == (len(made), 0)
        in_chain = Counter(row[0] for row in rows("SELECT kind FROM audit_events"))
        assert in_chain["rescreen_finished"] == len(made)
        assert in_chain["alert_opened"] == len(LISTED)
    seen = Counter()
    for rescreen in runtime.rescreens.list_now(500):
        record = pq.read_table(settings.rescreens_dir / rescreen.id / RECORD).column("reference").to_pylist()
        assert len(set(record)) == len(record) == rescreen.subjects_total == rescreen.screened
        seen.update(record)
    assert set(seen.values()) == {len(LISTED) + 1}
    assert verify(runtime.records.engine).faults == ()


pytestmark = pytest.mark.timeout(900)
