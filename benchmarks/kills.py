"""Does `kill -9` change a result? Kills the server, a worker, or all of them, again and again, in one long job.

    python -m benchmarks.kills --data-dir VAR [--rows 200000] [--kills 20] [--bench ../shared/bench] [--seed 1]

`VAR` is a data directory with the lists to screen against; it is only read. The same file is first screened without
any disturbance, then in a fresh directory while processes are killed at random moments. The two records have to be the
same byte for byte, and the audit chain has to hold the end of the job exactly once.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from benchmarks.bulk_rows import write_csv
from benchmarks.server import OPEN, Server, fresh

_AS_OF = "2026-01-01"
"""Both runs ask about one day, also where midnight falls between them."""


class Victim(Server):
    """A server whose processes are killed."""

    def workers(self) -> list[int]:
        """The ids of the worker processes on this data directory, orphans of killed servers among them."""
        mark = f"SEKISHO_DATA_DIR={self.data}\0".encode()
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                if (
                    b"service.worker.bulk.leader" in (path / "cmdline").read_bytes()
                    and mark in (path / "environ").read_bytes() + b"\0"
                ):
                    found.append(int(path.name))
            except OSError:
                continue
        return found

    def kill(self, what: str, source: random.Random) -> str:
        """Kill the server, one worker, or everything. Returns what was hit."""
        victims: list[int] = []
        workers = self.workers()
        if what in ("worker", "both") and workers:
            victims += workers if what == "both" else [source.choice(workers)]
        if what in ("server", "both") and self.process is not None:
            victims.append(self.process.pid)
        for pid in victims:
            with suppress(ProcessLookupError):  # it has just ended by itself
                os.kill(pid, signal.SIGKILL)
        if what in ("server", "both") and self.process is not None:
            self.process.wait()
            self.start()
        return f"{what} ({len(victims)} processes)"


def undisturbed(data: Path, path: Path) -> tuple[str, float]:
    """SHA-256 of the record of a calm run on the command line, and how long it took."""
    folder = fresh(data)
    start = time.monotonic()
    command = [sys.executable, "-m", "service.cli", "bulk", str(path), "-o", str(folder / "out.csv"), "--as-of", _AS_OF]
    subprocess.run(command, env=os.environ | {"SEKISHO_DATA_DIR": str(folder)}, check=False, stdout=subprocess.DEVNULL)
    (record,) = folder.glob("bulk/blk_*/result.parquet")
    return sha256(record.read_bytes()).hexdigest(), time.monotonic() - start


def disturbed(data: Path, path: Path, rows: int, kills: int, source: random.Random) -> tuple[str, int, Path]:
    """SHA-256 of the record of a job in which processes were killed, and how many kills it took: the first while the
    file is read, the last while the result is put together, the others after so many rows and a moment."""
    service = Victim(fresh(data), source.randrange(20_000, 30_000))
    service.start()
    job, done = service.send(path, f"?as_of={_AS_OF}"), 0
    points = [*(rows * at // kills for at in range(kills - 1)), rows]
    while (state := service.get(f"/v1/bulk-jobs/{job}"))["state"] in OPEN:
        if done < kills and state["progress"]["rows_done"] >= points[done]:
            time.sleep(0 if points[done] == rows else source.uniform(0, 0.8))
            hit = service.kill(source.choice(["server", "worker", "both"]), source)
            done += 1
            print(f"kill {done}: {hit} at {state['progress']['rows_done']:,} rows", flush=True)
        time.sleep(0.05)
    print(f"{state['state']}: {state['totals']}")
    service.stop()
    record = service.data / "bulk" / job / "result.parquet"
    return sha256(record.read_bytes()).hexdigest(), done, service.data


def ends(data: Path) -> int:
    """How often the end of a job stands in the audit chain."""
    with sqlite3.connect(data / "sekisho.db") as connection:
        query = "SELECT COUNT(*) FROM audit_events WHERE kind = 'job_finished'"
        return int(connection.execute(query).fetchone()[0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    path = Path(mkdtemp(prefix="kills-")) / "customers.csv"
    write_csv(path, arguments.bench, arguments.rows)
    calm, seconds = undisturbed(arguments.data_dir, path)
    print(f"undisturbed: {seconds:,.0f} s, {calm}", flush=True)
    source = random.Random(arguments.seed)
    wild, kills, data = disturbed(arguments.data_dir, path, arguments.rows, arguments.kills, source)
    print(f"after {kills} kills: {wild}; {ends(data)} end of the job in the audit chain")
    same = wild == calm and ends(data) == 1
    print("the same byte for byte" if same else "NOT THE SAME")
    return int(not same)


if __name__ == "__main__":
    sys.exit(main())
