"""Files come in over a limited number of places, of which nobody gets all."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from service.api import upload_places
from service.api.problems import Problem
from service.api.upload_places import UploadPlaces


def test_one_caller_takes_his_places_and_leaves_the_others():
    async def uploads():
        places = UploadPlaces(6, 4)
        async with AsyncExitStack() as taken:
            for _ in range(4):
                await taken.enter_async_context(places.place("greedy"))
            with pytest.raises(Problem) as refused:
                await taken.enter_async_context(places.place("greedy"))
            await taken.enter_async_context(places.place("other"))
        async with places.place("greedy"):
            return refused.value

    problem = asyncio.run(uploads())
    assert problem.kind.status == 429
    assert "4 files of yours" in problem.detail


def test_where_all_places_are_taken_the_next_one_waits_and_is_told(monkeypatch):
    monkeypatch.setattr(upload_places, "_WAIT_SECONDS", 0.01)

    async def uploads():
        places = UploadPlaces(1, 1)
        async with places.place("one"):
            with pytest.raises(Problem) as refused:
                async with places.place("other"):
                    pass
        async with places.place("other"):
            return refused.value

    assert asyncio.run(uploads()).kind.status == 503


def test_whoever_waits_in_vain_holds_nothing(monkeypatch):
    async def uploads():
        places = UploadPlaces(1, 1)
        async with places.place("one"):
            waiting = asyncio.create_task(places.place("other").__aenter__())
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        async with places.place("other"):
            return True

    assert asyncio.run(uploads())
