"""Jobs: every row once, the same bytes whatever dies, one audit event, the same question recognised."""

import json
from concurrent.futures import ThreadPoolExecutor

import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from service.bulk.errors import BadFile, TooManyJobs
from service.bulk.jobs.task_queue import LEASE, Lost
from service.bulk.model import State
from service.engine.screening.errors import InvalidRequest
from service.engine.screening.request import Options

FILE = "client_ref,name,dob\n" + "".join(
    f"{n},{name},{dob}\n"
    for n, (name, dob) in enumerate(
        [
            ("Sergei Aksenov", "1972-11-26"),
            ("Testa Testova", "1980"),
            ("Testa Testova", "03/04/1980"),
            ("", "1980"),
            ("Sergei Aksenov", "1972-11-26"),
            ("Natalia Poklonskaya", "1980-03-18"),
            ("Testina Testrix", "1980"),
            ("Testa Testova", "1980"),
        ],
        1,
    )
)


def events(bench, job):
    query = text("SELECT details FROM audit_events WHERE kind = 'job_finished' AND subject = :id")
    with bench.job_service.store._engine.connect() as connection:
        return [json.loads(details) for (details,) in connection.execute(query, {"id": job.id})]


def test_every_row_is_answered_once_in_its_order(bench):
    job, repeated = bench.submit(FILE)
    assert not repeated
    job = bench.done(job)
    table = pq.read_table(bench.job_service.folder(job.id).result)
    assert table.column("client_ref").to_pylist() == [str(n) for n in range(1, 9)]
    assert table.column("screening_id").to_pylist() == [f"{job.id}-{n}" for n in range(1, 9)]
    decisions = table.column("decision").to_pylist()
    assert decisions == ["block", "clear", "rejected", "rejected", "block", "block", "clear", "clear"]
    assert job.totals.decisions == {"clear": 3, "review": 0, "block": 3, "rejected": 2}
    assert (job.state, job.rows, job.progress.rows_done) == (State.DONE, 8, 8)
    assert [(fault.row, fault.column) for fault in job.totals.faults] == [(3, "dob"), (4, "name")]


def test_rows_of_a_result_are_what_one_request_is_answered(bench, make_runtime):
    job = bench.done(bench.submit(FILE)[0])
    first = pq.read_table(bench.job_service.folder(job.id).result).to_pylist()[0]
    hit = json.loads(first["sekisho_answer"])["parties"][0]["hits"][0]
    assert (hit["entity_id"], hit["score"]) == (first["top_entity_id"], first["top_score"])
    assert hit["provenance"]["legal_basis"] == "MOFA Notice No. 267 of 2014"
    assert first["reason"] == "; ".join(line["detail"] for line in hit["features"])


def test_the_end_is_on_record_with_the_hash_of_the_result(bench):
    job = bench.done(bench.submit(FILE)[0])
    (event,) = events(bench, job)
    assert event["result_sha256"] == job.result_sha256
    assert event["input_sha256"] == job.question.input_sha256
    assert event["rows"] == 8
    assert (event["clear"], event["block"], event["rejected"]) == (3, 3, 2)
    alerts = bench.job_service.store.alerts(job.id, after=0, limit=10)
    assert [(one.row, one.decision, one.status) for one in alerts] == [
        (1, "block", "hold"),
        (5, "block", "hold"),
        (6, "block", "hold"),
    ]
    assert alerts[0].alert_id == alerts[1].alert_id != alerts[2].alert_id
    assert [one.row for one in bench.job_service.store.alerts(job.id, after=1, limit=1)] == [5]


def test_alerts_of_a_cancelled_job_stay_and_are_not_raised_again(bench_on_each):
    bench = bench_on_each
    job, _ = bench.submit(FILE)
    worker = bench.worker()
    for _ in range(3):  # reads the file and screens two of its three chunks
        worker.work(job.id)
    before = bench.job_service.store.alerts(job.id, after=0, limit=10)
    assert [one.row for one in before] == [1, 5, 6]
    bench.job_service.cancel(job, "local")
    again = bench.done(bench.submit(FILE)[0])
    assert again.state is State.DONE
    assert bench.job_service.store.alerts(again.id, after=0, limit=10) == before


def test_only_the_record_and_the_summary_are_kept(bench):
    job = bench.done(bench.submit(FILE)[0])
    left = {path.name for path in bench.job_service.folder(job.id).root.iterdir()}
    assert left == {"names.index", "result.parquet", "summary.html"}
    assert not list((bench.job_service.settings.bulk_dir / "incoming").iterdir())


def test_the_same_question_is_one_job(bench):
    job = bench.done(bench.submit(FILE)[0])
    again, repeated = bench.submit(FILE, name="other-name.csv")
    assert repeated
    assert again == job
    other, repeated = bench.submit(FILE, options=Options(limit=1))
    assert not repeated
    assert other.id != job.id


def test_the_same_bytes_from_one_worker_or_from_two_or_after_deaths(bench_on_each, later):
    bench = bench_on_each
    job = bench.submit(FILE)[0]
    calm = bench.record(bench.done(job))
    bench.job_service.folder(job.id).result.unlink()
    with bench.job_service.store.writing() as connection:
        for table in ("bulk_jobs", "bulk_tasks"):
            connection.execute(text(f"DELETE FROM {table}"))
    job, _ = bench.submit(FILE)
    dying = bench.worker("dying")
    for _ in range(3):  # reads, screens a chunk, claims another and dies over it
        dying.work(job.id) if _ < 2 else dying._tools.task_queue.claim(job.id)
    other = bench.worker("other")
    while other.work(job.id):
        pass
    assert (
        bench.job_service.store.get(job.id).state is State.SCREENING
    )  # the dead worker's chunk is still under its lease
    heir = bench.worker("heir", clock=later(LEASE.total_seconds() + 1))
    while heir.work(job.id):
        pass
    assert bench.job_service.store.get(job.id).state is State.DONE
    assert bench.record(job) == calm
    assert len(events(bench, job)) == 2  # one for each of the two jobs of this test
    with bench.job_service.store.writing() as connection:
        counts = [connection.execute(text(f"SELECT count(*) FROM {one}")).scalar() for one in ("alerts", "outbox")]
    assert counts == [2, 4]  # two subjects, raised once; the second run joined; and the ends of two jobs


def test_a_worker_that_lost_its_task_changes_nothing(bench, later):
    job, _ = bench.submit(FILE)
    slow = bench.worker("slow")
    task = slow._tools.task_queue.claim(job.id)
    heir = bench.worker("heir", clock=later(LEASE.total_seconds() + 1))
    while heir.work(job.id):
        pass
    with pytest.raises(Lost):
        slow._tools.task_queue.all_read(task, {}, 1)
    assert bench.job_service.store.get(job.id).rows == 8


def test_two_workers_never_hold_one_task(bench_on_each):
    bench = bench_on_each
    bench.submit(FILE)
    one, two = bench.worker("one"), bench.worker("two")
    assert one._tools.task_queue.claim().number == 0
    assert two._tools.task_queue.claim() is None
    one._tools.task_queue.release()
    assert two._tools.task_queue.claim().number == 0


def test_many_workers_at_once_do_every_task_once(bench_on_each):
    bench = bench_on_each
    job, _ = bench.submit("name\n" + "".join(f"Testa Testova {n}\n" for n in range(90)))
    bench.worker("first").work(job.id)

    def claim_all(name):
        task_queue, found = bench.worker(name)._tools.task_queue, []
        while task := task_queue.claim(job.id):
            found.append(task.number)
        return found

    with ThreadPoolExecutor(4) as pool:
        claimed = [number for found in pool.map(claim_all, ["a", "b", "c", "d"]) for number in found]
    assert sorted(claimed) == list(range(1, 31))


def test_a_short_job_overtakes_a_long_one(bench):
    long, _ = bench.submit("name\n" + "Testa Testova\n" * 3 * 10)
    with bench.job_service.store.writing() as connection:
        connection.execute(text("UPDATE bulk_jobs SET created_at = '2026-11-22T00:00:00.000000Z'"))
    worker = bench.worker()
    for _ in range(3):
        worker.work()
    short, _ = bench.submit("name\nTesta Testova\n")
    order = []
    while task := worker._tools.task_queue.claim():
        order.append((task.job_id, task.number))
    assert order == [*((long.id, number) for number in range(3, 8)), (short.id, 0), *((long.id, n) for n in (8, 9, 10))]


def test_a_file_that_turns_out_bad_fails_with_the_reason(bench):
    rows = "".join(f"Testa Testova,{n}\n" for n in range(1900, 2020))
    job, _ = bench.submit("name,dob\n" + rows + '"Open,1970\n')
    job = bench.done(job)
    assert job.state is State.FAILED
    assert "in the row that begins on line 122: expected well-formed rows, got a quote that is not closed" in job.reason
    assert events(bench, job)[0]["state"] == "failed"


def test_a_failed_job_goes_on_where_it_stood(bench):
    job, _ = bench.submit(FILE)
    worker = bench.worker()
    worker.work(job.id)
    worker.work(job.id)
    bench.job_service.folder(job.id).rows(2).unlink()
    job = bench.done(job)
    assert job.state is State.FAILED
    again, repeated = bench.submit(FILE)
    assert repeated
    assert (again.state, again.progress.rows_done) == (State.QUEUED, 3)


def test_a_dry_run_checks_all_and_screens_nothing(bench):
    job = bench.done(bench.submit(FILE, dry_run=True)[0])
    assert job.state is State.VALIDATED
    assert (job.rows, job.totals.decisions["rejected"], job.totals.decisions["clear"]) == (8, 2, 0)
    assert job.layout["columns"][1] == {"column": "name", "field": "name"}
    assert not bench.job_service.folder(job.id).root.exists()


def test_what_cannot_be_asked_is_refused_at_once(bench):
    with pytest.raises(BadFile, match="no column is known"):
        bench.submit("a,b\n1,2\n")
    with pytest.raises(InvalidRequest, match="unknown profile"):
        bench.submit(FILE, options=Options(profile="nobody"))
    with pytest.raises(BadFile, match="no rows"):
        raise BadFile(bench.done(bench.submit("name\n")[0]).reason)
    assert not list((bench.job_service.settings.bulk_dir / "incoming").iterdir())


def test_cancelling_removes_the_file(bench):
    job, _ = bench.submit(FILE)
    worker = bench.worker()
    worker.work(job.id)
    assert bench.job_service.cancel(job, "local")
    assert not worker.work(job.id)
    assert not bench.job_service.folder(job.id).root.exists()
    assert not bench.job_service.cancel(bench.job_service.store.get(job.id), "local")
    assert bench.done(bench.submit(FILE)[0]).state is State.DONE


def test_no_more_jobs_than_the_limit(make_runtime, snapshot):
    from service.worker.bulk.job_service import JobService
    from tests.bulk.conftest import Bench

    bench = Bench(JobService(make_runtime(bulk_max_waiting=1)), snapshot)
    bench.submit(FILE)
    with pytest.raises(TooManyJobs):
        bench.submit("name\nA B\n")


def test_a_job_stays_on_its_snapshot_or_fails(bench):
    job, _ = bench.submit(FILE)
    with bench.job_service.store.writing() as connection:
        question = json.loads(connection.execute(text("SELECT question FROM bulk_jobs")).scalar_one())
        question["snapshot_sha256"] = "0" * 64
        connection.execute(text("UPDATE bulk_jobs SET question = :q"), {"q": json.dumps(question)})
    job = bench.done(job)
    assert job.state is State.FAILED
    assert "pinned to the snapshot 000000000000" in job.reason
