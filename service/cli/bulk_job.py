"""A file as a bulk job from beginning to end, as `sekisho bulk` has it done and shows it.

It takes a second to import, in which the workers load the lists already: `service.cli.bulk` starts them first.
"""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic_core import to_json
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from service.bootstrap.runtime import Runtime, unloaded_runtime
from service.bulk.errors import BadFile
from service.bulk.model import OPEN, Job, State
from service.bulk.options import ReadOptions
from service.cli.output import print_json, print_table
from service.engine.screening.errors import NotReady
from service.engine.screening.request import Options
from service.engine.screening.snapshot_summary import SnapshotSummary
from service.records.model import LOCAL_ACTOR
from service.settings import Settings
from service.snapshots.activation import record_activation
from service.storage.errors import RecordsUnavailable
from service.worker.bulk.job_service import JobService, ReceivedFile
from service.worker.bulk.launcher import Workers

_PIECE = 1024 * 1024
_PAUSE_SECONDS = 0.1
_PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write, and its format: csv, xlsx, jsonl or parquet."""

    path: Path
    format: str


@dataclass(frozen=True, slots=True)
class BulkQuestion:
    """What is asked of a file, and what is to be written of the answers."""

    file: Path
    read: ReadOptions
    options: Options
    dry_run: bool
    results: Output | None
    hits: Output | None
    summary: Path | None


def ask(asked: BulkQuestion, settings: Settings, workers: Workers | None) -> Job:
    """Submit a file, wait for its job, and write the answers. Without workers this process does the work. Raises
    BadFile if the job failed."""
    with closing(unloaded_runtime(settings)) as runtime:
        job_service = _desk(runtime, workers)
        job, _ = job_service.submit(
            _take_in(job_service, asked.file),
            file_name=asked.file.name,
            actor=LOCAL_ACTOR,
            read=asked.read,
            options=asked.options,
            dry_run=asked.dry_run,
        )
        job = _work_here(job_service, runtime, job) if workers is None else _wait(job_service, workers, job)
        if job.state is State.FAILED:
            raise BadFile(job.reason or "the job failed")
        if job.state is State.DONE:
            _write(job_service, job, asked)
    return job


def is_clear(job: Job) -> bool:
    """Whether nobody has to look at any row."""
    if job.totals is None:
        return False
    decisions = job.totals.decisions
    return decisions["clear"] == job.rows or (job.state is State.VALIDATED and not decisions["rejected"])


def _take_in(job_service: JobService, path: Path) -> ReceivedFile:
    receiving = job_service.receive()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                receiving.write(piece)
        return receiving.done()
    except BaseException:
        receiving.give_up()
        raise


def _desk(runtime: Runtime, workers: Workers | None) -> JobService:
    """A desk on the lists that the workers load, or on those that this process loads where there are none."""
    if workers is None:
        runtime.snapshots.load()
        return JobService(runtime)

    def summary() -> SnapshotSummary:
        loaded = workers.loaded()
        record_activation(runtime.records, loaded.summary.sha256, loaded.parts)
        return loaded.summary

    return JobService(runtime, summary)


def _work_here(job_service: JobService, runtime: Runtime, job: Job) -> Job:
    """Bring a job to its end in this process."""
    from service.worker.bulk.worker import tools_of, work_on  # loads what reads tables, which takes a moment

    tools = tools_of(job_service.settings, f"command/{job.id}/{time.time_ns()}", runtime.snapshots.current())
    try:
        work_on(tools, job.id)
    finally:
        tools.task_queue.release()
    return _current(job_service, job)


def _wait(job_service: JobService, workers: Workers, job: Job) -> Job:
    """Wait until a job is at its end, see that somebody works on it, and show how far it is."""
    workers.give(job.id)
    with _bar() as bar:
        line = bar.add_task(job.file_name, total=None, state=job.state.value)
        while (job := _current(job_service, job)).state in OPEN:
            workers.look(wanted=True)
            bar.update(line, total=job.progress.rows_of_all, completed=job.progress.rows_done, state=_said(job))
            time.sleep(_PAUSE_SECONDS)
        bar.update(line, total=job.rows, completed=job.rows or 0, state=_said(job))
    return job


def _bar() -> Progress:
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[state]}")]
    return Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=Console(stderr=True))


def _said(job: Job) -> str:
    rate = job.rate(datetime.now(UTC))
    resumed = ", goes on from where it was" if job.progress.resumed_at and job.state in OPEN else ""
    return job.state.value + ("" if rate is None else f", {rate:,.0f} rows/s") + resumed


def _current(job_service: JobService, job: Job) -> Job:
    """The job as it stands. The workers wait for a database that is away, so the command does for a while as well."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            found = job_service.store.get(job.id)
        except RecordsUnavailable:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE_SECONDS)
            continue
        if found is None:
            raise NotReady(f"the job {job.id} is no longer there")
        return found


def _write(job_service: JobService, job: Job, asked: BulkQuestion) -> None:
    from service.worker.bulk.export import export, export_hits

    record = job_service.folder(job.id).result
    if asked.results is not None:
        export(record, asked.results.format, asked.results.path)
    if asked.hits is not None:
        export_hits(record, asked.hits.path, asked.hits.format)
    if asked.summary is not None:
        asked.summary.write_bytes(job_service.folder(job.id).summary.read_bytes())


def job_document(job: Job) -> dict[str, Any]:
    """A job, for programs."""
    question, totals = job.question, job.totals
    return {
        "id": job.id,
        "state": job.state.value,
        "file": {"name": job.file_name, "bytes": job.file_bytes, "sha256": question.input_sha256},
        "layout": job.layout,
        "rows": job.rows,
        "totals": None if totals is None else totals.decisions,
        "hits": None if totals is None else totals.hits,
        "suppressed_hits": None if totals is None else totals.suppressed_hits,
        "faults": [] if totals is None else totals.document()["faults"],
        "result_sha256": job.result_sha256,
        "snapshot_sha256": question.snapshot_sha256,
        "profile": {"id": question.options.profile, "sha256": question.profile_sha256},
        "as_of": str(question.options.as_of),
    }


def show(job: Job, *, json: bool) -> None:
    """Print a job, for people or as JSON."""
    if json:
        print_json(to_json(job_document(job)))
        return
    columns = (job.layout or {}).get("columns", [])
    taken_for = [[one["column"], one["field"] or "not looked at"] for one in columns]
    print_table("Columns", ["column", "taken for"], taken_for)
    if job.totals is None:
        return
    counted = job.totals.decisions if job.state is State.DONE else {"rejected": job.totals.decisions["rejected"]}
    print_table(
        "Rows", ["decision", "rows"], [[name, f"{n:,}"] for name, n in [*counted.items(), ("all", job.rows or 0)]]
    )
    faults = [[str(one.row), one.column, one.reason] for one in job.totals.faults[:20]]
    if faults:
        print_table("Rejected rows, the first of them", ["row", "column", "reason"], faults)
    if job.state is State.DONE:
        console = Console(highlight=False, soft_wrap=True)
        console.print(f"recorded as {job.id}, result SHA-256 {job.result_sha256}", style="dim")
