"""How long until the service is ready again after `kill -9`?

    python -m benchmarks.restart [--data-dir VAR] [--starts 10] [--database URL]

`VAR` is a data directory with the lists to serve; it is only read, and without it those that come with the program are
served. Seconds on a machine that does other things tell little: those of the processors, of all processes together,
tell what there is to do.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.serving import running

_WORKERS = (1, 2)


def main() -> None:
    """Start, kill, start again and so on, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--database", help="an empty one; default: SQLite in the folder")
    asked = parser.parse_args()
    print(f"{'processes':>9}{'median s':>10}{'longest s':>11}{'processor s':>13}")
    for workers in _WORKERS:
        with tempfile.TemporaryDirectory() as folder:
            if asked.data_dir is not None:
                Path(folder, "editions").symlink_to((asked.data_dir / "editions").resolve())
            # The first start makes what the others find: the index, the database.
            taken = [_start(folder, workers, asked.database) for _ in range(asked.starts + 1)][1:]
        seconds, processors = zip(*taken, strict=True)
        print(f"{workers:9}{median(seconds):10.2f}{max(seconds):11.2f}{median(processors):13.2f}")


def _start(folder: str, workers: int, database: str | None) -> tuple[float, float]:
    """Start, wait until ready, kill. Seconds, and seconds of the processors, until it was ready."""
    environment = {"SEKISHO_DATA_DIR": folder, "SEKISHO_LOG_LEVEL": "error", "SEKISHO_WORKERS": str(workers)}
    if database is not None:
        environment["SEKISHO_DATABASE_URL"] = database
    began = time.monotonic()
    with running(("service.cli", "serve"), environment, ready="/readyz") as server:
        taken = time.monotonic() - began, server.cpu_seconds()
        server.kill()
    return taken


if __name__ == "__main__":
    main()
