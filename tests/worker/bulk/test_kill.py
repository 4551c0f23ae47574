"""`kill -9` of workers and of the command itself: the record is that of a calm run, byte for byte, and its alerts are
those of a calm run: none twice, none lost."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

HIT = pc.field("decision").isin(["review", "block"])
ROWS = 22_000
"""Five chunks."""

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


def alerts(folder):
    """Who was alerted about, by which row first, with which matches; and which rows each alert is of."""
    with sqlite3.connect(folder / "sekisho.db") as connection:
        raised = connection.execute("SELECT fingerprint_sha256, sequence FROM alerts ORDER BY 1, 2").fetchall()
        matches = connection.execute(
            "SELECT fingerprint_sha256, entity_id, score FROM alerts JOIN alert_matches ON alert_id = id ORDER BY 1, 2"
        ).fetchall()
        rows = connection.execute(
            "SELECT bulk_row, fingerprint_sha256 FROM alert_screenings JOIN alerts ON alert_id = id ORDER BY 1"
        ).fetchall()
        opened = connection.execute("SELECT count(*) FROM audit_events WHERE kind = 'alert_opened'").fetchone()
    return raised, matches, rows, opened


def workers(folder):
    mark = f"SEKISHO_DATA_DIR={folder}\0".encode()
    for path in PROC.glob("[0-9]*"):
        try:
            is_worker = b"service.worker.bulk.leader" in (path / "cmdline").read_bytes()
            if is_worker and mark in (path / "environ").read_bytes() + b"\0":
                yield int(path.name)
        except OSError:
            continue


def kill(pids):
    for pid in pids:
        with suppress(ProcessLookupError):  # it has just ended by itself
            os.kill(pid, signal.SIGKILL)


@pytest.mark.skipif(not PROC.is_dir(), reason="finds processes in /proc")
def test_killing_changes_nothing(tmp_path):
    file = tmp_path / "customers.csv"
    names = ["Sergei Aksenov", "Testa Testova", "Natalia Poklonskaya", "Testina Testrix"]
    file.write_text("name,dob\n" + "".join(f"{names[n % 4]} {n % 4000},19{50 + n % 50}\n" for n in range(ROWS)))
    calm, wild = tmp_path / "calm", tmp_path / "wild"
    assert subprocess.run(command(file, calm), env=environment(calm), check=False).returncode == 1
    for processes, reached in (("2", "rows/000001.*"), ("2", "answers/000001.*"), ("1", "answers/000003.*")):
        run = subprocess.Popen(command(file, wild, "--processes", processes), env=environment(wild))
        while run.poll() is None and not list(wild.glob(f"bulk/blk_*/{reached}")):
            time.sleep(0.01)
        alone = processes == "1"  # the last time the command survives its workers
        kill(workers(wild) if alone else [run.pid, *workers(wild)])
        run.wait()
    assert run.returncode == 1
    assert record(wild) == record(calm)
    raised, _, rows, opened = alerts(calm)
    assert len(raised) == opened[0] > 50
    assert len(rows) == len(set(rows)) == len(pq.read_table(next(calm.glob("bulk/blk_*/result.parquet"))).filter(HIT))
    assert alerts(wild) == alerts(calm)
