"""Long work lets others have a turn."""

import asyncio
from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.cooperative import TurnQueue, map_in_steps, run_to_completion

MANY = {"parties": [{"name": f"Sergey Aksyonov {number}"} for number in range(60)]}
PAIRS = {"pairs": [{"left": f"Hana {number}", "right": "Hanna"} for number in range(400)]}


def turns_during(client, path, body):
    """How often something else ran while a question was answered."""

    async def count():
        asked = asyncio.create_task(client.send("POST", path, json=body))
        turns = 0
        while not asked.done():
            await asyncio.sleep(0)
            turns += 1
        return turns, asked.result()

    return asyncio.run(count())


class CountingClock:
    """Each look at it is a second later: a turn is so many steps and not a time."""

    def __init__(self):
        self.now = 0

    def __call__(self):
        self.now += 1
        return self.now


def work(name, steps, done):
    """Notes each of its steps, at least one."""
    for _ in range(steps - 1):
        done.append(name)
        yield
    done.append(name)
    return name


def in_order(works, *, at_once=()):
    """Which work took each step, if all of them (caller, name, steps) come at the same moment and a turn is a step."""
    done = []

    async def all_of_them():
        turns = TurnQueue(CountingClock(), seconds=1, processor_clock=CountingClock())
        return await asyncio.gather(
            *(
                turns.run(work(name, steps, done), caller=caller, at_once=int(name in at_once))
                for caller, name, steps in works
            )
        )

    assert asyncio.run(all_of_them()) == [name for _, name, _ in works]
    return "".join(done)


def test_callers_take_turns_and_so_do_the_works_of_one():
    assert in_order([("one", "a", 4), ("one", "b", 4), ("two", "c", 4)]) == "acbcacbcabab"


def test_many_works_of_one_caller_do_not_hold_up_another():
    works = [("greedy", chr(ord("a") + at), 20) for at in range(10)] + [("other", "z", 3)]
    assert in_order(works).rindex("z") < 2 * 3


def test_what_comes_late_and_is_short_waits_for_few_turns_of_the_same_caller():
    done = []

    async def late():
        turns = TurnQueue(CountingClock(), seconds=1)
        long = [asyncio.create_task(turns.run(work(name, 50, done), caller="one")) for name in "abcdefgh"]
        while len(done) < 40:
            await asyncio.sleep(0)
        begun = len(done)
        await turns.run(work("z", 4, done), caller="one")
        waited = len(done) - begun
        await asyncio.gather(*long)
        return waited

    assert asyncio.run(late()) <= 12
    assert Counter(done) == {**dict.fromkeys("abcdefgh", 50), "z": 4}


def test_what_is_long_goes_on_while_short_works_come_without_end():
    done = []

    async def crowd():
        turns = TurnQueue(CountingClock(), seconds=1)
        long = asyncio.create_task(turns.run(work("l", 20, done), caller="one"))

        async def short(name):
            while not long.done():
                await turns.run(work(name, 1, done), caller="one")

        other = turns.run(work("o", 20, done), caller="two")  # so that each caller has every second turn
        await asyncio.gather(long, other, *map(short, "abcd"))

    asyncio.run(crowd())
    assert Counter(done)["l"] == 20


def test_what_is_short_takes_its_first_turn_at_once():
    assert in_order([("one", "a", 3), ("one", "b", 3), ("two", "s", 1)], at_once="s").startswith("s")


def test_several_turns_may_be_taken_at_once():
    async def looks(at_once):
        looked = []
        turns = TurnQueue(CountingClock(), seconds=2, processor_clock=CountingClock())
        await turns.run(work("s", 7, looked), caller="one", at_once=at_once, check=lambda: looked.append("|"))
        return "".join(looked)

    assert asyncio.run(looks(1)) == "ss|ss|ss|s"
    assert asyncio.run(looks(3)) == "ssssss|s"


def test_time_that_other_programs_take_does_not_end_a_turn_that_is_taken_at_once():
    done, looked = [], []

    async def one():
        turns = TurnQueue(CountingClock(), seconds=1, processor_clock=lambda: 0.0)
        return await turns.run(work("s", 50, done), caller="one", at_once=1, check=lambda: looked.append(len(done)))

    assert asyncio.run(one()) == "s"
    assert looked == []


def test_a_work_is_checked_after_each_turn_but_the_last_and_ends_where_that_fails():
    done = []

    def check():
        if len(done) == 3:
            raise LookupError

    async def both():
        turns = TurnQueue(CountingClock(), seconds=1)
        failing = turns.run(work("a", 9, done), caller="one", check=check)
        return await asyncio.gather(failing, turns.run(work("b", 4, []), caller="one"), return_exceptions=True)

    failed, other = asyncio.run(both())
    assert (done, other) == (["a"] * 3, "b")
    assert isinstance(failed, LookupError)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("xyz"), st.integers(1, 6)), max_size=8))
def test_no_caller_takes_two_turns_while_another_waits(sizes):
    works = [(caller, chr(ord("a") + at), steps) for at, (caller, steps) in enumerate(sizes)]
    done = in_order(works)
    assert Counter(done) == {name: steps for _, name, steps in works}
    of = {name: caller for caller, name, _ in works}
    left = Counter(of[name] for name in done)
    for before, now in pairwise(done):
        left[of[before]] -= 1
        if of[before] == of[now]:
            assert not any(number for caller, number in left.items() if caller != of[now])


def test_others_go_on_between_turns():
    async def beside():
        turns = TurnQueue(CountingClock(), seconds=1)
        works = [asyncio.create_task(turns.run(work("a", 50, []), caller=str(at))) for at in range(4)]
        rounds = 0
        while not all(one.done() for one in works):
            await asyncio.sleep(0)
            rounds += 1
        return rounds

    assert asyncio.run(beside()) >= 200


def test_no_turn_begins_while_another_thread_needs_the_interpreter():
    done, asked = [], []

    def hold():
        asked.append(len(done))
        return len(asked) in (2, 3)

    async def held():
        turns = TurnQueue(CountingClock(), seconds=1, hold=hold)
        return await turns.run(work("a", 3, done), caller="one")

    assert asyncio.run(held()) == "a"
    assert asked == [0, 1, 1, 1, 2, 3]


def test_no_turn_waits_for_another_thread_without_end():
    async def held():
        turns = TurnQueue(CountingClock(), seconds=1, hold=lambda: True)
        return await turns.run(work("a", 3, []), caller="one")

    assert asyncio.run(held()) == "a"


def test_who_gives_up_holds_up_nobody():
    async def gives_up():
        turns = TurnQueue(CountingClock(), seconds=1)
        works = [asyncio.create_task(turns.run(work(str(at), 50, []), caller="one")) for at in range(3)]
        for rounds, one in enumerate(works[:2], 1):
            for _ in range(rounds):
                await asyncio.sleep(0)
            one.cancel()
        return await asyncio.gather(*works, return_exceptions=True)

    *gone, last = asyncio.run(gives_up())
    assert all(isinstance(one, asyncio.CancelledError) for one in gone)
    assert last == "2"


def test_work_that_fails_passes_its_turn_on():
    def fails():
        yield
        raise ValueError

    async def both():
        turns = TurnQueue(CountingClock(), seconds=1)
        works = (turns.run(fails(), caller="one"), turns.run(work("b", 5, []), caller="one"))
        return await asyncio.gather(*works, return_exceptions=True)

    failed, done = asyncio.run(both())
    assert isinstance(failed, ValueError)
    assert done == "b"


def test_replay_and_compare_are_done_in_turns(client, monkeypatch):
    monkeypatch.setattr(client.app.state.runtime.turns, "_seconds", 0)
    screening, answer = turns_during(client, "/v1/screenings", MANY)
    replay, again = turns_during(client, f"/v1/screenings/{answer.json()['id']}/replay", None)
    compare, compared = turns_during(client, "/v1/compare", PAIRS)
    assert again.json()["identical"]
    assert len(compared.json()["results"]) == 400
    assert min(screening, replay) > 60
    assert compare > 400


def test_faults_are_found_before_anything_is_compared(client):
    refused = client.post(
        "/v1/compare", json={"pairs": [{"left": "Hana", "right": "Taro"}, {"left": "Hana", "right": "..."}]}
    )
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/pairs/1/right"


def test_a_large_request_is_answered_whole(client):
    parties = [{"id": str(number), "name": f"Hana Testova {number}", "address": "x" * 200} for number in range(400)]
    answer = client.post("/v1/screenings", json={"parties": parties})
    assert [party["id"] for party in answer.json()["parties"]] == [str(number) for number in range(400)]


@given(st.lists(st.integers(), max_size=20), st.integers(1, 5))
def test_an_action_for_each_item_with_pauses(items, at_once):
    assert run_to_completion(map_in_steps(lambda item: item + 1, items, at_once)) == [item + 1 for item in items]
    assert sum(1 for _ in map_in_steps(lambda item: item, items, at_once)) == len(items) // at_once
