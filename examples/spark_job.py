"""Screen a table on Spark: `python examples/spark_job.py customers.csv results`.

Needs Java and `pip install 'sekisho[spark]'`. The result is a folder of Parquet files; the run is put on record.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession

from service.settings import Settings
from service.worker.spark import begin_run, numbered


def main(source: str, result: str) -> None:
    """Screen a CSV file into a folder."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # or the executors take another Python
    session = SparkSession.builder.master("local[2]").appName("sekisho").getOrCreate()
    frame = session.read.csv(source, header=True, multiLine=True, escape='"', inferSchema=False)
    digest = hashlib.sha256(Path(source).read_bytes()).hexdigest()
    run = begin_run(session, Settings(), frame.columns, input_sha256=digest)
    run.screen(numbered(frame)).write.parquet(result)
    run.finish(session.read.parquet(result))
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:3])
