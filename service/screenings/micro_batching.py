"""Those who ask about one party at the same moment are searched for together.

To look up the words of sixteen names at once costs less than half of what it costs one by one, so a server that has
much to do gets faster. Everybody gets the answer that they would have got alone, under their own id.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextvars import Context, copy_context
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from service.common.cooperative import Stage, Stages, TurnQueue, ignore_stage
from service.engine.matching.model import Party
from service.engine.screening.remembered_decisions import NOTHING, Remembered
from service.engine.screening.request import Options, PartyQuery, ScreeningRequest
from service.engine.screening.result import PartyResult, ScreeningResult
from service.engine.screening.screen import Screener, Watch
from service.engine.screening.warnings import ScreeningWarning, request_warnings
from service.screenings.work_in_hand import OpenRequest, SharedWork, WorkInHand

_MOST = 32
"""Questions at once: more are hardly cheaper, and all wait for the last."""
_LONGEST = 200
"""Characters in all names of a party. To search for more may take long, which others need not wait for."""

_TURNS_AT_ONCE = 3
"""Turns that questions asked together take at once at most, one for each and one more. A batch that is not done then
stands in line behind everybody who has just come, and is late by many turns: most need two milliseconds a name."""

_SHORT = 2
"""Parties and lines of goods that are most likely done within a turn."""

_Kind = tuple[asyncio.AbstractEventLoop, Screener, Options, date, str]
"""What questions have to have in common. Those of one caller do not wait for names of another."""


@dataclass(frozen=True, slots=True)
class ScreeningCall:
    """What is asked, the id and moment of its answer, and the day it was asked on; and in whose line it stands, which
    changes nothing in the answer."""

    request: ScreeningRequest
    screening_id: str
    at: datetime
    today: date
    remembered: Remembered = NOTHING
    caller: str = ""
    place: OpenRequest = field(default_factory=lambda: WorkInHand().open(""), compare=False)
    """Where its work is held against the limit of its caller."""

    def answered_by(self, screener: Screener, watch: Watch | None = None) -> Stages[ScreeningResult]:
        """The answer, in steps. Its work is told to `watch`; if that is left out, to the place of this call."""
        return screener.screen_in_steps(
            self.request,
            screening_id=self.screening_id,
            screened_at=self.at,
            today=self.today,
            remembered=self.remembered,
            watch=self.place.watch if watch is None else watch,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    call: ScreeningCall
    answer: asyncio.Future[ScreeningResult]
    context: Context = field(default_factory=copy_context)
    """In which the stages of this question are told."""


class MicroBatcher:
    """Gathers questions that come within one round of the event loop."""

    def __init__(self, turns: TurnQueue, stage: Stage = ignore_stage) -> None:
        self._turns = turns
        self.stage = stage
        """Whoever wants to know how long each stage takes."""
        self._gathering: dict[_Kind, list[_Waiting]] = {}
        self._at_work: set[asyncio.Task[None]] = set()

    async def ask(self, screener: Screener, call: ScreeningCall) -> ScreeningResult:
        """The answer. Raises what the screener raises for this question."""
        if call.remembered or not _fits(call.request):
            return await self._turns.run(
                call.answered_by(screener),
                caller=call.caller,
                stage=self.stage,
                at_once=int(_is_short(call.request)),
                check=call.place.check,
            )
        loop = asyncio.get_running_loop()
        waiting = _Waiting(call, loop.create_future())
        kind = (loop, screener, call.request.options, call.today, call.caller)
        gathered = self._gathering.get(kind)
        if gathered is None or len(gathered) == _MOST:
            gathered = self._gathering[kind] = []
            loop.call_soon(self._begin, kind, gathered)
        gathered.append(waiting)
        return await waiting.answer

    def _begin(self, kind: _Kind, gathered: list[_Waiting]) -> None:
        if self._gathering.get(kind) is gathered:
            del self._gathering[kind]
        loop, screener, *_ = kind
        task = loop.create_task(self._answer(screener, gathered))
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)

    async def _answer(self, screener: Screener, gathered: Sequence[_Waiting]) -> None:
        waiting = [one for one in gathered if not one.answer.done()]
        if len(waiting) < 2 or not await self._at_once(screener, waiting):
            for one in waiting:
                if not one.answer.done():
                    await self._alone(screener, one)

    async def _alone(self, screener: Screener, waiting: _Waiting) -> None:
        try:
            steps = waiting.call.answered_by(screener)
            call = waiting.call
            found = await self._run(
                steps, call.caller, lambda name: waiting.context.run(self.stage, name), call.place.check, names=1
            )
            _tell(waiting, found)
        except Exception as error:  # whatever it was, whoever asked has to hear of it
            _tell(waiting, error)
        waiting.context.run(self.stage, None)

    async def _at_once(self, screener: Screener, waiting: Sequence[_Waiting]) -> bool:
        """Answer all. False if that failed, as it does when one of them is at fault: then each has to be asked alone,
        so that only those hear of it."""

        def stage(name: str | None) -> None:
            for one in waiting:
                one.context.run(self.stage, name)

        try:
            together = SharedWork([one.call.place for one in waiting])
            steps = _merged([one.call for one in waiting]).answered_by(screener, together.watch)
            found = await self._run(steps, waiting[0].call.caller, stage, together.check, names=len(waiting))
        except Exception:
            return False
        finally:
            stage(None)
        for one, party in zip(waiting, found.parties, strict=True):
            _tell(one, _own(one.call, party, found))
        return True

    async def _run(
        self, steps: Stages[ScreeningResult], caller: str, stage: Stage, check: Callable[[], None], *, names: int
    ) -> ScreeningResult:
        at_once = min(names + 1, _TURNS_AT_ONCE)
        return await self._turns.run(steps, caller=caller, stage=stage, at_once=at_once, check=check)


def _own(call: ScreeningCall, party: PartyResult, found: ScreeningResult) -> ScreeningResult:
    """The answer to one of the questions. Written out, as `replace` takes three times as long."""
    return ScreeningResult(
        id=call.screening_id,
        reference=call.request.reference,
        screened_at=call.at,
        as_of=found.as_of,
        options=found.options,
        decision=party.decision,
        parties=(_named(call.request.parties[0].id, party),),
        goods=(),
        snapshot=found.snapshot,
        profile=found.profile,
        engine=found.engine,
        warnings=_own_warnings(call, found) if found.warnings else (),
    )


def _named(party_id: str, found: PartyResult) -> PartyResult:
    return PartyResult(
        party_id, found.decision, found.hits, found.address, found.hits_total, found.truncated, found.screened
    )


def _own_warnings(call: ScreeningCall, found: ScreeningResult) -> tuple[ScreeningWarning, ...]:
    """Those of the options and lists, which all have in common, and those of this question's own party."""
    common = [one for one in found.warnings if one.pointer is None or not one.pointer.startswith("/parties/")]
    return (*common, *request_warnings(call.request.parties))


def _merged(questions: Sequence[ScreeningCall]) -> ScreeningCall:
    """One question about the parties of all, in order."""
    parties = tuple(PartyQuery(str(position), call.request.parties[0].party) for position, call in enumerate(questions))
    return replace(questions[0], request=replace(questions[0].request, parties=parties))


def _is_short(request: ScreeningRequest) -> bool:
    return len(request.parties) + len(request.goods) <= _SHORT


def _fits(request: ScreeningRequest) -> bool:
    return len(request.parties) == 1 and not request.goods and _characters(request.parties[0].party) <= _LONGEST


def _characters(party: Party) -> int:
    return sum(map(len, party.names)) + len(party.address or "")


def _tell(waiting: _Waiting, outcome: ScreeningResult | Exception) -> None:
    if waiting.answer.done():
        return  # whoever asked has given up
    if isinstance(outcome, Exception):
        waiting.answer.set_exception(outcome)
    else:
        waiting.answer.set_result(outcome)
