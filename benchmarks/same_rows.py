"""Do the command line, the HTTP job and Spark give the same rows?

    python -m benchmarks.same_rows FILE.csv --data-dir VAR [--spark]

Sends one CSV file through each interface, each in a data directory of its own with the lists of `VAR`, and compares the
results row by row, column by column. `--spark` starts `local[2]` here (Java 17 and `sekisho[spark]`).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.server import OPEN, Server, fresh
from service.engine.screening.request import Options
from service.settings import Settings

_AS_OF = "2026-01-01"
"""All interfaces ask about one day, also where midnight falls between them."""

_SKIPPED = ("sekisho_row", "sekisho_answer", "snapshot_sha256")


def by_command(path: Path, data: Path) -> pa.Table:
    """The rows that `sekisho bulk` writes."""
    out = data / "command.parquet"
    command = [sys.executable, "-m", "service.cli", "bulk", str(path), "-o", str(out), "--as-of", _AS_OF]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=os.environ | {"SEKISHO_DATA_DIR": str(data)})
    return pq.read_table(out)


def by_http(path: Path, data: Path) -> pa.Table:
    """The rows of a job over HTTP."""
    server = Server(data, random.randrange(20_000, 30_000))
    server.start()
    try:
        job = server.send(path, f"?as_of={_AS_OF}")
        while server.get(f"/v1/bulk-jobs/{job}")["state"] in OPEN:
            time.sleep(1)
        (data / "http.parquet").write_bytes(server.fetch(f"/v1/bulk-jobs/{job}/results?format=parquet"))
    finally:
        server.stop()
    return pq.read_table(data / "http.parquet")


def by_spark(path: Path, data: Path) -> pa.Table:
    """The rows of a run on `local[2]`, in the order of the file."""
    from pyspark.sql import SparkSession

    from service.worker.spark import begin_run, numbered

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    frame = session.read.csv(str(path), header=True, multiLine=True, escape='"', inferSchema=False)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    options = Options(as_of=date.fromisoformat(_AS_OF))
    run = begin_run(session, Settings(data_dir=data), frame.columns, input_sha256=digest, options=options)
    start = time.perf_counter()
    run.screen(numbered(frame).repartition(2)).write.mode("overwrite").parquet(str(data / "spark"))
    seconds = time.perf_counter() - start
    totals = run.finish(session.read.parquet(str(data / "spark")))
    print(f"spark: {run.id}, {totals}, {sum(totals.values()) / seconds:,.0f} rows/s")
    session.stop()
    return pq.read_table(data / "spark").sort_by("sekisho_row")


def differences(first: pa.Table, second: pa.Table) -> list[str]:
    """Where two results differ. An empty cell and none are the same: Spark reads one as the other."""
    names = [name for name in first.column_names if name not in _SKIPPED]
    other = [name for name in second.column_names if name not in _SKIPPED]
    if names != other:
        return [f"columns {names} and {other}"]
    if first.num_rows != second.num_rows:
        return [f"{first.num_rows} and {second.num_rows} rows"]
    return [name for name in names if _values(first, name) != _values(second, name)]


def _values(table: pa.Table, name: str) -> list[Any]:
    return [None if value == "" else value for value in table.column(name).to_pylist()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--spark", action="store_true")
    arguments = parser.parse_args()
    interfaces = {"command": by_command, "http": by_http} | ({"spark": by_spark} if arguments.spark else {})
    results = {name: screened(arguments.file, fresh(arguments.data_dir)) for name, screened in interfaces.items()}
    failed = False
    for name, table in results.items():
        found = differences(results["command"], table)
        failed = failed or bool(found)
        print(f"{name}: {table.num_rows:,} rows, {'differs in ' + ', '.join(found) if found else 'the same'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
