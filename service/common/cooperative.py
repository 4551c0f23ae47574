"""Long work in steps: taken in one go, or in turns with everything else that an event loop has to do."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from time import perf_counter, thread_time
from typing import TypeVar

T = TypeVar("T")
A = TypeVar("A")
Steps = Generator[None, None, T]
"""Pauses after each step; what it returns is the result."""
Stages = Generator[str | None, None, T]
"""The same; where another stage of the work begins it yields the name of that."""

_TURN_SECONDS = 0.005
"""How long one request may hold the event loop before others get a turn. A step that has begun is finished first."""

_ROUNDS_BETWEEN = 4
"""Rounds of the event loop from one turn to the next. A short question takes some seven rounds from its first byte to
its answer: with one round between it would wait for three or four turns of others, each with the step that is finished
first. A round in which there is nothing to do costs some hundredths of a millisecond."""

_HELD_SECONDS = 0.002
_MOST_HELD = 5
"""How long, and how often in a row, a turn waits for another thread that everybody waits for."""

Stage = Callable[[str | None], None]
"""Told the name of each stage of a question as it begins, which ends the one before; None where the last ends."""


def run_to_completion(steps: Stages[T], before: Callable[[], None] = lambda: None) -> T:
    """Take all steps in one go, calling `before` ahead of each."""
    while True:
        before()
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def map_in_steps(action: Callable[[A], T], items: Iterable[A], at_once: int) -> Steps[list[T]]:
    """What an action gives for each item, pausing after so many of them."""
    found: list[T] = []
    for item in items:
        found.append(action(item))
        if len(found) % at_once == 0:
            yield
    return found


def ignore_stage(_: str | None) -> None:
    """The stage observer that does nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A work in line: what tells it that its turn has come, and how many it has had."""

    given: asyncio.Future[None]
    taken: int


@dataclass(slots=True, eq=False)
class _Line:
    """The works of one caller, in the order in which they came into line, and how many turns they were given."""

    places: list[_Place] = field(default_factory=list)
    given: int = 0

    def next(self) -> _Place:
        """Take out the one whose turn it is."""
        self.given += 1
        place = min(self.places, key=attrgetter("taken")) if self.given % 2 else self.places[0]
        self.places.remove(place)
        return place


class TurnQueue:
    """Long work of an event loop, one turn at a time.

    Everything that is not done within its first turn stands in line here. Every few rounds of the loop one work gets
    a turn, so that what is short waits for one or two turns and not for one of each. Callers take turns, and so do the
    works of one caller among themselves: who asks for much slows down nobody but himself. Every second turn of a caller
    goes to the work that has had the fewest, so that what is nearly done does not wait for everything that is not, and
    every other to the one that has waited longest, so that none waits without end. Only for one event loop at a time.
    """

    def __init__(
        self,
        clock: Callable[[], float] = perf_counter,
        seconds: float = _TURN_SECONDS,
        *,
        hold: Callable[[], bool] = lambda: False,
        processor_clock: Callable[[], float] = thread_time,
    ) -> None:
        """A turn lasts `seconds` of `clock`, and until the step that has begun is finished; one that is taken at once
        lasts so many of `processor_clock`. Where other programs use the same cores, what is short would otherwise be
        interrupted before it had the processor for long, and would have to stand in line with what is not. No turn
        begins while `hold` says that another thread has use for the interpreter, but none waits for that without
        end."""
        self._clock, self._seconds, self._hold = clock, seconds, hold
        self._processor_clock = processor_clock
        self._held = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: OrderedDict[str, _Line] = OrderedDict()
        self._is_taken = False

    async def run(
        self,
        steps: Stages[T],
        *,
        caller: str,
        stage: Stage = ignore_stage,
        at_once: int = 0,
        check: Callable[[], None] = lambda: None,
    ) -> T:
        """Take all steps, in turns with the other work of this queue. What is most likely short takes so many turns
        `at_once`, one after the other. `check` is called after each turn that was not the last: what it raises ends the
        work."""
        first = at_once * self._seconds
        done, taken = (self._advance(steps, stage, self._processor_clock, first), 1) if at_once else (None, 0)
        while done is None:
            if taken:
                check()
            await self._turn(caller, taken)
            taken += 1
            try:
                done = self._advance(steps, stage, self._clock, self._seconds)
            finally:
                self._pass_on()
        return done[0]

    def _advance(self, steps: Stages[T], stage: Stage, clock: Callable[[], float], seconds: float) -> tuple[T] | None:
        """Take the steps of one turn. What they return, if that was all."""
        until = clock() + seconds
        while True:
            try:
                begun = next(steps)
            except StopIteration as end:
                return (end.value,)
            if begun is not None:
                stage(begun)
            if clock() >= until:
                return None

    async def _turn(self, caller: str, taken: int) -> None:
        """Wait for a turn, after so many. Whoever has got one passes it on."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:  # that of before has ended, with whatever waited in it
            self._loop, self._is_taken = loop, False
            self._waiting.clear()
        given = loop.create_future()
        self._waiting.setdefault(caller, _Line()).places.append(_Place(given, taken))
        if not self._is_taken:
            self._pass_on()
        try:
            await given
        except asyncio.CancelledError:
            if given.done() and not given.cancelled():
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        """Give the next turn, after some rounds of the loop."""
        self._is_taken = True
        asyncio.get_running_loop().call_soon(self._give, _ROUNDS_BETWEEN)

    def _give(self, rounds: int) -> None:
        if rounds > 1:
            asyncio.get_running_loop().call_soon(self._give, rounds - 1)
            return
        if self._held < _MOST_HELD and self._hold():
            self._held += 1
            asyncio.get_running_loop().call_later(_HELD_SECONDS, self._give, 1)
            return
        self._held = 0
        while self._waiting:
            caller, line = self._waiting.popitem(last=False)
            place = line.next()
            if line.places:
                self._waiting[caller] = line  # behind all others
            if not place.given.done():
                place.given.set_result(None)
                return
        self._is_taken = False
