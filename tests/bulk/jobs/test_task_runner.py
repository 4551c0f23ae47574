"""What a worker does with one task: it is done, lost to another, or the job ends with a reason."""

import pytest

from service.bulk.job_files import JobFiles
from service.bulk.jobs import task_runner
from service.bulk.jobs.task_runner import tidy
from service.bulk.model import State
from service.engine.screening.errors import NotReady
from service.storage.errors import RecordsUnavailable

FILE = "name\nTesta Testova\nSergei Aksenov\nTestina Testrix\nTesto Testov\n"


@pytest.fixture
def job(bench):
    return bench.submit(FILE)[0]


@pytest.fixture
def worker(bench):
    return bench.worker()


def ended(bench, job):
    found = bench.job_service.store.get(job.id)
    return found.state, found.reason


def test_without_a_task_there_is_nothing_to_do(worker):
    assert not worker.work()
    assert not worker.work("job_0")


def test_a_file_that_is_not_the_one_that_was_sent_ends_the_job(bench, job, worker):
    bench.job_service.folder(job.id).upload.write_text("name\nSomebody Else\n")
    assert worker.work(job.id)
    state, reason = ended(bench, job)
    assert (state, reason) == (State.FAILED, "the stored file is not the one that was sent; send it again")


def test_a_file_that_is_gone_ends_the_job(bench, job, worker):
    bench.job_service.folder(job.id).upload.unlink()
    worker.work(job.id)
    assert ended(bench, job) == (State.FAILED, "a file of the job cannot be used: No such file or directory")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NotReady("edition x is not stored"), "edition x is not stored"),
        (ZeroDivisionError("secret"), "task 1 failed with an unexpected ZeroDivisionError"),
        (OSError(28, "No space left on device"), "a file of the job cannot be used: No space left on device"),
    ],
)
def test_what_would_happen_again_ends_the_job_with_a_reason(bench, job, worker, monkeypatch, error, reason):
    def fail(*_):
        raise error

    worker.work(job.id)
    monkeypatch.setattr(task_runner, "write_answers", fail)
    worker.work(job.id)
    assert ended(bench, job) == (State.FAILED, reason)


def test_a_database_that_fails_leaves_the_task_to_be_done_again(bench, job, worker, monkeypatch):
    def fail(*_):
        raise RecordsUnavailable("gone")

    worker.work(job.id)
    with monkeypatch.context() as patched:
        patched.setattr(task_runner, "write_answers", fail)
        with pytest.raises(RecordsUnavailable):
            worker.work(job.id)
    assert bench.job_service.store.get(job.id).state is State.SCREENING


def test_answers_that_were_changed_are_not_put_together(bench, job, worker):
    for _ in range(3):
        worker.work(job.id)
    (path, *_) = sorted((bench.job_service.folder(job.id).root / "answers").iterdir())
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    worker.work(job.id)
    state, reason = ended(bench, job)
    assert state is State.FAILED
    assert "are not those that were written" in reason
    assert not bench.job_service.folder(job.id).result.exists()


@pytest.mark.parametrize(
    ("state", "left"),
    [
        (State.DONE, {"result.parquet", "summary.html"}),
        (State.FAILED, {"input", "rows", "answers", "result.parquet", "summary.html"}),
        (State.CANCELLED, None),
        (State.VALIDATED, None),
    ],
)
def test_what_is_needed_no_more_is_removed(tmp_path, state, left):
    files = JobFiles(tmp_path / "job")
    for path in (files.upload, files.result, files.summary, files.rows(1), files.answers(1, "f" * 64)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for _ in range(2):
        tidy(files, state)
    assert (left is None) == (not files.root.exists())
    assert left is None or {path.name for path in files.root.iterdir()} == left
