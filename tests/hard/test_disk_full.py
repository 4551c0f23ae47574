"""The disk is full: 503 with the reason and no decision, and answers again once there is room. Nothing is lost."""

import asyncio
import os
import subprocess

import pytest

from tests.hard.asking import ask_all, plain_questions
from tests.hard.house import House
from tests.hard.test_kill import assert_intact


@pytest.fixture
def small_disk(tmp_path):
    """A file system of four megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"no small file system can be made here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_a_reason_and_not_an_answer(small_disk, capsys):
    filler = small_disk / "filler"
    filler.write_bytes(os.urandom(2_000_000))
    house = House(small_disk, None)
    try:
        house.start()
        answers = asyncio.run(_ask_until(house, lambda found: len(found.refused) >= 200))
        assert {status for status, _ in answers.refused} == {503}
        assert all("full" in detail for _, detail in answers.refused)
        filler.unlink()
        again = asyncio.run(_ask_until(house, lambda found: len(found.given) >= 20))
        answers.given += again.given
        house.stop()
    finally:
        house.kill()
    verdict = assert_intact(house, answers)
    with capsys.disabled():
        print(
            f"\ndisk full: {len(answers.given)} answered, all on record; {len(answers.refused)} times 503 "
            f"({answers.refused[0][1]}); {verdict.events} events intact"
        )


async def _ask_until(house, enough):
    return await asyncio.wait_for(ask_all([house.port], plain_questions(), callers=8, until=enough), 60)
