"""What workers do with the tables: claim a task, hold it, finish it or give it back.

A claim is a row that nobody else can get: locked rows are skipped in PostgreSQL, and SQLite lets one writer in at a
time. It holds for the time of a lease, which its owner keeps renewing; a task whose owner is silent for longer may be
taken over. Two workers on one task do no harm: both make the same file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, and_, case, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from service.alerts.drafting import Raised
from service.alerts.raising import write_row_findings
from service.audit.chain import Chain, anchoring
from service.audit.event import Event, RecordedEvent, recorded_event
from service.bulk.errors import Stopped
from service.bulk.jobs.store import JobStore, add_task, tell_finished
from service.bulk.jobs.tables import JOBS, TASKS
from service.bulk.jobs.task_turns import Engaged
from service.bulk.model import OPEN, Kind, State, Task
from service.bulk.progress import LONGEST_PAUSE
from service.bulk.totals import Totals
from service.common.clock import Clock, sortable
from service.storage.errors import RecordsUnavailable
from service.storage.seals import seal_rows, seals_pending

LEASE = timedelta(seconds=15)
TURN = 8
"""How many tasks of one job are done before others have their turn."""

MOST_ATTEMPTS = 25
"""How often a task may be taken over before it counts as one that kills its workers."""


_ATTEMPTS = 5
"""How often findings are written if others raise alerts of the same subjects at the same moment."""


_FREE = Engaged()


class Lost(Stopped):
    """The task is no longer this worker's: the job was cancelled, or the lease ran out and somebody took it over."""


class _Collided(Exception):  # noqa: N818 - reads as what it is
    """Somebody else has raised an alert of the same subject at the same moment."""


class TaskQueue:
    """The tables as one worker sees them."""

    def __init__(self, store: JobStore, chain: Chain, clock: Clock, owner: str) -> None:
        self._store, self._chain, self._clock, self._owner = store, chain, clock, owner

    def claim(self, job_id: str | None = None, engaged: Engaged = _FREE) -> Task | None:
        """Take the next task, of one job or of any that is not `engaged`. Callers that were served come after all
        others, the last one last. Of a caller's jobs the oldest comes first, but after a few tasks it is the next one's
        turn, so that a short job overtakes a long one. None if there is nothing to do now."""
        now = self._clock()
        free = or_(TASKS.c.state == "waiting", and_(TASKS.c.state == "taken", TASKS.c.lease_until < sortable(now)))
        next_one = (
            select(TASKS.c.job_id, TASKS.c.number, TASKS.c.kind, TASKS.c.attempts)
            .join(JOBS, JOBS.c.id == TASKS.c.job_id)
            .where(TASKS.c.state.in_(("waiting", "taken")), JOBS.c.state.in_(OPEN), free)
            .where(JOBS.c.id.not_in(engaged.jobs), JOBS.c.actor.not_in(engaged.callers))
            .order_by(*_turn_of(engaged.served), TASKS.c.number // TURN, JOBS.c.created_at, JOBS.c.id, TASKS.c.number)
            .limit(1)
            .with_for_update(skip_locked=True, of=TASKS)
        )
        if job_id is not None:
            next_one = next_one.where(TASKS.c.job_id == job_id)
        with self._store.writing() as connection:
            row = connection.execute(next_one).first()
            if row is None:
                return None
            task = Task(row.job_id, row.number, Kind(row.kind), self._owner, row.attempts + 1)
            taken = {"state": "taken", "owner": self._owner, "lease_until": sortable(now + LEASE), "rows_in_hand": 0}
            connection.execute(update(TASKS).where(_is(task)).values(taken | {"attempts": task.attempts}))
            started = and_(JOBS.c.id == task.job_id, JOBS.c.started_at.is_(None))
            begun = {"started_at": sortable(now), "worked_until": sortable(now), "state": _state_of(task.kind)}
            connection.execute(update(JOBS).where(started).values(begun))
            if row.attempts:  # whoever had it before is gone
                resumed = {"resumed_at": sortable(now), "worked_until": sortable(now)}
                connection.execute(update(JOBS).where(JOBS.c.id == task.job_id).values(resumed))
            return task

    def beat(self, task: Task, rows: int = 0) -> None:
        """Renew the lease; so many rows of the task are answered. Raises Lost."""
        with self._store.writing() as connection:
            self._hold(connection, task, rows)

    def chunk_read(self, task: Task, number: int, rows: int) -> None:
        """A chunk of the file lies ready to be screened. Raises Lost."""
        with self._store.writing() as connection:
            self._hold(connection, task)
            add_task(connection, task.job_id, number, Kind.SCREEN, rows=rows)

    def all_read(self, task: Task, layout: dict[str, Any], rows: int) -> None:
        """The whole file was read. Raises Lost."""
        with self._store.writing() as connection:
            self._hold(connection, task)
            self._done(connection, task, {})
            read = {"layout": json.dumps(layout, ensure_ascii=False), "rows": rows, "state": State.SCREENING}
            connection.execute(update(JOBS).where(JOBS.c.id == task.job_id).values(read))
            self._finish_if_all_screened(connection, task.job_id)

    def planned(self, task: Task, book: dict[str, Any]) -> None:
        """It is known what the file does to the book. Raises Lost."""
        with self._store.writing() as connection:
            self._hold(connection, task)
            connection.execute(update(JOBS).where(JOBS.c.id == task.job_id).values(book=json.dumps(book)))

    def screened(self, task: Task, outcome: dict[str, Any], findings: Sequence[Raised] = ()) -> None:
        """A chunk was answered: its alerts are raised in the transaction that says so. Raises Lost, and
        SuppressionsOutdated if the answers rest on a suppression that has ended meanwhile."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self._write_screened(task, outcome, findings)
            except _Collided:
                if attempt == _ATTEMPTS:
                    raise RecordsUnavailable("others raise alerts of the same subjects all the time") from None
            else:
                return

    def _write_screened(self, task: Task, outcome: dict[str, Any], findings: Sequence[Raised]) -> None:
        with self._recording() as (connection, record):
            self._hold(connection, task)
            try:
                record(write_row_findings(connection, findings))
            except IntegrityError as error:
                raise _Collided from error
            self._done(connection, task, outcome)
            self._finish_if_all_screened(connection, task.job_id)

    def outcomes(self, job_id: str) -> list[tuple[int, dict[str, Any]]]:
        """What became of the chunks, in order."""
        wanted = select(TASKS.c.number, TASKS.c.outcome).where(TASKS.c.job_id == job_id, TASKS.c.kind == Kind.SCREEN)
        with self._store.writing() as connection:
            rows = connection.execute(wanted.order_by(TASKS.c.number)).all()
        return [(number, json.loads(outcome)) for number, outcome in rows]

    def ended(self, task: Task, state: State, event: Event, **job: Any) -> None:
        """The job came to its end: audit event and state in one transaction. Raises Lost."""
        ended = job | {"state": state, "finished_at": sortable(self._clock())}
        if isinstance(totals := ended.get("totals"), Totals):
            ended["totals"] = json.dumps(totals.document(), ensure_ascii=False)
        with self._recording() as (connection, record):
            self._hold(connection, task)
            self._done(connection, task, {}, done=state is not State.FAILED)
            connection.execute(update(JOBS).where(JOBS.c.id == task.job_id).values(ended))
            if state is not State.FAILED:
                seal_rows(connection, JOBS, id=task.job_id)
            record([recorded_event(event, sortable(self._clock()))])
            tell_finished(connection, task.job_id, state, self._clock())

    @contextmanager
    def _recording(self) -> Iterator[tuple[Connection, Callable[[Sequence[RecordedEvent]], None]]]:
        """A transaction, and what writes events of it into the audit chain."""
        try:
            with self._store.writing() as connection:
                yield connection, partial(self._record, connection)
        except BaseException:
            self._chain.failed()
            raise
        self._chain.committed()

    def _record(self, connection: Connection, events: Sequence[RecordedEvent]) -> None:
        if events or seals_pending(connection):
            self._chain.append(connection, events)

    def release(self) -> None:
        """Give back what this worker holds, and sign what it has written into the audit chain."""
        give_back(self._store, self._owner)
        with self._recording() as (_, record):
            record([anchoring(sortable(self._clock()))])

    def _hold(self, connection: Connection, task: Task, rows: int = 0) -> None:
        """Renew the lease within a transaction; the job's row is locked so that chunks finish one after the other."""
        wanted = select(JOBS.c.state, JOBS.c.worked_seconds, JOBS.c.worked_until).where(JOBS.c.id == task.job_id)
        job, now = connection.execute(wanted.with_for_update()).one(), self._clock()
        if State(job.state) not in OPEN:
            raise Lost(f"the job {task.job_id} has come to its end")
        mine = and_(_is(task), TASKS.c.owner == task.owner, TASKS.c.state == "taken")
        held = {"lease_until": sortable(now + LEASE), "rows_in_hand": rows}
        if not connection.execute(update(TASKS).where(mine).values(held)).rowcount:
            raise Lost(f"task {task.number} of the job {task.job_id} was taken over")
        connection.execute(update(JOBS).where(JOBS.c.id == task.job_id).values(_worked(job, now)))

    def _done(self, connection: Connection, task: Task, outcome: dict[str, Any], *, done: bool = True) -> None:
        state = {"state": "done" if done else "waiting", "owner": None, "lease_until": None}
        text = json.dumps(outcome, ensure_ascii=False)
        connection.execute(update(TASKS).where(_is(task)).values(state | {"outcome": text}))

    def _finish_if_all_screened(self, connection: Connection, job_id: str) -> None:
        tasks = select(func.count(), func.max(TASKS.c.number)).where(TASKS.c.job_id == job_id)
        unfinished, _ = connection.execute(tasks.where(TASKS.c.state != "done")).one()
        if not unfinished:
            _, last = connection.execute(tasks).one()
            add_task(connection, job_id, last + 1, Kind.FINISH, rows=0)


def give_back(store: JobStore, owner: str) -> None:
    """Let others have what a worker held that is known to be gone."""
    held = and_(TASKS.c.owner == owner, TASKS.c.state == "taken")
    with store.writing() as connection:
        connection.execute(update(TASKS).where(held).values(state="waiting", owner=None, lease_until=None))


def _turn_of(served: Sequence[str]) -> list[Any]:
    """When it is a caller's turn."""
    turns = {caller: at for at, caller in enumerate(served, 1)}
    return [case(turns, value=JOBS.c.actor, else_=0)] if turns else []


def _is(task: Task) -> Any:
    return and_(TASKS.c.job_id == task.job_id, TASKS.c.number == task.number)


def _worked(job: Row[Any, Any, Any], now: datetime) -> dict[str, Any]:
    """How long a job was worked on up to now. Pauses do not count."""
    until = now if job.worked_until is None else datetime.fromisoformat(job.worked_until)
    if now < until:
        return {}
    since = (now - until).total_seconds() if now - until <= LONGEST_PAUSE else 0.0
    return {"worked_seconds": (job.worked_seconds or 0.0) + since, "worked_until": sortable(now)}


def _state_of(kind: Kind) -> State:
    return State.READING if kind is Kind.READ else State.SCREENING
