"""Screen an Arrow table in your own process: `python examples/arrow_batches.py customers.parquet results.parquet`.

Takes the lists of SEKISHO_DATA_DIR, or those that come with the program. The rows
are the same as those of a bulk job. They are not put on record: for that send a file, or use Spark.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from service.bootstrap.runtime import open_runtime
from service.bulk.batch_screening import ROW, BatchScreener, Work, screen_batch
from service.bulk.columns import lay_out
from service.bulk.options import ReadOptions
from service.bulk.row_screening import JobContext
from service.engine.screening.request import Options
from service.engine.screening.resolved_options import resolve_options
from service.settings import Settings


def open_screener(headers: list[str], settings: Settings) -> BatchScreener:
    """Load the lists, and take the columns for what their names say."""
    runtime = open_runtime(settings)
    snapshot = runtime.snapshots.current()
    options = resolve_options(Options(), snapshot, today=runtime.screenings.today())
    context = JobContext(snapshot, options, settings.max_name_length)
    return BatchScreener(Work("my-run", lay_out(headers), ReadOptions(), context))


def screen_table(table: pa.Table, settings: Settings) -> pa.Table:
    """One answer a row, in their order."""
    screener = open_screener(table.column_names, settings)
    numbered = table.append_column(ROW, pa.array(range(1, len(table) + 1), pa.int64()))
    return pa.Table.from_batches([screen_batch(batch, screener) for batch in numbered.to_batches(5_000)])


if __name__ == "__main__":
    result = screen_table(pq.read_table(Path(sys.argv[1])), Settings())
    pq.write_table(result, Path(sys.argv[2]))
    print(result.group_by("decision").aggregate([("decision", "count")]).to_pylist())
