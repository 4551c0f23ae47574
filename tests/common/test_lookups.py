"""Looking things up, one after the other, beside an event loop."""

import asyncio
import threading
from contextvars import ContextVar

import pytest

from service.common.lookups import aside, look_up


def test_one_is_looked_up_at_a_time_and_the_loop_goes_on():
    at_work, most = [], []
    ticked = threading.Event()

    def action():
        at_work.append(1)
        most.append(len(at_work))
        assert ticked.wait(60)  # set by the loop, which is not held up
        at_work.pop()
        return threading.current_thread()

    async def several():
        asked = asyncio.gather(*(look_up(action) for _ in range(5)))
        await asyncio.sleep(0)
        ticked.set()
        return await asked

    threads = asyncio.run(several())
    assert most == [1] * 5
    assert threading.main_thread() not in threads


def test_it_sees_what_the_request_knows_and_raises_what_goes_wrong():
    known = ContextVar("known", default="nothing")

    async def ask(action):
        known.set("a request")
        return await look_up(action)

    assert asyncio.run(ask(known.get)) == "a request"
    with pytest.raises(ZeroDivisionError):
        asyncio.run(ask(lambda: 1 / 0))


def test_whoever_is_gone_is_left_out():
    release, done = threading.Event(), []

    async def ask():
        first = asyncio.create_task(look_up(lambda: release.wait(60)))
        gone = asyncio.create_task(look_up(lambda: done.append("gone")))
        last = asyncio.create_task(look_up(lambda: done.append("last")))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
        release.set()
        await asyncio.gather(first, last)

    asyncio.run(ask())
    assert done == ["last"]


def test_what_is_done_aside_does_not_wait_for_what_is_looked_up():
    release = threading.Event()

    async def ask():
        looked_up = asyncio.create_task(look_up(lambda: release.wait(60)))
        await asyncio.sleep(0)
        first, second = await asyncio.gather(*(aside(threading.current_thread) for _ in range(2)))
        release.set()
        await looked_up
        return first is second is not threading.main_thread()

    assert asyncio.run(ask())
