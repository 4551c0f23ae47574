"""The disk is full: 503 with the reason and no decision, and answers again once there is room. Nothing is lost."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.conftest import needs_postgresql
from tests.e2e.installation import Installation
from tests.e2e.postgresql import own_postgresql
from tests.e2e.requests import ask_all, plain_questions
from tests.e2e.test_kill import assert_intact

LEFT = 3_000_000
"""Bytes that are free when the asking begins."""
_SMALL_FILES = ("--wal-segsize=1",)


def test_a_full_disk_is_a_reason_and_not_an_answer(capsys):
    with small_disk(64) as disk:  # room for what is kept of the rules, the log, and the tables it is written back to
        answers = fill_and_make_room(Installation(disk, None), disk, capsys)
    assert all("full" in detail for _, detail in answers.refused)


def test_no_room_for_the_tables_of_postgresql_is_a_reason_and_not_an_answer(tmp_path, capsys):
    needs_postgresql()
    with small_disk(128) as disk, own_postgresql(disk, initdb=_SMALL_FILES) as server:
        fill_and_make_room(Installation(tmp_path, server.address), disk, capsys, server)


def test_no_room_for_the_write_ahead_log_of_postgresql_is_a_reason_and_not_an_answer(tmp_path, capsys):
    """The server ends itself, and whoever looks after it starts it again once there is room; not so the service."""
    needs_postgresql()
    with small_disk(32) as disk:
        if os.getuid() == 0:
            shutil.chown(disk, "postgres")
        with own_postgresql(initdb=(*_SMALL_FILES, "-X", str(disk / "log"))) as server:
            fill_and_make_room(Installation(tmp_path, server.address), disk, capsys, server)


def fill_and_make_room(installation, disk, capsys, server=None):
    """Ask until the disk is full and two hundred times longer, make room, and ask again."""
    try:
        installation.start()
        filler = disk / "filler"
        filler.write_bytes(os.urandom(max(0, free_bytes(disk) - LEFT)))
        answers = asyncio.run(ask_until(installation, lambda found: len(found.refused) >= 200))
        full = installation.readiness()
        filler.unlink()
        if server is not None and not server.is_running():
            server.start()
        again = asyncio.run(ask_until(installation, lambda found: len(found.given) >= 20))
        answers.given += again.given
        assert installation.readiness().status_code == 200
        installation.stop()
    finally:
        installation.kill()
    if server is None:
        assert full.status_code == 503
        assert full.json()["detail"]
    assert {status for status, _ in answers.refused} == {503}
    assert all(detail for _, detail in answers.refused)
    assert answers.broken == again.broken == 0
    verdict = assert_intact(installation, answers)
    assert verdict.chains == 1  # the process is the same from beginning to end
    with capsys.disabled():
        reasons = sorted({detail for _, detail in answers.refused})
        kind = "sqlite" if server is None else "postgresql"
        print(
            f"\ndisk full, {kind}: {len(answers.given)} answered, all on record; "
            f"{len(answers.refused)} times 503 ({'; '.join(reasons)[:300]}); {verdict.events} events intact"
        )
    return answers


@contextmanager
def small_disk(megabytes):
    """A file system of so many megabytes, gone afterwards. Not in `tmp_path`: only root may look there."""
    with tempfile.TemporaryDirectory(prefix="sekisho-small-") as name:
        folder = Path(name)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", folder]
        mounted = subprocess.run(mount, capture_output=True, check=False)
        if mounted.returncode != 0:
            pytest.skip(f"no small file system can be made here: {mounted.stderr.decode().strip()}")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def free_bytes(folder):
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


async def ask_until(installation, enough):
    return await asyncio.wait_for(ask_all([installation.port], plain_questions(), callers=8, until=enough), 60)
