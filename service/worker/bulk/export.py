"""Write a result out in another format: `python -m service.worker.bulk.export RECORD FORMAT PATH`.

In a process of its own, because it takes a core for a while and the server has better uses for its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

from service.bulk.writing.hits import SCHEMA, hit_batches
from service.bulk.writing.results import write_table
from service.bulk.writing.rows import public_batches, public_schema


def export(record: Path, name: str, path: Path) -> None:
    """Write the rows of a record as `csv`, `xlsx`, `jsonl` or `parquet`, or its hits as `hits`."""
    if name == "hits":
        export_hits(record, path, "csv")
    else:
        write_table(name, public_schema(record), public_batches(record), path)


def export_hits(record: Path, path: Path, name: str) -> None:
    """Write the hits of a record, one line each, in one of the formats."""
    write_table(name, SCHEMA, hit_batches(record), path)


if __name__ == "__main__":
    export(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
