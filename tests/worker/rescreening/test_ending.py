"""The end of a rescreen: totals, record and certificate."""

import asyncio

import pyarrow.parquet as pq
import pytest

from service.audit.file_check import file_sha256
from service.customers import rescreen_tasks
from service.customers.model import EntityCounts, RescreenState
from service.customers.record import RECORD, part_of
from service.customers.rescreen_tasks import hold
from service.records.action import Action, Performed
from service.worker.rescreening.ending import end_rescreen, fail_rescreen
from tests.customers.conftest import clock, records, store, tasks
from tests.customers.rescreening import plan, put
from tests.customers.test_record import outcome

__all__ = ["clock", "records", "store", "tasks"]

NONE = dict.fromkeys(("new", "changed", "ended", "unchanged", "missed", "alerts"), 0)


@pytest.fixture
def made(records, store, monkeypatch):
    """A rescreen of two subjects, each a task of its own."""
    monkeypatch.setattr(rescreen_tasks, "TASK_SUBJECTS", 1)
    put(records, 2)
    return plan(store)


def work(records, tasks, made, **changed):
    """Do the next task."""
    task = tasks.claim(made.id, "one")
    totals = {"subjects_total": 1, "screened": 1, "failed": 0, **NONE} | changed

    def run(connection):
        hold(connection, task, totals, part_of([outcome(task.number)]))
        return Performed(None, ())

    records.perform_now(Action(run))


def ended(store, made):
    return next(one for one in store.list_now(5) if one.id == made.id)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rescreens" / "one").mkdir(parents=True)
    return tmp_path / "rescreens" / "one"


def test_totals_are_added_up_and_the_certificate_names_the_record(records, store, tasks, made, snapshot, folder):
    work(records, tasks, made, new=2)
    work(records, tasks, made, new=1, alerts=3)
    assert end_rescreen(store, tasks, made, snapshot, EntityCounts(1, 2, 3), folder)
    found = ended(store, made)
    assert (found.state, found.screened, found.hits.new, found.alerts) == (RescreenState.DONE, 2, 3, 3)
    assert pq.read_table(folder / RECORD).column("reference").to_pylist() == ["C-1", "C-2"]
    certificate = asyncio.run(store.certificate(made.id)).certificate
    assert certificate["record_sha256"] == file_sha256(folder / RECORD)
    assert certificate["entities_changed"] == {"added": 1, "changed": 2, "removed": 3}
    with pytest.raises(rescreen_tasks.PartMissing):
        list(tasks.parts(made.id, [1]))


def test_of_two_machines_one_ends_it(records, store, tasks, made, snapshot, folder, tmp_path):
    for _ in range(2):
        work(records, tasks, made)
    other = tmp_path / "rescreens" / "two"
    other.mkdir()
    assert end_rescreen(store, tasks, made, snapshot, EntityCounts(), folder)
    assert not end_rescreen(store, tasks, made, snapshot, EntityCounts(), other)
    assert not other.exists()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"failed": 1, "screened": 0}, "1 of 2 subjects could not be screened"),
        ({"missed": 2}, "this run found 2 differences that no rescreen before had found"),
    ],
)
def test_what_went_wrong_is_the_reason_why_it_failed(records, store, tasks, made, snapshot, folder, changed, why):
    work(records, tasks, made, **changed)
    work(records, tasks, made)
    assert end_rescreen(store, tasks, made, snapshot, EntityCounts(), folder)
    found = ended(store, made)
    assert (found.state, found.reason) == (RescreenState.FAILED, why)


def test_tasks_that_were_given_up_count_as_failed(records, store, tasks, made, snapshot, folder, monkeypatch):
    work(records, tasks, made)
    monkeypatch.setattr(rescreen_tasks, "MOST_ATTEMPTS", 0)
    assert end_rescreen(store, tasks, made, snapshot, EntityCounts(), folder)
    found = ended(store, made)
    assert (found.state, found.subjects_total, found.failed) == (RescreenState.FAILED, 2, 1)


def test_one_that_cannot_be_made_leaves_its_subjects_to_the_next(store, tasks, made):
    fail_rescreen(store, tasks, made, "the lists are gone")
    found = ended(store, made)
    assert (found.state, found.reason, found.failed) == (RescreenState.FAILED, "the lists are gone", 2)
    assert tasks.left_over(made) == 2
