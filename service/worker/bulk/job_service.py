"""Submit files as bulk jobs and fetch their results: the one service behind HTTP and the command line."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from service.alerts.service import considered_sha256
from service.alerts.suppressing import suppressions_sha256
from service.audit.event import Event
from service.audit.file_check import file_sha256
from service.bootstrap.runtime import Runtime
from service.bulk.errors import FileTooLarge
from service.bulk.job_files import INCOMING, JobFiles
from service.bulk.jobs.store import JobStore
from service.bulk.model import Job, JobKey, Monitoring, SentFile, State, bulk_row_of
from service.bulk.options import ReadOptions
from service.bulk.reading import inspect, rows_expected
from service.bulk.recorded_files import Hashes, recorded_hashes, written_out
from service.common.processes import run_module
from service.engine.screening.errors import NotReady
from service.engine.screening.request import Options
from service.engine.screening.resolved_options import choose_profile, refuse_future
from service.engine.screening.snapshot_summary import SnapshotSummary, summary_of
from service.records.model import Document
from service.storage.database import reading
from service.tabular.limits import Limits
from service.worker.bulk.environment import with_plain_memory

if TYPE_CHECKING:
    from service.bulk.recorded_rows import RecordedRow

FORMATS = {
    "csv": ("results.csv", "text/csv; charset=utf-8"),
    "xlsx": ("results.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "jsonl": ("results.jsonl", "application/jsonl"),
    "parquet": ("results.parquet", "application/vnd.apache.parquet"),
    "hits": ("hits.csv", "text/csv; charset=utf-8"),
    "record": ("result.parquet", "application/vnd.apache.parquet"),
    "summary": ("summary.html", "text/html; charset=utf-8"),
}
"""What a finished job can be fetched as: the file's name and its type. `record` is the record itself."""

_EXPORT_SECONDS = 3600
_FEW_ROWS = 10_000
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that came in whole: where it lies for now, its size and its SHA-256."""

    path: Path
    bytes: int
    sha256: str


class IncomingFile:
    """A file coming in, piece by piece. Raises FileTooLarge beyond the limit. Given up, it leaves nothing."""

    def __init__(self, folder: Path, limit: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / secrets.token_hex(8)
        self._file = self._path.open("xb")
        self._digest = hashlib.sha256()
        self._limit = limit
        self._bytes = 0

    def write(self, content: bytes) -> None:
        """Take the next piece."""
        self._bytes += len(content)
        if self._bytes > self._limit:
            raise FileTooLarge(
                f"a file may have at most {self._limit} bytes, this one has more; split it, or pack it with gzip"
            )
        self._digest.update(content)
        self._file.write(content)

    def done(self) -> ReceivedFile:
        """The file is whole."""
        self._file.close()
        return ReceivedFile(self._path, self._bytes, self._digest.hexdigest())

    def give_up(self) -> None:
        """Forget it."""
        self._file.close()
        self._path.unlink(missing_ok=True)


class JobService:
    """Takes questions about files, and knows where everything lies."""

    def __init__(self, runtime: Runtime, summary: Callable[[], SnapshotSummary] | None = None) -> None:
        """`summary` gives what questions are asked of, and may wait for it or raise NotReady; by default it is what the
        runtime has loaded."""
        self.settings = runtime.settings
        self.limits = Limits(unpacked_bytes=runtime.settings.bulk_unpacked_bytes)
        self.store = JobStore(runtime.records.engine, runtime.clock)
        self._runtime = runtime
        self._summary = summary or (lambda: summary_of(runtime.snapshots.current()))

    def receive(self) -> IncomingFile:
        """Begin to take a file in."""
        return IncomingFile(self.settings.bulk_dir / INCOMING, self.settings.bulk_max_bytes)

    def submit(
        self,
        received: ReceivedFile,
        *,
        file_name: str,
        actor: str,
        read: ReadOptions,
        options: Options,
        dry_run: bool,
        monitor: Monitoring | None = None,
    ) -> tuple[Job, bool]:
        """Ask about a file, and have its parties watched if `monitor` says so. The second value says whether the very
        question was asked before: then that is its job.

        Raises BadFile, InvalidRequest, NotReady, TooManyJobs or RecordsUnavailable; the file is forgotten then.
        """
        try:
            layout = inspect(received.path, read, self.limits)
            question = replace(self._question(received, actor, read, options, dry_run=dry_run), monitor=monitor)
            return self.store.submit(
                question,
                SentFile(file_name[-_LONGEST_NAME:], received.bytes, layout, rows_expected(received.path)),
                place=lambda job_id: self._place(received, job_id),
                most=self.settings.bulk_max_waiting,
            )
        finally:
            received.path.unlink(missing_ok=True)

    def _question(
        self, received: ReceivedFile, actor: str, read: ReadOptions, options: Options, *, dry_run: bool
    ) -> JobKey:
        summary, today = self._summary(), self._runtime.screenings.today()
        profile = choose_profile(options, summary)
        refuse_future(options, profile, today)
        return JobKey(
            actor=actor,
            input_sha256=received.sha256,
            snapshot_sha256=summary.sha256,
            watchlists=tuple(summary.watchlists.items()),
            profile_sha256=profile.sha256,
            read=read,
            options=replace(options, as_of=options.as_of or today),
            max_name_length=self.settings.max_name_length,
            dry_run=dry_run,
            suppressions_sha256=None if dry_run else self._remembered(options.profile),
        )

    def _remembered(self, profile_id: str) -> str | None:
        """Hash of the decisions that are remembered now."""
        known = self._runtime.alerts.suppressions
        known.refresh()
        return suppressions_sha256(one for one in known.all() if one.profile_id == profile_id)

    def _place(self, received: ReceivedFile, job_id: str) -> None:
        folder = self.folder(job_id)
        folder.root.mkdir(parents=True, exist_ok=True)
        received.path.replace(folder.upload)

    def folder(self, job_id: str) -> JobFiles:
        """Where the files of a job lie."""
        return JobFiles(self.settings.bulk_dir / job_id)

    def cancel(self, job: Job, actor: str) -> bool:
        """End a job before its time, or forget one that failed: its files go. False if it is at its end."""
        event = Event("job_finished", actor, job.id, {"state": State.CANCELLED.value})
        if not self.store.cancel(job.id, f"cancelled by {actor}"):
            return False
        self._runtime.records.note_now(event)
        shutil.rmtree(self.folder(job.id).root, ignore_errors=True)
        return True

    def recorded_row(self, job_id: str, number: int) -> RecordedRow | None:
        """What a row asked and was answered; None before its job is done."""
        from service.bulk.recorded_rows import read_recorded_row  # loads what reads tables, which takes a moment

        job = self.store.get(job_id)
        if job is None or job.state is not State.DONE or job.layout is None:
            return None
        return read_recorded_row(self.folder(job.id).result, job.layout["columns"], number)

    def screening(self, screening_id: str) -> Document | None:
        """The screening of a row of a finished job, if it is the id of one and the row was not rejected."""
        from service.bulk.row_documents import RowDocuments  # as above

        row = bulk_row_of(screening_id)
        job = None if row is None else self.store.get(row[0])
        if row is None or job is None or job.state is not State.DONE or not self.folder(job.id).result.exists():
            return None
        with reading(self._runtime.records.engine, "the remembered decisions") as connection:
            remembered = considered_sha256(connection, screening_id)
        return RowDocuments(job, self.folder(job.id).result).get(row[1], remembered)

    def result(self, job: Job, name: str) -> Path:
        """The file of a finished job in one of the formats, made on first use. A long one is made in a process of its
        own, so that it takes no core from the requests being answered. Raises NotReady if that fails."""
        folder = self.folder(job.id)
        path = folder.root / FORMATS[name][0]
        hashes = recorded_hashes(self._runtime.records.engine, job.id)
        if path.name in hashes and path.exists():
            return _unchanged(path, hashes)
        _unchanged(folder.result, hashes)
        if (job.rows or 0) <= _FEW_ROWS:
            from service.worker.bulk.export import export  # loads what reads tables, which takes a moment

            export(folder.result, name, path)
        else:
            run_aside("service.worker.bulk.export", str(folder.result), name, str(path))
        self._runtime.records.note_now(written_out(job.id, job.question.actor, path))
        return path


def _unchanged(path: Path, hashes: Hashes) -> Path:
    """A file that is as the audit chain says. Raises NotReady if it is not."""
    try:
        if file_sha256(path) in hashes.get(path.name, ()):
            return path
    except OSError as error:
        raise NotReady(f"the file {path.name} of the job cannot be read: {error.strerror}") from None
    raise NotReady(f"the file {path.name} of the job is not as it was written: see sekisho audit verify")


def run_aside(module: str, *arguments: str) -> None:
    """Run one of the program's own modules to its end. Raises NotReady if it fails."""
    ended = run_module(module, *arguments, environment=with_plain_memory(os.environ), seconds=_EXPORT_SECONDS)
    if ended.returncode:
        raise NotReady(f"the result cannot be written out: {(ended.stderr.strip().splitlines() or ['no reason'])[-1]}")
