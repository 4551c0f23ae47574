"""Do the command line, the HTTP job and Spark give the same rows?

    python -m benchmarks.same_rows FILE.csv --data-dir VAR [--http http://127.0.0.1:8000] [--spark]

Sends one CSV file through each door on the same lists and compares the results row by row, column by column. `VAR` is
the data directory of the server that is asked; `--spark` starts `local[2]` here (Java 17 and `sekisho[spark]`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_SKIPPED = ("sekisho_row", "sekisho_answer", "snapshot_sha256")


def by_command(path: Path, data: Path, out: Path) -> pa.Table:
    """The rows that `sekisho bulk` writes, in a data directory of its own: it must not find the job of another door."""
    own = out / "data"
    own.mkdir()
    (own / "editions").symlink_to((data / "editions").resolve())
    command = [sys.executable, "-m", "service.cli", "bulk", str(path), "-o", str(out / "command.parquet")]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=os.environ | {"SEKISHO_DATA_DIR": str(own)})
    return pq.read_table(out / "command.parquet")


def by_http(path: Path, address: str, out: Path) -> pa.Table:
    """The rows of a job over HTTP."""
    sent = subprocess.run(
        ["curl", "-sf", "-F", f"file=@{path}", f"{address}/v1/bulk-jobs"], capture_output=True, check=True
    )
    job = json.loads(sent.stdout)["id"]
    while get(f"{address}/v1/bulk-jobs/{job}")["state"] in ("queued", "reading", "screening"):
        time.sleep(1)
    with urllib.request.urlopen(f"{address}/v1/bulk-jobs/{job}/results?format=parquet") as answer:
        (out / "http.parquet").write_bytes(answer.read())
    return pq.read_table(out / "http.parquet")


def get(address: str) -> Any:
    with urllib.request.urlopen(address) as answer:  # the address is the operator's
        return json.load(answer)


def by_spark(path: Path, out: Path) -> pa.Table:
    """The rows of a run on `local[2]`, in the order of the file."""
    from pyspark.sql import SparkSession

    from service.settings import Settings
    from service.spark import begin_run, numbered

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    frame = session.read.csv(str(path), header=True, multiLine=True, escape='"', inferSchema=False)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    run = begin_run(session, Settings(), frame.columns, input_sha256=digest)
    start = time.perf_counter()
    run.screen(numbered(frame).repartition(2)).write.mode("overwrite").parquet(str(out / "spark"))
    seconds = time.perf_counter() - start
    totals = run.finish(session.read.parquet(str(out / "spark")))
    print(f"spark: {run.id}, {totals}, {sum(totals.values()) / seconds:,.0f} rows/s")
    session.stop()
    return pq.read_table(out / "spark").sort_by("sekisho_row")


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
    parser.add_argument("--http")
    parser.add_argument("--spark", action="store_true")
    arguments = parser.parse_args()
    os.environ["SEKISHO_DATA_DIR"] = str(arguments.data_dir)
    out = Path(mkdtemp(prefix="same-rows-"))
    results = {"command": by_command(arguments.file, arguments.data_dir, out)}
    if arguments.http:
        results["http"] = by_http(arguments.file, arguments.http, out)
    if arguments.spark:
        results["spark"] = by_spark(arguments.file, out)
    failed = False
    for name, table in results.items():
        found = differences(results["command"], table)
        failed = failed or bool(found)
        print(f"{name}: {table.num_rows:,} rows, {'differs in ' + ', '.join(found) if found else 'the same'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
