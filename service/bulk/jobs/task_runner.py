"""What a worker does with a task: read the file, screen a chunk, put the result together.

Files take their names in one step, and a task counts once the database says so: its alerts are raised in that very
transaction. So whatever is killed, and whenever, only the tasks in hand are done again. They raise what was not raised,
and make the same bytes, unless somebody has ended a remembered decision meanwhile.

A chunk of ordinary rows takes a second, one of names that are like half a list many minutes. So tasks are done in
turns: while one is not done, another job's may begin.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from service.alerts.active_suppressions import ActiveSuppressions
from service.alerts.errors import SuppressionsOutdated
from service.alerts.findings import SuppressionsOf
from service.alerts.listed_fingerprints import ListedFingerprints
from service.audit.event import Event
from service.bulk.batch_screening import BatchScreener, Work, screen_batch, with_answers
from service.bulk.chunks import InputFile, join_answers, open_input, read_rows, sha256_of, write_answers, write_rows
from service.bulk.columns import Layout, described_layout, reference_column
from service.bulk.counting import count
from service.bulk.errors import BadFile, Stopped
from service.bulk.job_files import JobFiles
from service.bulk.jobs.heartbeat import Heartbeat
from service.bulk.jobs.store import JobStore
from service.bulk.jobs.task_queue import LEASE, MOST_ATTEMPTS, TaskQueue
from service.bulk.jobs.task_turns import MOST_IN_HAND, TURN_SECONDS, Engaged, TaskInHand, TaskTurns
from service.bulk.model import Job, Kind, State, Task
from service.bulk.row_alerts import raised_of
from service.bulk.row_documents import used_of, with_used
from service.bulk.row_index import index_rows, join_indexes, write_part
from service.bulk.row_screening import JobContext, Memory, passed
from service.bulk.totals import Totals, add
from service.bulk.writing.summary import write_summary
from service.common.clock import Clock, sortable
from service.common.cooperative import Steps
from service.common.gc_tuning import without_collection
from service.common.logging import Logger
from service.engine.screening.errors import InvalidRequest, NotReady
from service.records.search_keys import SearchKeys
from service.storage.errors import RecordsUnavailable
from service.tabular.limits import Limits

log = Logger("sekisho.bulk")

_BEAT_SECONDS = LEASE.total_seconds() / 5
_ATTEMPTS = 5
"""How often a chunk is screened again because a suppression has ended meanwhile."""


Beat = Callable[[], None]
"""Says that a task has moved. Raises Stopped if it is lost."""


class Book(Protocol):
    """Takes the files of jobs into the book of those who are watched. Both raise BadFile."""

    def plan(self, job: Job, files: JobFiles, beat: Beat) -> dict[str, Any]:
        """What the file would do to it, refused if that is too much."""
        ...

    def take(self, job: Job, files: JobFiles, beat: Beat) -> None:
        """Do it. The same again changes nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What a worker works with. `terms` gives what a job is screened with, on the very snapshot it is pinned to, and
    raises NotReady if that cannot be had."""

    store: JobStore
    task_queue: TaskQueue
    folder: Callable[[str], JobFiles]
    terms: Callable[[Job], JobContext]
    suppressions: ActiveSuppressions
    book: Book
    limits: Limits
    clock: Clock
    keys: SearchKeys


class Worker:
    """Does tasks in turns. Keeps answers of the jobs it works on, for rows that ask the same."""

    def __init__(self, tools: Tools, *, turn_seconds: float = TURN_SECONDS) -> None:
        self._tools = tools
        self._screeners: dict[str, BatchScreener] = {}
        self._turns = TaskTurns(seconds=turn_seconds)

    def work(self, job_id: str | None = None) -> bool:
        """Do a turn of a task, of one job or of any. False if there was none to do."""
        with without_collection():  # nearly all that is made in a turn goes by itself
            return self._turns.take(partial(self._begin, job_id))

    def _begin(self, job_id: str | None, engaged: Engaged) -> TaskInHand | None:
        if job_id in engaged.jobs:
            return None
        task = self._tools.task_queue.claim(job_id, engaged)
        job = None if task is None else self._tools.store.get(task.job_id)
        if task is None or job is None:
            return None
        return TaskInHand(job.id, job.question.actor, self._do(task, job))

    def _do(self, task: Task, job: Job) -> Steps[None]:
        try:
            with (
                Heartbeat(
                    lambda: self._tools.task_queue.beat(task, self._answered(task)), every=_BEAT_SECONDS
                ) as pulse,
                closing(self._perform(task, job, pulse.beat)) as steps,
            ):
                for _ in steps:
                    pulse.beat()
                    yield
        except Stopped as why:
            log.info("bulk_task_lost", job=task.job_id, task=task.number, reason=str(why))

    def _answered(self, task: Task) -> int:
        screener = self._screeners.get(task.job_id)
        return screener.answered if screener is not None and task.kind is Kind.SCREEN else 0

    def _perform(self, task: Task, job: Job, beat: Beat) -> Steps[None]:
        perform = {Kind.READ: self._read, Kind.SCREEN: self._screen, Kind.FINISH: self._finish}[task.kind]
        try:
            if task.attempts > MOST_ATTEMPTS:
                raise NotReady(
                    f"task {task.number} was begun {MOST_ATTEMPTS} times and never ended: it kills its worker"
                )
            yield from perform(task, job, beat)
        except (Stopped, RecordsUnavailable):
            raise
        except (BadFile, NotReady, InvalidRequest) as error:
            self._fail(task, job, str(error))
        except OSError as error:
            self._fail(task, job, f"a file of the job cannot be used: {error.strerror or type(error).__name__}")
        except Exception as error:  # the same would happen again: better an end with a reason than a circle
            self._fail(task, job, f"task {task.number} failed with an unexpected {type(error).__name__}")

    def _fail(self, task: Task, job: Job, reason: str) -> None:
        log.error("bulk_job_failed", job=job.id, reason=reason)
        event = _ended(job, State.FAILED, {"reason": reason})
        self._tools.task_queue.ended(task, State.FAILED, event, reason=reason)

    def _read(self, task: Task, job: Job, beat: Beat) -> Steps[None]:
        folder = self._tools.folder(job.id)
        if sha256_of(folder.upload) != job.question.input_sha256:
            raise BadFile("the stored file is not the one that was sent; send it again")
        if job.question.monitor is not None:
            self._tools.task_queue.planned(task, self._tools.book.plan(job, folder, beat))
        with open_input(folder.upload, job.question.read, self._tools.limits) as file:
            if job.question.dry_run:
                yield from self._check(task, job, file)
                return
            for number, batch in file.chunks():
                write_rows(folder.rows(number), batch)
                self._tools.task_queue.chunk_read(task, number, batch.num_rows)
                yield
        self._tools.task_queue.all_read(task, file.shape, file.rows)

    def _check(self, task: Task, job: Job, file: InputFile) -> Steps[None]:
        """A dry run: whether the rows can be screened."""
        terms, totals = self._tools.terms(job), Totals()
        for _, batch in file.chunks():
            screener = BatchScreener(Work(job.id, file.layout, job.question.read, terms), screen=passed)
            totals = add([totals, count(screen_batch(batch, screener))])
            yield
        event = _ended(job, State.VALIDATED, {"rows": file.rows, **totals.decisions})
        kept = json.dumps(file.shape, ensure_ascii=False)
        self._tools.task_queue.ended(task, State.VALIDATED, event, totals=totals, layout=kept, rows=file.rows)
        tidy(self._tools.folder(job.id), State.VALIDATED)

    def _screen(self, task: Task, job: Job, beat: Beat) -> Steps[None]:
        folder = self._tools.folder(job.id)
        batch, screener = read_rows(folder.rows(task.number)), self._screener_of(job)
        resolved, engine = screener.work.terms.resolved, screener.work.terms.snapshot.engine
        for _ in range(_ATTEMPTS):
            self._tools.suppressions.refresh()
            answers = yield from screener.answers_in_steps(batch)
            answered = with_used(with_answers(batch, answers, screener.work), resolved, engine)
            sha256 = write_answers(partial(folder.answers, task.number), answered)
            part = index_rows(answered, screener.work.layout, job.question.read, self._tools.keys)
            write_part(folder.index_part(task.number), part)
            outcome = {"sha256": sha256, "totals": count(answered).document()}
            raised = raised_of(batch, answers, screener.work.layout, job, self._tools.clock())
            with suppress(SuppressionsOutdated):  # somebody ended one of them while the answers were found
                self._tools.task_queue.screened(task, outcome, raised)
                return
        raise RecordsUnavailable("remembered decisions are ended faster than rows are screened")

    def _screener_of(self, job: Job) -> BatchScreener:
        found = self._screeners.pop(job.id, None)
        if found is None:
            layout = _layout_of(job)
            terms = self._tools.terms(job)
            memory = Memory(ListedFingerprints(terms.snapshot), self._known_before(job), self._tools.clock)
            work = Work(job.id, layout, job.question.read, replace(terms, memory=memory))
            found = BatchScreener(work)
        self._screeners[job.id] = found
        if len(self._screeners) > MOST_IN_HAND:
            self._screeners.pop(next(iter(self._screeners)))
        return found

    def _known_before(self, job: Job) -> SuppressionsOf:
        """The decisions that were remembered when the job was asked, without those that have ended since."""
        active, asked_at = self._tools.suppressions, sortable(job.created_at)
        return lambda subject_key: [one for one in active.of(subject_key) if one.starts_at <= asked_at]

    def _finish(self, task: Task, job: Job, beat: Beat) -> Steps[None]:
        folder = self._tools.folder(job.id)
        chunks = self._tools.task_queue.outcomes(job.id)
        parts = [(folder.answers(number, outcome["sha256"]), outcome["sha256"]) for number, outcome in chunks]
        counted: list[Totals] = []
        for batch in join_answers(parts, folder.result):
            counted.append(count(batch))
            yield
        totals = add(counted)
        if totals.rows != job.rows:
            raise BadFile(f"the file has {job.rows} rows and the result {totals.rows}; start the job again")
        if job.question.monitor is not None:
            self._tools.book.take(job, folder, beat)
        join_indexes([folder.index_part(number) for number, _ in chunks], folder.index)
        sha256 = sha256_of(folder.result)
        finished = self._tools.clock()
        used = used_of(folder.result)
        write_summary(folder.summary, job, totals, used, result_sha256=sha256, finished_at=finished)
        hashes = {"result_sha256": sha256, "summary_sha256": sha256_of(folder.summary)}
        event = _ended(job, State.DONE, {**hashes, "rows": totals.rows, **totals.decisions})
        self._tools.task_queue.ended(task, State.DONE, event, totals=totals, result_sha256=sha256)
        tidy(folder, State.DONE)


def _layout_of(job: Job) -> Layout:
    """What the columns of a job were taken for. Those who are watched have one id here and in the book."""
    layout = described_layout((job.layout or {})["columns"])
    place = reference_column(layout)
    if job.question.monitor is None or place is None:
        return layout
    return replace(layout, positions=layout.positions | {"subject_id": (place,)})


def _ended(job: Job, state: State, details: dict[str, Any]) -> Event:
    question = job.question
    same = {
        "state": state.value,
        "input_sha256": question.input_sha256,
        "snapshot_sha256": question.snapshot_sha256,
        "profile_sha256": question.profile_sha256,
    }
    return Event("job_finished", question.actor, job.id, same | details)


def tidy(folder: JobFiles, state: State) -> None:
    """Remove what a job that has ended needs no more: of one that is done everything but its record."""
    if state is State.DONE:
        folder.upload.unlink(missing_ok=True)
        for name in ("rows", "answers", "index"):
            shutil.rmtree(folder.root / name, ignore_errors=True)
    elif state in (State.CANCELLED, State.VALIDATED):
        shutil.rmtree(folder.root, ignore_errors=True)
