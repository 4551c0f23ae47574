"""Jobs in the database: made once, started again where they stood, cancelled."""

import pytest

from service.bulk.errors import TooManyJobs
from service.bulk.model import SentFile, State
from tests.bulk.test_model import KEY

FILE = SentFile("customers.csv", 10, {"format": "csv"})


@pytest.fixture
def store(bench):
    return bench.job_service.store


def submit(store, *, most=5, placed=None):
    return store.submit(KEY, FILE, place=(placed if placed is not None else []).append, most=most)


def test_a_job_is_made_once_and_its_file_placed_once(store):
    placed = []
    job, was_there = submit(store, placed=placed)
    again, was_there_again = submit(store, placed=placed)
    assert (was_there, was_there_again, placed) == (False, True, [KEY.job_id])
    assert again == job == store.get(job.id)
    assert (job.state, job.question, job.layout, job.progress.rows_done) == (State.QUEUED, KEY, {"format": "csv"}, 0)


def test_a_file_that_cannot_be_placed_leaves_no_job(store):
    def full(job_id):
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        store.submit(KEY, FILE, place=full, most=5)
    assert store.get(KEY.job_id) is None
    assert not store.has_work()


def test_a_cancelled_job_starts_anew(store):
    job, _ = submit(store)
    assert store.cancel(job.id, "no longer wanted")
    assert not store.cancel(job.id, "again")
    assert (store.get(job.id).state, store.get(job.id).reason) == (State.CANCELLED, "no longer wanted")
    assert not store.has_work()
    again, was_there = submit(store)
    assert (was_there, again.state, again.reason, again.finished_at) == (True, State.QUEUED, None, None)


def test_the_limit_holds_for_waiting_jobs_alone(store):
    with pytest.raises(TooManyJobs, match="0 jobs are waiting"):
        submit(store, most=0)
    job, _ = submit(store, most=1)
    assert submit(store, most=1)[0] == job


def test_jobs_are_found_by_actor(store):
    job, _ = submit(store)
    assert store.newest(actor="local", limit=5) == store.newest(actor=None, limit=5) == [job]
    assert store.newest(actor="other", limit=5) == []
    assert store.states() == {job.id: State.QUEUED}
    assert store.alerts(job.id, after=0, limit=5) == []
