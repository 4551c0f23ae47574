"""kill -HUP to several processes: each gives way to a new one, and nobody who asks meanwhile is refused."""

import asyncio

from tests.e2e.installation import Installation
from tests.e2e.requests import ask_all, plain_questions
from tests.e2e.test_kill import assert_intact

_PATIENCE_SECONDS = 120


def test_processes_are_replaced_one_by_one_under_load(tmp_path, capsys):
    installation = Installation(tmp_path, None, workers=2, bulk_processes="0")
    try:
        installation.start()
        before = installation.workers()
        answers, after = asyncio.run(ask_and_hang_up(installation, before))
        installation.stop()
    finally:
        installation.kill()
    assert len(before) == len(after) == 2
    assert before.isdisjoint(after)
    assert answers.refused == []
    verdict = assert_intact(installation, answers)
    with capsys.disabled():
        print(
            f"\nkill -HUP to two processes: {len(answers.given)} answered, none refused, {answers.broken} connections "
            f"closed; {verdict.events} events in {verdict.chains} chains intact"
        )


async def ask_and_hang_up(installation, before):
    """Ask while the processes are replaced, and a little longer. Returns the answers, and the new processes."""
    done = asyncio.Event()

    async def hang_up():
        await asyncio.sleep(1)
        installation.hang_up()
        for _ in range(10 * _PATIENCE_SECONDS):
            await asyncio.sleep(0.1)
            if before.isdisjoint(installation.workers()):
                break
        await asyncio.sleep(1)
        done.set()

    asking = ask_all([installation.port], plain_questions(), callers=4, until=lambda _: done.is_set())
    answers, _ = await asyncio.gather(asking, hang_up())
    return answers, installation.workers()
