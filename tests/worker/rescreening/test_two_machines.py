"""Two machines with data folders of their own and one PostgreSQL database share the work of a rescreen."""

import multiprocessing
import time

import pyarrow.parquet as pq
import pytest
from sqlalchemy import select

from benchmarks.mornings import morning_time_zone
from service.bootstrap.runtime import open_runtime
from service.bootstrap.verification import verify_records
from service.common.clock import utc_now
from service.customers import rescreen_tasks
from service.customers.model import RescreenState, SubjectContent
from service.customers.record import RECORD
from service.customers.tables import TASKS
from service.customers.writing import Put, put_contents
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.records.action import Action, Performed
from service.settings import Settings
from service.watchlists.editions.importing import ImportOptions
from service.watchlists.service import watchlist_service_of
from service.worker.rescreening import leader, worker
from service.worker.rescreening.context import Snapshots
from tests.databases import postgresql_database

SUBJECTS = 60
_SCREEN_AGAIN = worker.screen_again


class Machine:
    """A data folder, the lists in it, and a process that leads rescreens there."""

    def __init__(self, folder, database):
        folder.mkdir()
        daily = {"time_zone": morning_time_zone(), "rescreen_hour": 23}
        self.settings = Settings(data_dir=folder, database_url=database, **daily, record_timeout_seconds=60)

    def activate(self, *names):
        path = self.settings.data_dir / "partners.csv"
        path.write_text("id,type,name\n" + "".join(f"{number},person,{name}\n" for number, name in enumerate(names)))
        options = ImportOptions(accept=True, reason="test")
        watchlist_service_of(self.settings).import_files("own_partners", [path], options)
        runtime = open_runtime(self.settings)
        self.snapshot = runtime.snapshots.current()
        runtime.close()

    def start(self, begin):
        def run():
            begin.wait()
            leader.lead(self.settings, Snapshots(self.settings, self.snapshot), 1, self.snapshot.sha256)

        process = multiprocessing.get_context("fork").Process(target=run)
        process.start()
        return process


@pytest.fixture
def machines(tmp_path, monkeypatch):
    def slowly(*given):
        time.sleep(0.05)
        return _SCREEN_AGAIN(*given)

    monkeypatch.setattr(rescreen_tasks, "TASK_SUBJECTS", 3)
    monkeypatch.setattr(worker, "screen_again", slowly)
    for database in postgresql_database():
        yield [Machine(tmp_path / name, database) for name in ("first", "second")]


def put(settings):
    def run(connection):
        for number in range(SUBJECTS):
            name = "Zebulon Quixwell" if number % 20 == 0 else f"Wilhelmina Unlisted{number}"
            content = SubjectContent(Party(EntityType.PERSON, (name,)))
            put_contents(connection, [Put(f"C-{number}", content)], actor="t", at=utc_now())
        return Performed(None, ())

    runtime = open_runtime(settings)
    runtime.records.perform_now(Action(run))
    runtime.close()


def lead_together(machines):
    """Both at once, until both find nothing more to do."""
    begin = multiprocessing.get_context("fork").Barrier(len(machines))
    processes = [machine.start(begin) for machine in machines]
    for process in processes:
        process.join(240)
    assert [process.exitcode for process in processes] == [0, 0]


def test_two_machines_share_the_tasks_and_one_ends_them(machines):
    for machine in machines:
        machine.activate("Zebulon Quixwell")
    assert machines[0].snapshot.sha256 == machines[1].snapshot.sha256
    put(machines[0].settings)
    lead_together(machines)
    runtime = open_runtime(machines[0].settings)
    try:
        (made,) = runtime.rescreens.list_now(10)
        with runtime.records.engine.connect() as connection:
            owners = set(connection.execute(select(TASKS.c.owner)).scalars())
    finally:
        runtime.close()
    assert (made.state, made.subjects_total, made.screened, made.alerts) == (RescreenState.DONE, SUBJECTS, SUBJECTS, 3)
    assert len(owners) == 2
    records = [path for machine in machines for path in machine.settings.rescreens_dir.glob(f"*/{RECORD}")]
    assert records
    assert all(len(set(pq.read_table(path).column("reference").to_pylist())) == SUBJECTS for path in records)
    assert [verify_records(machine.settings).faults for machine in machines] == [(), ()]
