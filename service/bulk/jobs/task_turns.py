"""Several tasks in the hands of one worker, of which one goes on at a time.

A chunk of ordinary rows takes a second or less, one of names that are like half a list many minutes. Whoever sends a
few of those would hold all workers, so a task that is not done after a turn lets another job's begin.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from service.common.cooperative import Steps

TURN_SECONDS = 0.4
"""For how long a task goes on while others wait. Between turns a worker looks into the database, some milliseconds."""

MOST_IN_HAND = 8
"""Tasks that are begun and not done, each of another job. Each keeps its rows and answers in memory."""
MOST_OF_ONE_CALLER = 4
"""So that there is a place for others."""

_CALLERS_KNOWN = 100


class Engaged(NamedTuple):
    """What a worker looks for no more of: jobs of which it has a task in hand, and callers of whom it has many. Those
    that were `served` have had tasks of theirs begun, the last one last."""

    jobs: frozenset[str] = frozenset()
    callers: frozenset[str] = frozenset()
    served: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskInHand:
    """A task that has begun: whose it is, and its steps to the end."""

    job_id: str
    caller: str
    steps: Steps[None]


class TaskTurns:
    """Takes turns among tasks.

    A task that begins has its first turn at once, since most are done with it. If others are in hand, one of those goes
    on before the next begins.
    """

    def __init__(self, *, seconds: float = TURN_SECONDS, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._monotonic = seconds, monotonic
        self._in_hand: deque[TaskInHand] = deque()
        self._served: OrderedDict[str, None] = OrderedDict()
        self._others_are_due = False

    def take(self, begin: Callable[[Engaged], TaskInHand | None]) -> bool:
        """One turn, of a task that begins if there is one. False if there is nothing to do."""
        begun = None
        if not self._others_are_due and len(self._in_hand) < MOST_IN_HAND:
            begun = begin(self._engaged())
        self._others_are_due = begun is not None and bool(self._in_hand)
        if begun is not None:
            self._note(begun.caller)
            self._in_hand.appendleft(begun)
        if not self._in_hand:
            return False
        task = self._in_hand.popleft()
        if not self._is_done_after_a_turn(task):
            self._in_hand.append(task)
        return True

    def _engaged(self) -> Engaged:
        callers = Counter(task.caller for task in self._in_hand)
        busy = frozenset(caller for caller, tasks in callers.items() if tasks >= MOST_OF_ONE_CALLER)
        return Engaged(frozenset(task.job_id for task in self._in_hand), busy, tuple(self._served))

    def _note(self, caller: str) -> None:
        self._served[caller] = None
        self._served.move_to_end(caller)
        if len(self._served) > _CALLERS_KNOWN:
            self._served.popitem(last=False)

    def _is_done_after_a_turn(self, task: TaskInHand) -> bool:
        until = self._monotonic() + self._seconds
        return all(self._monotonic() < until for _ in task.steps)
