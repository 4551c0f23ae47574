"""A long run at a steady rate, in which workers are killed, lists change and the disk fills up again and again: nothing
that was answered is lost, answers come back after each, and no process grows."""

import asyncio
import random
import time
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import httpx

from tests.e2e.installation import Installation
from tests.e2e.requests import ask_all, plain_questions
from tests.e2e.test_disk_full import free_bytes, small_disk
from tests.e2e.test_kill import assert_intact

CALLERS, PAUSE = 8, 0.04
"""Some 150 questions a second."""
BETWEEN = 20.0
"""Seconds between two disturbances, or what there is time for."""
FULL_SECONDS = 2.0
MEGABYTES_A_SECOND = 0.75
GROWTH = 1.3
LONG_SECONDS = 300.0
"""In a shorter run a process may still be loading lists when it is measured first."""


def test_nothing_is_lost_and_no_process_grows(size, capsys):
    with small_disk(150 + int(size.soak * MEGABYTES_A_SECOND)) as disk:
        installation = Installation(disk, None, workers=2, bulk_processes="0")
        try:
            installation.start()
            answers, memory, done = asyncio.run(soak(installation, disk, size.soak))
            installation.wait_until_ready()  # the last disturbance may have been a kill just now
            installation.stop()
        finally:
            installation.kill()
        assert {status for status, _ in answers.refused} <= {503}
        verdict = assert_intact(installation, answers)
    third = len(memory) // 3
    early, late = max(memory[third : 2 * third]), max(memory[2 * third :])
    with capsys.disabled():
        print(
            f"\nsoak of {size.soak:g} s, {', '.join(f'{one} x{done.count(one)}' for one in sorted(set(done)))}: "
            f"{len(answers.given)} answered, all on record; {len(answers.refused)} times 503, {answers.broken} "
            f"connections closed; {verdict.events} events in {verdict.chains} chains intact; largest process "
            f"{early} MiB in the second third, {late} MiB in the last"
        )
    assert late <= GROWTH * early or size.soak < LONG_SECONDS


async def soak(installation, disk, seconds):
    """Ask and disturb. Returns the answers, the memory of the largest process every second, and what was done."""
    ended = time.monotonic() + seconds
    memory, done = [], []

    async def measure():
        while time.monotonic() < ended:
            memory.append(largest(installation))
            await asyncio.sleep(1)

    async def disturb():
        chance, disturbances = random.Random(1), cycle([kill_one, fill_disk, change_list])
        while time.monotonic() < ended - FULL_SECONDS - 3:
            await asyncio.sleep(min(BETWEEN, seconds / 10))
            one = next(disturbances)
            await one(installation, disk, chance)
            done.append(one.__name__)

    asking = ask_all(
        [installation.port], plain_questions(), callers=CALLERS, until=lambda _: time.monotonic() > ended, pause=PAUSE
    )
    answers, _, _ = await asyncio.gather(asking, measure(), disturb())
    return answers, memory, done


async def kill_one(installation, disk, chance):
    workers = sorted(installation.workers())
    with suppress(ProcessLookupError):
        installation.kill_worker(chance.choice(workers))


async def change_list(installation, disk, chance):
    """Bring an edition of a list of our own that differs from the one before."""
    rows = "\n".join(f"{number},Soakov Testan {chance.random()}" for number in range(20))
    address = f"http://127.0.0.1:{installation.port}/v1/watchlists/own_soak/editions?accept=true"
    async with httpx.AsyncClient(timeout=120) as client:
        with suppress(httpx.TransportError):  # the worker that was asked may have been killed just before
            answer = await client.post(address, files={"file": ("own.csv", f"id,name\n{rows}\n".encode(), "text/csv")})
            assert answer.status_code in {200, 503}, answer.text


async def fill_disk(installation, disk, chance):
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb") as file:
        piece = bytes(1_000_000)
        for _ in range(free_bytes(disk) // len(piece) + 1):
            file.write(piece)
    await asyncio.sleep(FULL_SECONDS)
    filler.unlink()


def largest(installation):
    """Memory of the largest process that serves, in MiB, as Linux counts it."""
    found = [0]
    for pid in installation.workers():
        with suppress(OSError):
            text = Path(f"/proc/{pid}/status").read_text()
            found.append(int(text.partition("VmRSS:")[2].split()[0]) // 1024)
    return max(found)
