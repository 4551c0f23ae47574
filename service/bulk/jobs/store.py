"""Jobs in the database: submit, look, cancel. What workers do is in `task_queue`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, bindparam, case, delete, func, select, update

from service.alerts.search import BulkRowAlert, alerts_of_job
from service.bulk.errors import TooManyJobs
from service.bulk.jobs.tables import JOBS, TASKS
from service.bulk.model import AGAIN, OPEN, Job, JobKey, Kind, SentFile, State, read_question
from service.bulk.progress import Progress
from service.bulk.totals import read_totals
from service.common.clock import Clock, sortable
from service.storage.database import reading, writing
from service.webhooks.outbox import OutboxEvent, write_events

_JOBS = "the bulk jobs"
_MANY_ROWS = 1_000
"""Fewer are done before their rate can be told."""

# Asked several times a second while a job runs, so they are built once: that is most of what asking costs.
_JOB = select(JOBS).where(JOBS.c.id == bindparam("job_id"))
_STATE = select(JOBS.c.state).where(JOBS.c.id == bindparam("job_id"))
_ROWS_OF_TASK = case((TASKS.c.state == "done", TASKS.c.rows), (TASKS.c.state == "taken", TASKS.c.rows_in_hand), else_=0)
_ROWS_DONE = select(func.sum(_ROWS_OF_TASK)).where(TASKS.c.job_id == bindparam("job_id"), TASKS.c.kind == Kind.SCREEN)


class JobStore:
    """Every method raises RecordsUnavailable if the database does not do it."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def submit(self, question: JobKey, file: SentFile, *, place: Callable[[str], None], most: int) -> tuple[Job, bool]:
        """Make a job, or find the one that answers the question already, or start that again if it was given up.

        `place` puts the file where workers find it; it is only called if there is work to do. The second value says
        whether the job was there. Raises TooManyJobs if `most` jobs wait.
        """
        job_id = question.job_id
        with self.writing() as connection:
            found = find_job(connection, job_id)
            if found is not None and found.state not in AGAIN:
                return found, True
            waiting = select(func.count()).select_from(JOBS).where(JOBS.c.state.in_(OPEN))
            if connection.execute(waiting).scalar_one() >= most:
                raise TooManyJobs(f"{most} jobs are waiting, which is the limit; try again when some are done")
            place(job_id)
            if found is None:
                self._insert(connection, question, file)
            else:
                _restart(connection, found, sortable(self._clock()))
            job = find_job(connection, job_id)
        assert job is not None  # nosec B101  # it was just written
        return job, found is not None

    def _insert(self, connection: Connection, question: JobKey, file: SentFile) -> None:
        row = {
            "id": question.job_id,
            "actor": question.actor,
            "state": State.QUEUED,
            "created_at": sortable(self._clock()),
            "file_name": file.name,
            "file_bytes": file.bytes,
            "rows_expected": file.rows_expected,
            "layout": None if file.layout is None else json.dumps(file.layout, ensure_ascii=False),
            "question": question.document(),
        }
        connection.execute(JOBS.insert().values(row))
        add_task(connection, question.job_id, 0, Kind.READ, rows=0)

    def get(self, job_id: str) -> Job | None:
        """The job of that id."""
        with self._reading() as connection:
            return find_job(connection, job_id)

    def is_open(self, job_id: str) -> bool:
        """Whether there is a job of that id that is not at its end."""
        with self._reading() as connection:
            state = connection.execute(_STATE, {"job_id": job_id}).scalar()
        return state is not None and State(state) in OPEN

    def newest(self, *, actor: str | None, limit: int) -> list[Job]:
        """The newest jobs, of one actor or of all."""
        wanted = select(JOBS.c.id).order_by(JOBS.c.created_at.desc(), JOBS.c.id).limit(limit)
        if actor is not None:
            wanted = wanted.where(JOBS.c.actor == actor)
        with self._reading() as connection:
            found = (find_job(connection, job_id) for (job_id,) in connection.execute(wanted).all())
            return [job for job in found if job is not None]

    def alerts(self, job_id: str, *, after: int, limit: int, decision: str | None = None) -> list[BulkRowAlert]:
        """What rows of a job have led to, in order, from below row `after`, of at most `limit` rows."""
        with self._reading() as connection:
            return alerts_of_job(connection, job_id, decision=decision, after=after, limit=limit)

    def cancel(self, job_id: str, why: str) -> bool:
        """End a job that is not at its end, or forget one that failed. Alerts of rows that were screened stay: they are
        for a person to close. False if there was nothing to cancel."""
        ended = {"state": State.CANCELLED, "finished_at": sortable(self._clock()), "reason": why}
        with self.writing() as connection:
            changed = connection.execute(
                update(JOBS).where(JOBS.c.id == job_id, JOBS.c.state.in_(OPEN | {State.FAILED})).values(ended)
            ).rowcount
            if changed:
                tell_finished(connection, job_id, State.CANCELLED, self._clock())
        return bool(changed)

    def has_work(self) -> bool:
        """Whether any job is not at its end."""
        with self._reading() as connection:
            return connection.execute(select(JOBS.c.id).where(JOBS.c.state.in_(OPEN)).limit(1)).first() is not None

    def states(self) -> dict[str, State]:
        """Where every job stands, by id."""
        with self._reading() as connection:
            return {job_id: State(state) for job_id, state in connection.execute(select(JOBS.c.id, JOBS.c.state))}

    def close(self) -> None:
        """Close all connections; the next question opens one again."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that will write."""
        with writing(self._engine, _JOBS) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with reading(self._engine, _JOBS) as connection:
            yield connection


def add_task(connection: Connection, job_id: str, number: int, kind: Kind, *, rows: int) -> None:
    """A task that waits for a worker, unless it is there."""
    there = select(TASKS.c.number).where(TASKS.c.job_id == job_id, TASKS.c.number == number)
    if connection.execute(there).first() is None:
        row = {"job_id": job_id, "number": number, "kind": kind, "state": "waiting", "rows": rows, "attempts": 0}
        connection.execute(TASKS.insert().values(row))


def tell_finished(connection: Connection, job_id: str, state: State, at: datetime) -> None:
    """Write the event of the end of a job for other systems."""
    rows = connection.execute(select(JOBS.c.rows).where(JOBS.c.id == job_id)).scalar()
    data = {"job_id": job_id, "state": state.value, "rows": rows}
    write_events(connection, [OutboxEvent("bulk_job.finished", data)], at)


def _restart(connection: Connection, job: Job, now: str) -> None:
    """Of a job that failed, what is finished stays so and the rest waits again, with all its chances. Of one that was
    cancelled nothing is left."""
    tasks = TASKS.c.job_id == job.id
    fresh: dict[str, Any] = {"state": State.QUEUED, "started_at": None, "finished_at": None, "reason": None}
    if job.state is State.CANCELLED:
        connection.execute(delete(TASKS).where(tasks))
        add_task(connection, job.id, 0, Kind.READ, rows=0)
        fresh |= {"worked_seconds": None, "resumed_at": None}
    elif job.progress.rows_done:
        fresh |= {"resumed_at": now}
    waiting = {"state": "waiting", "owner": None, "lease_until": None, "attempts": 0}
    connection.execute(update(TASKS).where(tasks, TASKS.c.state != "done").values(waiting))
    connection.execute(update(JOBS).where(JOBS.c.id == job.id).values(fresh))


def find_job(connection: Connection, job_id: str) -> Job | None:
    """The job of that id."""
    row = connection.execute(_JOB, {"job_id": job_id}).mappings().first()
    if row is None:
        return None
    kept = {name: row[name] for name in ("id", "file_name", "file_bytes", "result_sha256", "reason")}
    return Job(
        **kept,
        question=read_question(row["question"]),
        state=State(row["state"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        started_at=_moment(row["started_at"]),
        finished_at=_moment(row["finished_at"]),
        layout=None if row["layout"] is None else json.loads(row["layout"]),
        progress=_progress(connection, row),
        totals=None if row["totals"] is None else read_totals(json.loads(row["totals"])),
        book=None if row["book"] is None else json.loads(row["book"]),
    )


def _progress(connection: Connection, row: RowMapping) -> Progress:
    rows_done = connection.execute(_ROWS_DONE, {"job_id": row["id"]}).scalar() or 0
    return Progress(
        row["rows"],
        rows_done,
        row["rows_expected"],
        row["worked_seconds"] or 0.0,
        _moment(row["worked_until"]),
        _moment(row["resumed_at"]),
        usual_rate=_usual_rate(connection) if State(row["state"]) in OPEN and not rows_done else None,
    )


def _usual_rate(connection: Connection) -> float | None:
    """Rows a second of the newest job that is done and was not over at once."""
    wanted = JOBS.c.state == State.DONE, JOBS.c.rows >= _MANY_ROWS, JOBS.c.worked_seconds > 0
    newest = select(JOBS.c.rows / JOBS.c.worked_seconds).where(*wanted).order_by(JOBS.c.created_at.desc()).limit(1)
    rate = connection.execute(newest).scalar()
    return None if rate is None else float(rate)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
