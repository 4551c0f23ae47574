"""The parts of a rescreen in the database, as those who work on it see them: each is held by one worker at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, update

from service.common.clock import Clock, sortable
from service.customers.model import Rescreen
from service.customers.tables import SUBJECTS, TASKS
from service.records.action import ActionRefused
from service.records.records import Records
from service.storage.bulk_insert import insert_rows
from service.storage.database import reading, writing

TASK_SUBJECTS = 2_000
"""Subjects of a task: less than a second of work, which is what a crash can cost, and what one worker has to wait for
another at the end."""
LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 25
"""How often a task may be taken over before it counts as one that kills its workers."""
_WHAT = "the rescreens"


@dataclass(frozen=True, slots=True)
class RescreenTask:
    """A part of a rescreen, held by one worker."""

    rescreen_id: str
    number: int
    first: int
    last: int
    owner: str


class TaskLost(ActionRefused):
    """The task is no longer this worker's: its lease ran out and somebody took it over."""


class PartMissing(RuntimeError):  # noqa: N818 - reads as what it is
    """A part of a record is gone: somebody else has ended the rescreen."""


class RescreenTasks:
    """Every method raises RecordsUnavailable if the database does not do it."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records, self._clock = records, clock

    def claim(self, rescreen_id: str, owner: str) -> RescreenTask | None:
        """Take the next task. None if all are done or held."""
        now = self._clock()
        free = or_(TASKS.c.state == "waiting", and_(TASKS.c.state == "taken", TASKS.c.lease_until < sortable(now)))
        wanted = (
            select(TASKS)
            .where(TASKS.c.rescreen_id == rescreen_id, free, TASKS.c.attempts < MOST_ATTEMPTS)
            .order_by(TASKS.c.number)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        with writing(self._records.engine, _WHAT) as connection:
            row = connection.execute(wanted).first()
            if row is None:
                return None
            taken = {
                "state": "taken",
                "owner": owner,
                "lease_until": sortable(now + LEASE),
                "attempts": row.attempts + 1,
            }
            task = RescreenTask(rescreen_id, row.number, row.first, row.last, owner)
            connection.execute(update(TASKS).where(_is(task)).values(taken))
            return task

    def beat(self, task: RescreenTask) -> None:
        """Renew the lease. Raises TaskLost."""
        with writing(self._records.engine, _WHAT) as connection:
            held = update(TASKS).where(_is(task), TASKS.c.owner == task.owner, TASKS.c.state == "taken")
            until = sortable(self._clock() + LEASE)
            if not connection.execute(held.values(lease_until=until)).rowcount:
                raise TaskLost(f"task {task.number} of {task.rescreen_id} was taken over")

    def give_back(self, owner: str) -> None:
        """A worker is gone: what it held waits again."""
        with writing(self._records.engine, _WHAT) as connection:
            held = update(TASKS).where(TASKS.c.owner == owner, TASKS.c.state == "taken")
            connection.execute(held.values(state="waiting", owner=None, lease_until=None))

    def unfinished(self, rescreen_id: str) -> int:
        """How many tasks are not done and may still be."""
        with reading(self._records.engine, _WHAT) as connection:
            mine = and_(TASKS.c.rescreen_id == rescreen_id, TASKS.c.state != "done", TASKS.c.attempts < MOST_ATTEMPTS)
            taken = and_(
                TASKS.c.rescreen_id == rescreen_id, TASKS.c.state == "taken", TASKS.c.attempts >= MOST_ATTEMPTS,
                TASKS.c.lease_until >= sortable(self._clock())
            )  # fmt: skip
            count = select(func.count()).select_from(TASKS).where(or_(mine, taken))
            return connection.execute(count).scalar_one()

    def outcomes(self, rescreen_id: str) -> list[tuple[int, dict[str, Any]]]:
        """What became of the tasks that are done, in order."""
        with reading(self._records.engine, _WHAT) as connection:
            wanted = select(TASKS.c.number, TASKS.c.outcome).where(
                TASKS.c.rescreen_id == rescreen_id, TASKS.c.state == "done"
            )
            return [(row[0], json.loads(row[1])) for row in connection.execute(wanted.order_by(TASKS.c.number))]

    def parts(self, rescreen_id: str, numbers: Iterable[int]) -> Iterator[bytes]:
        """The parts of the record, one at a time. Raises PartMissing."""
        for number in numbers:
            with reading(self._records.engine, _WHAT) as connection:
                mine = and_(TASKS.c.rescreen_id == rescreen_id, TASKS.c.number == number)
                part = connection.execute(select(TASKS.c.part).where(mine)).scalar()
            if part is None:
                raise PartMissing(f"the part {number} of the record of {rescreen_id}")
            yield part

    def drop_parts(self, rescreen_id: str) -> None:
        """The rescreen has ended: its record has all rows."""
        with writing(self._records.engine, _WHAT) as connection:
            connection.execute(update(TASKS).where(TASKS.c.rescreen_id == rescreen_id).values(part=None))

    def held(self, rescreen_id: str) -> bool:
        """Does somebody work on a task of it?"""
        taken = and_(TASKS.c.state == "taken", TASKS.c.lease_until >= sortable(self._clock()))
        with reading(self._records.engine, _WHAT) as connection:
            mine = select(TASKS.c.number).where(TASKS.c.rescreen_id == rescreen_id, taken)
            return connection.execute(mine.limit(1)).first() is not None

    def left_over(self, rescreen: Rescreen) -> int:
        """How many subjects stand where the rescreen began, in tasks that were given up."""
        mine = and_(TASKS.c.rescreen_id == rescreen.id, TASKS.c.state != "done")
        there = select(func.count()).select_from(SUBJECTS).where(SUBJECTS.c.last_snapshot == rescreen.from_snapshot)
        with reading(self._records.engine, _WHAT) as connection:
            ranges = connection.execute(select(TASKS.c.first, TASKS.c.last).where(mine)).all()
            counts = (connection.execute(there.where(SUBJECTS.c.number.between(*one))).scalar_one() for one in ranges)
            return sum(counts)


def add_tasks(connection: Connection, rescreen_id: str, from_snapshot: str) -> None:
    """Divide the subjects that stand at a snapshot into tasks, which wait for workers."""
    tasks = [
        (rescreen_id, number, first, last, "waiting", 0)
        for number, (first, last) in enumerate(_ranges(connection, from_snapshot), 1)
    ]
    insert_rows(connection, TASKS, ("rescreen_id", "number", "first", "last", "state", "attempts"), tasks)


def hold(connection: Connection, task: RescreenTask, outcome: Mapping[str, Any], part: bytes) -> None:
    """Mark a task as done, within the transaction of what it has come to, with its part of the record. Raises
    TaskLost."""
    held = update(TASKS).where(_is(task), TASKS.c.owner == task.owner, TASKS.c.state == "taken")
    done = {"state": "done", "outcome": json.dumps(outcome), "part": part, "lease_until": None}
    if not connection.execute(held.values(done)).rowcount:
        raise TaskLost(f"task {task.number} of {task.rescreen_id} was taken over")


def _is(task: RescreenTask) -> Any:
    return and_(TASKS.c.rescreen_id == task.rescreen_id, TASKS.c.number == task.number)


def _ranges(connection: Connection, snapshot_sha256: str) -> Iterator[tuple[int, int]]:
    """The numbers of the subjects that stand at a snapshot, in parts of so many."""
    place = func.row_number().over(order_by=SUBJECTS.c.number).label("place")
    placed = select(SUBJECTS.c.number, place).where(SUBJECTS.c.last_snapshot == snapshot_sha256).subquery()
    part = (placed.c.place - 1) // TASK_SUBJECTS
    rows = connection.execute(
        select(func.min(placed.c.number), func.max(placed.c.number)).group_by(part).order_by(func.min(placed.c.number))
    )
    yield from ((row[0], row[1]) for row in rows)
