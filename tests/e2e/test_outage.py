"""The database goes away under load and comes back: 503 with a reason between, nothing lost, no restart."""

import asyncio
import time

import pytest

from tests.e2e.installation import Installation
from tests.e2e.requests import ask_all, plain_questions
from tests.e2e.test_kill import assert_intact

WAYS = {"stopped": lambda server: server.stop("immediate"), "killed": lambda server: server.kill()}


@pytest.mark.parametrize("end", WAYS.values(), ids=WAYS)
def test_postgresql_goes_away_and_comes_back(postgresql, end, size, tmp_path, capsys):
    installation = Installation(tmp_path, postgresql.address, anchor_seconds="0.5")
    try:
        installation.start()
        answers, recovered = asyncio.run(_outage(installation, postgresql, end, size.outage))
        installation.stop()
    finally:
        installation.kill()
    assert {status for status, _ in answers.refused} == {503}
    assert all(detail for _, detail in answers.refused)
    assert answers.broken == 0
    verdict = assert_intact(installation, answers)
    with capsys.disabled():
        reasons = {detail.split(": ", 1)[-1][:60] for _, detail in answers.refused}
        print(
            f"\noutage of {size.outage:g} s: {len(answers.given)} answered, all on record; "
            f"{len(answers.refused)} times 503 ({'; '.join(sorted(reasons)[:3])}); "
            f"answering again {recovered:.1f} s after the server was; {verdict.events} events intact"
        )


async def _outage(installation, server, end, seconds):
    """Load through an outage. Returns the answers, and the seconds from when the server was back to the first one."""
    back = asyncio.Event()
    times = {}

    def enough(found):
        if not back.is_set():
            times["before"] = len(found.given)
        elif len(found.given) > times["before"]:
            times.setdefault("answered", time.monotonic())
        late = back.is_set() and time.monotonic() > times["back"] + 30
        return late or len(found.given) > times["before"] + 100

    async def break_and_mend():
        await asyncio.sleep(0.5)
        await asyncio.to_thread(end, server)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(server.start)
        times["back"] = time.monotonic()
        back.set()

    asking = ask_all([installation.port], plain_questions(), callers=16, until=enough)
    answers, _ = await asyncio.gather(asking, break_and_mend())
    return answers, times["answered"] - times["back"]
