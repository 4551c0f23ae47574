"""The rows of a result as every format writes them: the file's columns and twelve more, formulas made harmless."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from service.bulk.batch_screening import FULL_ANSWER, ROW
from service.common.spreadsheets import harmless_text

_FORMULA = r"^([=+\-@\t\r])"
_BATCH = 5_000


def public_batches(record: Path) -> Iterator[pa.RecordBatch]:
    """The rows of a record without the columns that only the record has."""
    file = pq.ParquetFile(record)
    names = [name for name in file.schema_arrow.names if name not in (ROW, FULL_ANSWER.name)]
    yield from file.iter_batches(batch_size=_BATCH, columns=names)


def public_schema(record: Path) -> pa.Schema:
    """The columns that every format writes."""
    schema = pq.read_schema(record)
    return pa.schema([field for field in schema if field.name not in (ROW, FULL_ANSWER.name)])


def harmless(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same rows with an apostrophe before every text that a spreadsheet would take for a formula."""
    columns = [_harmless(column) for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, names=[harmless_text(name) for name in batch.schema.names])


def _harmless(column: pa.Array) -> pa.Array:
    if not pa.types.is_string(column.type):
        return column
    return pc.replace_substring_regex(column, _FORMULA, r"'\1")
