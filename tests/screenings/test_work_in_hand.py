"""What a caller has in hand is limited, never keeps his oldest request out, and goes back to nothing."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.app import create_app
from service.engine.goods.model import Goods, Origin
from service.engine.index.work import LIMITS, READING, SearchWork, WorkLimits
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.errors import InvalidRequest
from service.engine.screening.request import GoodsQuery, PartyQuery, ScreeningRequest
from service.screenings import work_in_hand
from service.screenings.work_in_hand import (
    Abandoned,
    SharedWork,
    TooMuchInHand,
    WorkInHand,
    expected_units,
    least_units,
)
from service.storage.errors import RecordsUnavailable
from tests.conftest import Client


def counted(*units, parties=None):
    """What so many parties took so far, of those that are to be searched."""
    work = SearchWork(one_request=True)
    for one in units:
        work.next_party(1).names[0].add(one)
    return work, len(units) if parties is None else parties


def request(*names, address=None, goods=None):
    parties = tuple(PartyQuery(name, Party(EntityType.UNKNOWN, (name,), address=address)) for name in names)
    lines = () if goods is None else (GoodsQuery("1", Goods(description=goods, origin=Origin(text="Yalta"))),)
    return ScreeningRequest("T-1", parties, lines)


@pytest.mark.parametrize(
    ("units", "parties", "expected"),
    [
        ((), 100, 0),
        ((500, 500, 500), 100, 1_500),
        ((500, 500, 500, 500), 100, 50_000),
        ((500, 40_000, 500, 500, 0, 0), 100, 41_500 + 96 * 500),  # one odd name says nothing about the others
        ((30_000,) * 16, 100, 3_000_000),
        ((300_000,) * 16, 100, LIMITS.request),
        ((500, 500, 500, 500), 4, 2_000),
    ],
)
def test_parties_are_expected_to_be_like_those_that_are_begun(units, parties, expected):
    assert expected_units(*counted(*units, parties=parties)) == expected


def test_a_party_that_is_too_long_counts_as_its_limit():
    work = SearchWork(WorkLimits(name=100, party=100, request=1_000), one_request=True)
    work.next_party(1).names[0].add(5_000)
    assert expected_units(work, 1) == 100


def test_a_request_takes_at_least_what_reading_it_takes():
    assert least_units(request("Testa", "Examplov")) == 2 * READING
    assert least_units(request("Testa", address="x" * 100)) == READING + 300
    assert least_units(request(goods="x" * 100)) == 3 * 105
    assert least_units(request(goods="x" * 9_000_000)) == LIMITS.request


def test_the_newest_is_refused_and_told_why():
    in_hand = WorkInHand(1_000)
    with in_hand.open("desk") as oldest:
        oldest.expect(700)
        with in_hand.open("desk") as newest, pytest.raises(TooMuchInHand) as refused:
            newest.expect(400)
        assert (refused.value.limit, refused.value.before, refused.value.units) == (1_000, 700, 400)
        assert "400 units" in str(refused.value)
        assert "700 in hand; 1,000 are allowed" in str(refused.value)
        assert "SEKISHO_WORK_IN_HAND" in str(refused.value)
        with in_hand.open("desk") as fitting, in_hand.open("other") as other:
            fitting.expect(300)
            other.expect(1_000)
    assert in_hand.callers() == 0


def test_the_only_request_of_a_caller_is_taken_whatever_it_takes():
    in_hand = WorkInHand(1_000)
    with in_hand.open("desk") as only:
        only.expect(100)
        only.watch(*counted(300_000))
        only.check()
        assert in_hand.units("desk") == 300_000


def test_when_an_older_one_grows_the_newest_has_to_go():
    in_hand = WorkInHand(1_000)
    with in_hand.open("desk") as oldest, in_hand.open("desk") as middle, in_hand.open("desk") as newest:
        for one in (oldest, middle, newest):
            one.expect(100)
        oldest.watch(*counted(850))
        oldest.check()
        middle.check()
        with pytest.raises(TooMuchInHand):
            newest.check()


def test_what_takes_next_to_nothing_is_let_in_beside_whatever_there_is():
    in_hand = WorkInHand(100_000)
    with in_hand.open("desk") as batch, in_hand.open("desk") as payment:
        batch.expect(100_000)
        payment.expect(1_000)
        with pytest.raises(TooMuchInHand):
            payment.expect(1_001)


def test_without_a_limit_nobody_is_refused():
    in_hand = WorkInHand(0)
    with in_hand.open("desk") as oldest, in_hand.open("desk") as newest:
        oldest.expect(LIMITS.request)
        newest.expect(LIMITS.request)
        newest.check()


def test_what_is_searched_together_is_shared():
    in_hand = WorkInHand(1_000)
    with in_hand.open("desk") as oldest, in_hand.open("desk") as newest:
        together = SharedWork([oldest, newest])
        together.watch(*counted(300, 100))
        together.check()
        assert (oldest.units, newest.units) == (200, 200)
        together.watch(*counted(2_000, 100))
        with pytest.raises(TooMuchInHand):
            together.check()
    with pytest.raises(Abandoned):
        together.check()


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from(["desk", "other"]), st.integers(0, 900)),
        st.tuples(st.just("grow"), st.integers(0, 9), st.integers(1, 900)),
        st.tuples(st.just("end"), st.integers(0, 9), st.just(0)),
    ),
    max_size=40,
)


@given(_STEPS)
def test_no_order_of_events_leaves_more_in_hand_than_is_allowed(steps):
    in_hand, running = WorkInHand(1_000), []

    def end(place):
        running.remove(place)
        place.__exit__(None, None, None)

    def try_to(place, action):
        """What is refused ends, unless it is the oldest of its caller: that is never refused."""
        try:
            action()
        except TooMuchInHand:
            assert next(one for one in running if one.caller == place.caller) is not place
            end(place)

    for what, which, units in steps:
        if what == "open":
            place = in_hand.open(which).__enter__()
            running.append(place)
            try_to(place, lambda place=place, units=units: place.expect(units))
        elif which < len(running) and what == "grow":
            place = running[which]
            place.watch(*counted(place.units + units))
            for one in [one for one in running if one.caller == place.caller]:  # each comes to its next turn
                try_to(one, one.check)
        elif which < len(running):
            end(running[which])
        for caller in ("desk", "other"):
            mine = [one.units for one in running if one.caller == caller]
            assert in_hand.units(caller) == sum(mine)
            large = [one for one in mine if one > 10]
            assert sum(large) <= 1_000 or len(large) == 1
    for place in [*running]:
        end(place)
    assert in_hand.callers() == 0


HEAVY = {"parties": [{"name": f"Sergey Aksyonov Natalia {one}", "address": "Yalta " * 50} for one in range(40)]}


@pytest.fixture
def limited(make_runtime):
    return make_runtime(work_in_hand=50_000)


def ended(runtime, asking):
    """What becomes of requests that are asked at once, and that nothing is in hand afterwards."""

    async def ask():
        outcomes = await asyncio.gather(*asking, return_exceptions=True)
        await asyncio.sleep(0)
        assert runtime.in_hand.callers() == 0
        return outcomes

    return asyncio.run(ask())


def test_over_http_the_second_is_refused_at_once_and_the_first_is_answered(limited):
    client = Client(create_app(limited))
    answers = ended(limited, [client.send("POST", "/v1/screenings", json=HEAVY) for _ in range(2)])
    one, two = sorted(answers, key=lambda answer: answer.status_code)
    assert (one.status_code, two.status_code) == (200, 429)
    problem = two.json()
    assert problem["type"] == "urn:sekisho:problem:too-much-in-hand"
    assert "50,000 are allowed at one time" in problem["detail"]
    assert two.headers["Retry-After"] == "5"
    assert "sekisho_refused_for_work_in_hand_total 1.0" in client.get("/metrics").text
    assert client.post("/v1/screenings", json=HEAVY).status_code == 200


def test_batches_of_other_clients_count_too(limited):
    client = Client(create_app(limited))
    query = {"schema": "Person", "properties": {"name": ["Sergey Aksyonov"], "address": ["Yalta " * 100]}}
    batch = {"queries": {f"{one}": query for one in range(25)}}
    asking = [client.send("POST", "/yente/match/sanctions", json=batch) for _ in range(2)]
    assert sorted(one.status_code for one in ended(limited, asking)) == [200, 429]


@pytest.mark.parametrize("parties", [1, 40])
@pytest.mark.parametrize("how", ["answered", "refused", "cancelled", "late", "failed", "unwritten"])
def test_whatever_way_a_request_ends_nothing_stays_in_hand(limited, monkeypatch, how, parties):
    asked = request(*(f"Sergey Aksyonov {one}" if how != "refused" else "..." for one in range(parties)))

    async def unwritten(document):
        raise RecordsUnavailable("full")

    def broken(work, expected):
        raise ZeroDivisionError

    if how == "unwritten":
        monkeypatch.setattr(limited.records, "append", unwritten)
    if how == "failed":
        monkeypatch.setattr(work_in_hand.OpenRequest, "watch", lambda self, *given: broken(*given))

    async def ask():
        screening = asyncio.create_task(limited.screenings.screen(asked, document=b"{}"))
        await asyncio.sleep(0)
        assert limited.in_hand.units("local") == parties * READING
        if how == "cancelled":
            screening.cancel()
        async with asyncio.timeout(0 if how == "late" else 30):
            return await screening

    (outcome,) = ended(limited, [ask()])
    kinds = {
        "refused": InvalidRequest,
        "cancelled": asyncio.CancelledError,
        "late": TimeoutError,
        "failed": ZeroDivisionError,
        "unwritten": RecordsUnavailable,
    }
    assert isinstance(outcome, kinds[how]) if how in kinds else outcome.decision != "clear"
