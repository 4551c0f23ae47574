"""The group-committing writer: batches, time-outs, failures."""

import asyncio
import threading
from dataclasses import replace

import pytest

from service.records.writer import GroupWriter
from service.storage.errors import RecordsUnavailable
from tests.records.test_records import ONE


def test_what_queues_up_while_it_writes_goes_into_one_commit():
    batches, gate = [], threading.Event()

    def store(documents):
        gate.wait(5)
        batches.append(len(documents))
        return documents

    async def ten():
        waiting = [asyncio.create_task(writer.append(replace(ONE, id=str(number)))) for number in range(10)]
        await asyncio.sleep(0.05)
        gate.set()
        return await asyncio.gather(*waiting)

    writer = GroupWriter(store, timeout=5)
    assert [document.id for document in asyncio.run(ten())] == [str(number) for number in range(10)]
    assert sum(batches) == 10
    assert len(batches) <= 3
    writer.close()


def test_while_many_write_commits_gather_what_comes_soon_after(monkeypatch):
    monkeypatch.setattr("service.records.writer._GATHER_SECONDS", 0.5)
    batches = []

    def store(documents):
        batches.append(len(documents))
        return documents

    async def together(number):
        await asyncio.gather(*(writer.append(replace(ONE, id=str(one))) for one in range(number)))

    async def crowd_then_one_by_one():
        await together(10)
        later = []
        for _ in range(5):
            later.append(asyncio.create_task(together(1)))
            await asyncio.sleep(0.001)
        await asyncio.gather(*later)

    writer = GroupWriter(store, timeout=5)
    asyncio.run(crowd_then_one_by_one())
    assert sum(batches) == 15
    assert len(batches) <= 4
    writer.close()


def test_what_takes_long_to_write_is_written_by_itself_and_last():
    batches, begun, gate = [], threading.Event(), threading.Event()

    def store(documents):
        begun.set()
        assert gate.wait(60)
        batches.append([document.id for document in documents])
        return documents

    def large(id_):
        return replace(ONE, id=id_, findings=(object(),) * 21)

    async def all_of_them():
        first = asyncio.create_task(writer.append(ONE))
        assert await asyncio.to_thread(begun.wait, 60)
        several = (large("a"), replace(ONE, id="b", answer=b" " * 600_000), replace(ONE, id="c"), replace(ONE, id="d"))
        waiting = [first, *(asyncio.create_task(writer.append(one)) for one in several)]
        await asyncio.sleep(0)  # all have queued
        gate.set()
        return await asyncio.gather(*waiting)

    writer = GroupWriter(store, timeout=60)
    assert [document.id for document in asyncio.run(all_of_them())] == [ONE.id, "a", "b", "c", "d"]
    assert batches == [[ONE.id], ["c", "d"], ["a"], ["b"]]
    writer.close()


def test_a_writer_that_hangs_is_not_waited_for():
    gate = threading.Event()

    def store(documents):
        gate.wait(5)
        return documents

    writer = GroupWriter(store, timeout=0.05)
    with pytest.raises(RecordsUnavailable, match="within"):
        asyncio.run(writer.append(ONE))
    gate.set()
    writer.close()


def test_a_writer_that_fails_says_so_and_goes_on():
    failures = iter([OSError("no space left on device")])

    def store(documents):
        for failure in failures:
            raise failure
        return documents

    writer = GroupWriter(store, timeout=5)
    with pytest.raises(RecordsUnavailable, match="OSError"):
        asyncio.run(writer.append(ONE))
    assert asyncio.run(writer.append(ONE)) == ONE
    writer.close()


def test_a_closed_writer_takes_nothing():
    writer = GroupWriter(lambda documents: documents, timeout=5)
    writer.close()
    with pytest.raises(RecordsUnavailable, match="closed"):
        asyncio.run(writer.append(ONE))


def test_closing_writes_what_takes_long():
    begun, gate = threading.Event(), threading.Event()

    def store(documents):
        begun.set()
        assert gate.wait(60)
        return documents

    async def all_of_them():
        first = asyncio.create_task(writer.append(ONE))
        assert await asyncio.to_thread(begun.wait, 60)
        several = [replace(ONE, id=str(number), findings=(object(),) * 21) for number in range(3)]
        waiting = [first, *(asyncio.create_task(writer.append(one)) for one in several)]
        await asyncio.sleep(0)  # all have queued
        closing = asyncio.create_task(asyncio.to_thread(writer.close))
        gate.set()
        stored = await asyncio.gather(*waiting)
        await closing
        return stored

    writer = GroupWriter(store, timeout=60)
    assert [document.id for document in asyncio.run(all_of_them())] == [ONE.id, "0", "1", "2"]


def test_closing_writes_what_is_queued():
    kept = []

    def store(documents):
        kept.extend(documents)
        return documents

    async def leave():
        waiting = [asyncio.create_task(writer.append(replace(ONE, id=str(number)))) for number in range(20)]
        await asyncio.sleep(0)
        await asyncio.to_thread(writer.close)
        await asyncio.gather(*waiting)

    writer = GroupWriter(store, timeout=5)
    asyncio.run(leave())
    assert len(kept) == 20
