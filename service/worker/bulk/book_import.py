"""What a bulk job does with the book if its parties are to be watched (`monitor`)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from service.bootstrap.runtime import open_records
from service.bulk.errors import BadFile
from service.bulk.job_files import JobFiles
from service.bulk.model import Job, Monitoring
from service.common.clock import Clock
from service.customers.errors import BookShrinks
from service.customers.importing import (
    ImportDefaults,
    ImportMode,
    ImportPlan,
    import_book,
    plan_import,
    read_book,
    refuse_other_segments,
)
from service.customers.model import SubjectContent
from service.records.records import Records
from service.settings import Settings
from service.tabular.limits import Limits

Beat = Callable[[], None]
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class BookOfJobs:
    """Takes the files of jobs into the book (`service.bulk.jobs.task_runner.Book`)."""

    settings: Settings
    clock: Clock

    def plan(self, job: Job, files: JobFiles, beat: Beat) -> dict[str, Any]:
        """What the file would do to the book. Raises BadFile if it cannot be taken, and, unless the job is a dry run,
        if it would withdraw more than is allowed without saying so."""
        monitoring, subjects = self._read(job, files, beat)
        with closing(open_records(self.settings, self.clock)) as records:
            plan = self._plan(records, job, monitoring, subjects)
        if plan.shrinks and not monitoring.accept and not job.question.dry_run:
            raise BadFile(str(BookShrinks.of(len(plan.withdrawn), plan.active)))
        return {
            "new": plan.new,
            "changed": plan.changed,
            "unchanged": plan.unchanged,
            "withdrawn": len(plan.withdrawn),
            "withdrawn_references": list(plan.withdrawn[:_SHOWN]),
            "active": plan.active,
            "shrinks": plan.shrinks,
        }

    def take(self, job: Job, files: JobFiles, beat: Beat) -> None:
        """Put the subjects of the file, and withdraw what it replaces. The same again changes nothing. Raises BadFile
        if the book has changed so that the file would withdraw too much."""
        monitoring, subjects = self._read(job, files, beat)
        with closing(open_records(self.settings, self.clock)) as records:
            plan = self._plan(records, job, monitoring, subjects)
            try:
                import_book(
                    records,
                    subjects,
                    plan,
                    mode=ImportMode(monitoring.mode),
                    sha256=job.question.input_sha256,
                    actor=job.question.actor,
                    clock=self.clock,
                    accept=monitoring.accept,
                    beat=beat,
                )
            except BookShrinks as error:
                raise BadFile(str(error)) from None

    def _read(self, job: Job, files: JobFiles, beat: Beat) -> tuple[Monitoring, dict[str, SubjectContent]]:
        question, monitoring = job.question, job.question.monitor
        assert monitoring is not None  # nosec  # B101: only called for such jobs
        limits = Limits(unpacked_bytes=self.settings.bulk_unpacked_bytes)
        return monitoring, read_book(files.upload, question.read, limits, _defaults(job, monitoring), beat)

    def _plan(
        self, records: Records, job: Job, monitoring: Monitoring, subjects: dict[str, SubjectContent]
    ) -> ImportPlan:
        with records.engine.connect() as connection:
            refuse_other_segments(connection, subjects, monitoring.segments)
            return plan_import(connection, subjects, ImportMode(monitoring.mode), _defaults(job, monitoring))


def _defaults(job: Job, monitoring: Monitoring) -> ImportDefaults:
    options = job.question.options
    return ImportDefaults(monitoring.segment, options.profile, options.watchlists)
