"""Parquet. Numbers and dates become texts; lists of texts are several values of one cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from service.bulk.columns import unique_headers
from service.bulk.errors import BadFile
from service.bulk.limits import Limits
from service.bulk.reading.table import Row, Table

_BATCH = 10_000


def read_parquet(path: Path, limits: Limits) -> Table:
    """The table in a Parquet file. Raises BadFile."""
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise BadFile(f"the Parquet file cannot be read: {error}") from None
    schema = file.schema_arrow
    if len(schema) > limits.columns:
        raise BadFile(f"the file has {len(schema)} columns; at most {limits.columns} are read")
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    if sum(group.total_byte_size for group in groups) > limits.unpacked_bytes:
        raise BadFile(f"unpacked, the file has more than {limits.unpacked_bytes} bytes, which is the limit; split it")
    for field in schema:
        _refuse(field)
    return Table("parquet", {}, unique_headers(schema.names), _rows(file))


def _rows(file: pq.ParquetFile) -> Iterator[Row]:
    try:
        for batch in file.iter_batches(batch_size=_BATCH):
            columns = [texts(column).to_pylist() for column in batch.columns]
            yield from map(list, zip(*columns, strict=True))
    except (pa.ArrowException, OSError) as error:
        raise BadFile(f"the Parquet file is damaged: {error}") from None


def texts(column: pa.Array) -> pa.Array:
    """A column as texts. Raises pyarrow's own errors for what has no text."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if _is_list(column.type):
        return pc.binary_join(column.cast(pa.list_(pa.string())), "|")
    if pa.types.is_null(column.type):
        return pa.nulls(len(column), pa.string())
    return column.cast(pa.string())


def _refuse(field: pa.Field) -> None:
    kind = field.type.value_type if _is_list(field.type) or pa.types.is_dictionary(field.type) else field.type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise BadFile(f"column {field.name!r} holds {field.type}; expected texts, numbers, dates or lists of texts")


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))
