"""`sekisho bulk`."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from pydantic_core import to_json
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from service.bootstrap.runtime import Runtime, unloaded_runtime
from service.bulk.errors import BadFile
from service.bulk.model import OPEN, Job, State
from service.bulk.options import ReadOptions
from service.cli.output import print_json, print_table
from service.cli.screening import read_day
from service.engine.model.entity import EntityType
from service.engine.screening.errors import NotReady
from service.engine.screening.request import DEFAULT_LIMIT, DEFAULT_PROFILE, Options
from service.engine.screening.snapshot_summary import SnapshotSummary
from service.records.model import LOCAL_ACTOR
from service.settings import Settings
from service.snapshots.activation import record_activation
from service.storage.errors import RecordsUnavailable
from service.worker.bulk.environment import with_plain_memory
from service.worker.bulk.job_service import JobService, ReceivedFile
from service.worker.bulk.launcher import Workers

LOOK_AT = 1
_SUFFIXES = {".csv": "csv", ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
_PIECE = 1024 * 1024
_SMALL_BYTES = 200_000
_PAUSE_SECONDS = 0.1
_PATIENCE_SECONDS = 120.0


def bulk(
    file: Path = typer.Argument(help="CSV, JSON lines, XLSX or Parquet; the first two may be packed with gzip."),
    out: Path | None = typer.Option(None, "-o", "--out", help="Result: .csv, .xlsx, .jsonl or .parquet."),
    hits: Path | None = typer.Option(None, help="One line a hit with its provenance, in one of the same formats."),
    summary: Path | None = typer.Option(None, help="One page with control totals and hashes, as HTML."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Check the whole file and screen nothing."),
    encoding: str | None = typer.Option(None, help="Encoding of the text, such as cp932; default UTF-8."),
    delimiter: str | None = typer.Option(None, help="What separates the cells of a CSV."),
    sheet: str | None = typer.Option(None, help="Which sheet of a workbook."),
    date_order: str | None = typer.Option(None, help="dmy or mdy, for dates such as 03/04/1970."),
    column: list[str] = typer.Option([], help="What a column holds: FIELD=HEADER. May be repeated."),
    type_: EntityType = typer.Option(EntityType.UNKNOWN, "--type", help="What rows are that do not say so."),
    as_of: str | None = typer.Option(None, help="Answer by what applied on that day."),
    profile: str = typer.Option(DEFAULT_PROFILE, help="Which settings to screen with."),
    watchlist: list[str] = typer.Option([], help="Search only this watchlist. May be repeated."),
    limit: int = typer.Option(DEFAULT_LIMIT, min=1, max=100, help="Most hits to show for a row."),
    processes: int | None = typer.Option(None, min=1, max=256, help="Worker processes; default one a core."),
    json: bool = typer.Option(False, "--json", help="The job as JSON."),
) -> None:
    """Screen a file: one answer a row. The same command again goes on where it was broken off.

    Exit status: 0 if every row is clear, 1 if somebody has to look at some, 2 if the file could not be screened.
    """
    formats = [_format_of(path) for path in (out, hits) if path is not None]
    if out is None and not dry_run:
        raise BadFile("say where the result goes (-o FILE), or check the file only (--dry-run)")
    read = ReadOptions(encoding, _tab(delimiter), sheet, read_order(date_order), read_columns(column), type_)
    options = Options(profile, tuple(watchlist) or None, None, read_day(as_of, "as-of"), limit)
    settings = Settings()
    os.environ.update(with_plain_memory(os.environ))
    with _workers(file, processes, settings) as workers, closing(unloaded_runtime(settings)) as runtime:
        job_service = _desk(runtime, workers)
        job, _ = job_service.submit(
            _take_in(job_service, file),
            file_name=file.name,
            actor=LOCAL_ACTOR,
            read=read,
            options=options,
            dry_run=dry_run,
        )
        job = _work_here(job_service, runtime, job) if workers is None else _wait(job_service, workers, job)
        if job.state is State.FAILED:
            raise BadFile(job.reason or "the job failed")
        if job.state is State.DONE:
            _write(job_service, job, dict(zip([one for one in (out, hits) if one], formats, strict=True)), out, summary)
    _show(job, json=json)
    clear = job.totals is not None and job.rows == job.totals.decisions["clear"]
    valid = job.state is State.VALIDATED and job.totals is not None and not job.totals.decisions["rejected"]
    raise typer.Exit(0 if clear or valid else LOOK_AT)


def read_order(words: str | None) -> Any:
    """A date order. Raises BadFile."""
    if words not in (None, "dmy", "mdy"):
        raise BadFile(f"date order: expected dmy or mdy, got {words!r}")
    return words


def read_columns(words: list[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of field and header. Raises BadFile."""
    for one in words:
        if "=" not in one:
            raise BadFile(f"column: expected FIELD=HEADER, such as name=Kunde; got {one!r}")
    return tuple((one.partition("=")[0], one.partition("=")[2]) for one in words)


def _tab(delimiter: str | None) -> str | None:
    return "\t" if delimiter in ("\\t", "tab") else delimiter


def _format_of(path: Path) -> str:
    found = _SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise BadFile(f"{path.name}: expected a name that ends with {', '.join(_SUFFIXES)}")
    return found


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


@contextmanager
def _workers(file: Path, processes: int | None, settings: Settings) -> Iterator[Workers | None]:
    """Processes to do the work, which load the lists while this one takes the file in; None for a small file, where
    this one does all."""
    is_small = not file.is_file() or file.stat().st_size < _SMALL_BYTES
    size = processes or (1 if is_small else settings.bulk_processes)
    if is_small and size == 1:
        yield None
        return
    workers = Workers(size)
    try:
        workers.prepare()
        yield workers
    finally:
        workers.stop()


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


def _write(job_service: JobService, job: Job, formats: dict[Path, str], out: Path | None, summary: Path | None) -> None:
    from service.worker.bulk.export import export, export_hits

    record = job_service.folder(job.id).result
    for path, name in formats.items():
        if path == out:
            export(record, name, path)
        else:
            export_hits(record, path, name)
    if summary is not None:
        summary.write_bytes(job_service.folder(job.id).summary.read_bytes())


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


def _show(job: Job, *, json: bool) -> None:
    if json:
        print_json(to_json(job_document(job)))
        return
    columns = (job.layout or {}).get("columns", [])
    print_table("Columns", ["column", "taken for"], [[one["column"], one["field"] or "-"] for one in columns])
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
