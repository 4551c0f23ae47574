"""`kill -9` of workers and of the command itself: the record is that of a calm run, byte for byte."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROWS = 12_000
PROC = Path("/proc")


def command(file, folder, *more):
    return [
        sys.executable,
        "-m",
        "service.cli",
        "bulk",
        str(file),
        "-o",
        str(folder / "out.csv"),
        "--as-of",
        "2026-01-01",
        *more,
    ]


def environment(folder):
    return os.environ | {"SEKISHO_DATA_DIR": str(folder), "COLUMNS": "80"}


def record(folder):
    (found,) = folder.glob("bulk/blk_*/result.parquet")
    return found.read_bytes()


def workers(folder):
    mark = f"SEKISHO_DATA_DIR={folder}\0".encode()
    for path in PROC.glob("[0-9]*"):
        try:
            is_worker = b"service.working.process" in (path / "cmdline").read_bytes()
            if is_worker and mark in (path / "environ").read_bytes() + b"\0":
                yield int(path.name)
        except OSError:
            continue


@pytest.mark.skipif(not PROC.is_dir(), reason="finds processes in /proc")
def test_killing_changes_nothing(tmp_path):
    file = tmp_path / "customers.csv"
    names = ["Sergei Aksenov", "Testa Testova", "Natalia Poklonskaya", "Testina Testrix"]
    file.write_text("name,dob\n" + "".join(f"{names[n % 4]} {n % 50},19{50 + n % 50}\n" for n in range(ROWS)))
    calm, wild = tmp_path / "calm", tmp_path / "wild"
    assert subprocess.run(command(file, calm), env=environment(calm), check=False).returncode == 1
    for processes in ("2", "2", "1"):  # once the command with its workers, then the workers alone
        run = subprocess.Popen(command(file, wild, "--processes", processes), env=environment(wild))
        until = time.monotonic() + 60
        while run.poll() is None and not list(workers(wild)) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)
        if processes == "2" and run.poll() is None:
            for pid in [run.pid, *workers(wild)]:
                os.kill(pid, signal.SIGKILL)
        elif run.poll() is None:
            for pid in workers(wild):
                os.kill(pid, signal.SIGKILL)
        run.wait()
    assert run.returncode == 1
    assert record(wild) == record(calm)
