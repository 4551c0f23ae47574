"""kill -9 under load: every answered screening is on record, the chain verifies, and it starts again at once."""

import asyncio
import random
import time
from statistics import median

import pytest
from sqlalchemy import select

from service.audit.reading import open_for_reading
from service.records.tables import SCREENINGS
from tests.e2e.installation import Installation
from tests.e2e.requests import Answers, ask_all, plain_questions


@pytest.mark.parametrize("workers", [1, 2])
def test_every_answered_screening_survives_kill_nine(database_url, workers, size, tmp_path, capsys):
    installation = Installation(tmp_path, database_url, workers=workers, anchor_seconds="0.5")
    chance = random.Random(size.kills)
    questions = plain_questions()
    answers, starts = Answers(), []
    try:
        for _ in range(size.kills):
            starts.append(installation.start())
            got = asyncio.run(_load_and_kill(installation, questions, chance.uniform(0.1, 1.5)))
            answers.given += got.given
            assert got.refused == []
        starts.append(installation.start())
        installation.stop()
    finally:
        installation.kill()
    verdict = assert_intact(installation, answers)
    with capsys.disabled():
        print(
            f"\n{size.kills} kills of {workers} process(es), {'postgresql' if database_url else 'sqlite'}: "
            f"{len(answers.given)} answered, all on record; {verdict.events} events in {verdict.chains} chains intact\n"
            f"{'until ready again':<24}{'median':>8}{'longest':>9}"
        )
        for what, taken in zip(("seconds", "seconds of processors"), zip(*starts[1:], strict=True), strict=True):
            print(f"{what:<24}{median(taken):8.1f}{max(taken):9.1f}")


async def _load_and_kill(installation, questions, seconds):
    killed = time.monotonic() + seconds

    async def kill():
        await asyncio.sleep(seconds)
        installation.kill()

    asking = ask_all([installation.port], questions, callers=16, until=lambda _: time.monotonic() > killed)
    answers, _ = await asyncio.gather(asking, kill())
    return answers


def assert_intact(installation, answers):
    """Every answer is in the database byte for byte, and the chains are unbroken. Returns what verifying told."""
    engine = open_for_reading(installation.settings.database_address)
    with engine.connect() as connection:
        kept = set(connection.execute(select(SCREENINGS.c.answer)).scalars())
    engine.dispose()
    assert len(answers.given) > 0
    assert [body for _, body in answers.given if body not in kept] == []
    verdict = installation.verdict()
    assert verdict.faults == ()
    return verdict
