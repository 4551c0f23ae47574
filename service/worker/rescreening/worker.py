"""One worker: claims tasks of a rescreen until there are none."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from service.alerts.active_suppressions import ActiveSuppressions
from service.common.clock import Clock, sortable
from service.common.gc_tuning import without_collection
from service.common.logging import Logger
from service.customers.rescreen_tasks import RescreenTask, RescreenTasks, TaskLost
from service.customers.screening_again import (
    RescreenContext,
    SubjectDecisions,
    commit,
    read_ended,
    read_subjects,
    screen_again,
)
from service.records.records import Records
from service.storage.errors import RecordsUnavailable

log = Logger("sekisho.book")

_PAUSE_SECONDS = 1.0


class RescreenWorker:
    """Works on one rescreen."""

    def __init__(self, records: Records, context: RescreenContext, owner: str, clock: Clock) -> None:
        self._records, self._context, self._owner = records, context, owner
        self._clock = clock
        self._tasks = RescreenTasks(records, clock)
        self._suppressions = ActiveSuppressions(records.engine, clock, monotonic=time.monotonic)

    def work(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Take task after task. What goes wrong with the database gives the task back."""
        while wanted():
            try:
                task = self._tasks.claim(self._context.rescreen.id, self._owner)
                if task is None:
                    return
                with without_collection():  # what a task makes lives until its end, and then goes by itself
                    self._screen(task)
            except TaskLost as why:
                log.warning("rescreen_task_lost", reason=str(why))
            except RecordsUnavailable as error:
                log.error("rescreen_records_unavailable", reason=str(error))
                time.sleep(_PAUSE_SECONDS)
                self._tasks.give_back(self._owner)

    def _screen(self, task: RescreenTask) -> None:
        self._suppressions.refresh()
        at = sortable(self._clock())
        with self._records.engine.connect() as connection:
            subjects, hits = read_subjects(connection, task, self._context.rescreen)
            ended = read_ended(connection, subjects, at)
        decisions = SubjectDecisions(at, self._suppressions.of, ended)
        beat = partial(self._tasks.beat, task)
        outcomes = screen_again(subjects, hits, self._context, decisions, beat)
        self._records.perform_now(commit(task, self._context, outcomes, self._clock()))
