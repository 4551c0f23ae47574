"""Questions that come at the same moment get the answers they would have got alone."""

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from service.common.cooperative import TurnQueue, run_to_completion
from service.engine.goods.model import Goods, Origin
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType, PartialDate
from service.engine.screening.errors import InvalidRequest
from service.engine.screening.request import GoodsQuery, Options, PartyQuery, ScreeningRequest
from service.engine.screening.screen import Screener
from service.screenings.micro_batching import MicroBatcher, ScreeningCall

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NAMES = ("Sergey Aksyonov", "Hanako Yamada", "Сергей Аксёнов", "Chernomorneftegaz", "Igor Shevchenko", "李雷")


class Watched(Screener):
    """Counts how many parties are asked about at a time."""

    def __init__(self, snapshot):
        super().__init__(snapshot, max_name_length=500)
        self.sizes = []

    def screen_in_steps(self, request, **given):
        self.sizes.append(len(request.parties))
        return (yield from super().screen_in_steps(request, **given))


@pytest.fixture
def screener(snapshot):
    return Watched(snapshot)


def call(number, name, *, options=None, day=1, **facts):
    """One about a party; the id of the party is the same for several."""
    party = PartyQuery(f"p-{number % 3}", Party(EntityType.UNKNOWN, (name,), **facts))
    request = ScreeningRequest(f"R-{number}", (party,), options=options or Options())
    return ScreeningCall(request, f"scr_{number}", AT + timedelta(seconds=number), date(2026, 11, day))


def asked(screener, questions):
    """The outcomes of questions that come at the same moment."""

    async def all_at_once():
        together = MicroBatcher(TurnQueue())
        return await asyncio.gather(*(together.ask(screener, one) for one in questions), return_exceptions=True)

    return asyncio.run(all_at_once())


def alone(screener, one):
    try:
        return run_to_completion(one.answered_by(screener))
    except InvalidRequest as error:
        return error


def test_everybody_gets_their_own_answer(screener, snapshot):
    born = PartialDate(1972, 11, 26)
    questions = [call(number, name) for number, name in enumerate(NAMES)]
    questions += [call(10 + number, name, birth_date=born) for number, name in enumerate(NAMES)]
    found = asked(screener, questions)
    assert screener.sizes == [12]
    assert found == [alone(Screener(snapshot, max_name_length=500), one) for one in questions]
    assert len({one.decision for one in found}) > 1


def test_what_is_wrong_with_one_is_told_to_that_one_alone(screener):
    questions = [call(number, name) for number, name in enumerate((*NAMES, "...", "Ltd"))]
    found = asked(screener, questions)
    assert [isinstance(one, InvalidRequest) for one in found] == [False] * 6 + [True] * 2
    assert [fault.pointer for fault in found[6].faults] == ["/parties/0/name"]
    assert found[:6] == [alone(screener, one) for one in questions[:6]]


def test_only_questions_of_a_kind_are_asked_together(screener):
    strict = Options(threshold=0.99)
    questions = [call(number, name) for number, name in enumerate(NAMES)]
    questions += [call(10 + number, name, options=strict) for number, name in enumerate(NAMES)]
    questions += [call(20 + number, name, day=2) for number, name in enumerate(NAMES)]
    found = asked(screener, questions)
    assert Counter(screener.sizes) == {6: 3}
    assert found == [alone(screener, one) for one in questions]


def test_larger_questions_are_asked_alone(screener):
    two = tuple(PartyQuery(str(number), Party(EntityType.UNKNOWN, (NAMES[number],))) for number in (0, 1))
    wine = (GoodsQuery("line", Goods(None, None, Origin(country="FR"))),)
    requests = [
        ScreeningRequest(parties=two),
        ScreeningRequest(parties=two[:1], goods=wine),
        ScreeningRequest(goods=wine),
        ScreeningRequest(parties=(PartyQuery("long", Party(EntityType.UNKNOWN, tuple(NAMES) * 4)),)),
        ScreeningRequest(),
    ]
    questions = [ScreeningCall(request, f"scr_{at}", AT, AT.date()) for at, request in enumerate(requests)]
    found = asked(screener, questions)
    assert screener.sizes == [2, 1, 0, 1, 0]
    assert found[:4] == [alone(screener, one) for one in questions[:4]]
    assert isinstance(found[4], InvalidRequest)


def test_so_many_at_once_and_no_more(screener):
    asked(screener, [call(number, NAMES[number % 6]) for number in range(40)])
    assert screener.sizes == [32, 8]


def test_who_gives_up_leaves_the_others_alone(screener):
    async def one_gives_up():
        together = MicroBatcher(TurnQueue())
        waiting = [asyncio.create_task(together.ask(screener, call(at, name))) for at, name in enumerate(NAMES)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        return await asyncio.gather(*waiting, return_exceptions=True)

    first, *others = asyncio.run(one_gives_up())
    assert isinstance(first, asyncio.CancelledError)
    assert others == [alone(screener, call(at, name)) for at, name in enumerate(NAMES)][1:]


def test_each_hears_of_its_own_stages(screener):
    told = []

    async def both():
        together = MicroBatcher(TurnQueue(), told.append)
        await asyncio.gather(*(together.ask(screener, call(at, NAMES[at])) for at in (0, 1)))

    asyncio.run(both())
    assert told == ["check", "check", "search", "search", None, None]


def test_a_loop_that_ended_is_not_waited_for(screener):
    together = MicroBatcher(TurnQueue())

    async def leaves_at_once():
        asyncio.get_running_loop().create_task(together.ask(screener, call(1, NAMES[0])))

    asyncio.run(leaves_at_once())
    assert asyncio.run(together.ask(screener, call(2, NAMES[1]))).reference == "R-2"
