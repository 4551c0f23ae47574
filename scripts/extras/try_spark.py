"""`examples/spark_job.py` over a small file. Needs Java 17."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pyarrow.parquet as pq

from scripts.extras.running import CUSTOMERS, command, installed


def main() -> None:
    installed()
    if shutil.which("java") is None:
        raise SystemExit("Spark needs Java 17; install Debian's package openjdk-17-jre-headless")
    os.environ.pop("PYSPARK_PYTHON", None)  # the example has to find the Python of this environment
    Path("customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    import examples.spark_job as example

    command(sys.executable, example.__file__, "customers.csv", "results")
    decisions = pq.read_table("results", columns=["name", "decision"]).sort_by("name").column("decision").to_pylist()
    assert decisions == ["review", "clear"], decisions


if __name__ == "__main__":
    main()
