"""Tasks: claimed by one, held by a lease, taken over when it runs out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from service.bulk.jobs.tables import JOBS
from service.bulk.jobs.task_queue import LEASE, Lost, TaskQueue, give_back
from service.bulk.model import Kind, State
from tests.bulk.jobs.test_store import submit


class Chain:
    """No event is appended before a job ends, unless rows lead to alerts."""

    def append(self, connection, events):
        assert [one.kind for one in events] == ["chains_anchored"]

    def committed(self):
        pass

    def failed(self):
        pass


@pytest.fixture
def store(bench):
    found = bench.job_service.store
    submit(found)
    return found


@pytest.fixture
def queue(store, later):
    return lambda owner, seconds=0: TaskQueue(store, Chain(), later(seconds), owner)


def test_one_task_has_one_owner(queue, store):
    task = queue("one").claim()
    assert (task.number, task.kind, task.owner, task.attempts) == (0, Kind.READ, "one", 1)
    assert queue("two").claim() is None
    assert store.get(task.job_id).state is State.READING


def test_what_nobody_renewed_is_taken_over_and_lost_to_the_first(queue):
    late = LEASE / timedelta(seconds=1) + 1
    first = queue("one").claim()
    queue("one", late - 2).beat(first)
    assert queue("two", late).claim() is None
    second = queue("two", 2 * late).claim()
    assert (second.owner, second.attempts) == ("two", 2)
    with pytest.raises(Lost, match="taken over"):
        queue("one", 2 * late).beat(first)


def test_chunks_wait_for_screening_and_the_end_for_all_of_them(queue, store):
    one = queue("one")
    task = one.claim()
    one.chunk_read(task, 1, 3)
    one.chunk_read(task, 2, 1)
    one.chunk_read(task, 2, 1)
    one.all_read(task, {"format": "csv"}, 4)
    chunks = [one.claim(), one.claim()]
    assert [(one.number, one.kind) for one in chunks] == [(1, Kind.SCREEN), (2, Kind.SCREEN)]
    one.screened(chunks[1], {"file": "b"}, [])
    assert (one.claim(), store.get(task.job_id).progress.rows_done) == (None, 1)
    one.screened(chunks[0], {"file": "a"}, [])
    end = one.claim()
    assert (end.number, end.kind, store.get(task.job_id).progress.rows_done) == (3, Kind.FINISH, 4)
    assert one.outcomes(task.job_id) == [(1, {"file": "a"}), (2, {"file": "b"})]


def test_what_a_worker_gives_back_is_free_at_once(queue, store):
    queue("one").claim()
    give_back(store, "two")
    assert queue("two").claim() is None
    queue("one").release()
    assert queue("two").claim().attempts == 2


def test_a_cancelled_job_is_lost_to_its_worker(queue, store):
    task = queue("one").claim()
    store.cancel(task.job_id, "no longer wanted")
    with pytest.raises(Lost, match="come to its end"):
        queue("one").chunk_read(task, 1, 3)
    assert queue("two").claim() is None


def test_work_is_timed_without_pauses_and_says_when_it_went_on(queue, store):
    task = queue("one").claim()
    queue("one", 4).beat(task)
    queue("one", 9).chunk_read(task, 1, 3)
    first = store.get(task.job_id).progress
    assert first.worked_seconds >= 9
    assert first.resumed_at is None
    taken_over = queue("two", 200).claim()
    queue("two", 201).beat(taken_over)
    second = store.get(task.job_id).progress
    assert 1 <= second.worked_seconds - first.worked_seconds < 90, "the pause is no work"
    assert first.worked_until + timedelta(seconds=90) < second.resumed_at < second.worked_until


def test_the_rate_of_the_newest_job_that_is_done_is_known_before_the_first_row(queue, store):
    task = queue("one").claim()
    assert store.get(task.job_id).progress.usual_rate is None
    with store.writing() as connection:
        before = select(JOBS).where(JOBS.c.id == task.job_id)
        row = dict(connection.execute(before).mappings().one())
        for id_, rows in (("bulk_old", 999), ("bulk_new", 5_000)):
            done = row | {"id": id_, "state": State.DONE, "rows": rows, "worked_seconds": 2.0}
            connection.execute(JOBS.insert().values(done))
    assert store.get(task.job_id).progress.usual_rate == 2_500
    assert store.get("bulk_new").progress.usual_rate is None


def test_rows_of_a_chunk_in_hand_count_until_its_owner_is_gone(queue, store):
    one = queue("one")
    task = one.claim()
    one.chunk_read(task, 1, 5)
    one.all_read(task, {"format": "csv"}, 5)
    chunk = one.claim()
    one.beat(chunk, 3)
    assert store.get(task.job_id).progress.rows_done == 3
    give_back(store, "one")
    assert store.get(task.job_id).progress.rows_done == 0
    again = one.claim()
    assert store.get(task.job_id).progress.rows_done == 0
    one.screened(again, {"file": "a"}, [])
    assert store.get(task.job_id).progress.rows_done == 5
