"""A desk in a folder of its own, and workers that work when a test says so."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from service.bulk.jobs.task_runner import Worker
from service.bulk.options import ReadOptions
from service.engine.screening.request import Options
from service.worker.bulk.job_service import JobService
from service.worker.bulk.worker import tools_of


class Bench:
    """Hands files in, and does the work of one or several workers."""

    def __init__(self, job_service: JobService, snapshot) -> None:
        self.job_service, self.snapshot = job_service, snapshot

    def submit(self, content, *, name="customers.csv", dry_run=False, options=None, **read):
        receiving = self.job_service.receive()
        receiving.write(content.encode() if isinstance(content, str) else content)
        return self.job_service.submit(
            receiving.done(),
            file_name=name,
            actor="local",
            read=ReadOptions(**read),
            options=options or Options(),
            dry_run=dry_run,
        )

    def worker(self, owner="one", clock: Callable | None = None, turn_seconds=3_600.0) -> Worker:
        """Does a whole task with each call, on however slow a machine, unless `turn_seconds` says otherwise."""
        return Worker(tools_of(self.job_service.settings, owner, self.snapshot, clock=clock), turn_seconds=turn_seconds)

    def done(self, job, owner="one"):
        """Bring a job to its end."""
        worker = self.worker(owner)
        while worker.work(job.id):
            pass
        return self.job_service.store.get(job.id)

    def record(self, job) -> bytes:
        return self.job_service.folder(job.id).result.read_bytes()


@pytest.fixture
def bench(make_runtime, snapshot) -> Bench:
    return Bench(JobService(make_runtime()), snapshot)


@pytest.fixture
def bench_on_each(database, make_runtime, snapshot) -> Bench:
    """The same on SQLite and on PostgreSQL."""
    return Bench(JobService(make_runtime(database_url=database)), snapshot)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    """Few rows a chunk, so that small files have several."""
    monkeypatch.setattr("service.bulk.chunks.CHUNK_ROWS", 3)


@pytest.fixture
def later():
    """A clock that is ahead of the real one by as much as a test says."""
    from service.common.clock import utc_now

    return lambda seconds: lambda: utc_now() + timedelta(seconds=seconds)
