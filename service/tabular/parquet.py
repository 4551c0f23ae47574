"""Parquet. Numbers and dates become texts; lists of texts are several values of one cell.

Texts are taken as numbers of a dictionary, which is how files store what repeats, and weighed before they are written
out: 7 KB can stand for one long text 2 million times, and the size that a file states is that of its dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from service.tabular.errors import TableError, TableTooLarge
from service.tabular.limits import Limits
from service.tabular.table import Row, Table, unique_headers

_BATCH = 10_000
_PIECE_BYTES = 64 * 1024**2
"""Written out at a time. A single row of more is refused: in no other format may a line be as long."""


def read_parquet(path: Path, limits: Limits) -> Table:
    """The table in a Parquet file. Raises TableError."""
    try:
        file = pq.ParquetFile(path)
        schema = file.schema_arrow
        columns = [file.schema.column(place) for place in range(len(file.schema))]
        packed = [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]
        weighed = pq.ParquetFile(path, read_dictionary=packed)
    except (pa.ArrowException, OSError) as error:
        raise TableError("a Parquet file", f"one that cannot be read ({error})") from None
    if len(schema) > limits.columns:
        raise TableTooLarge(f"at most {limits.columns} columns", f"{len(schema)} of them")
    for field in schema:
        _refuse(field)
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    if sum(group.total_byte_size for group in groups) > limits.unpacked_bytes:
        raise _too_large(limits)
    _weigh(weighed, limits)
    return Table("parquet", {}, unique_headers(schema.names), _rows(weighed))


def _weigh(file: pq.ParquetFile, limits: Limits) -> None:
    """Raise TableTooLarge before the first row is written out, and kept, of a file that is too large as a whole."""
    left = limits.unpacked_bytes
    for batch in _batches(file):
        left -= _decoded_bytes(batch)
        if left < 0:
            raise _too_large(limits)


def _batches(file: pq.ParquetFile) -> Iterator[pa.RecordBatch]:
    try:
        yield from file.iter_batches(batch_size=_BATCH)
    except (pa.ArrowException, OSError) as error:
        raise TableError("a whole Parquet file", f"a damaged one ({error})") from None


def _rows(file: pq.ParquetFile) -> Iterator[Row]:
    try:
        for batch in _batches(file):
            for piece in _pieces(batch):
                columns = [texts(column).to_pylist() for column in piece.columns]
                yield from map(list, zip(*columns, strict=True))
    except (pa.ArrowException, OSError) as error:
        raise TableError("a whole Parquet file", f"a damaged one ({error})") from None


def _pieces(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """A batch, halved until each part may be written out at once."""
    size = _decoded_bytes(batch)
    if size <= _PIECE_BYTES:
        yield batch
    elif batch.num_rows == 1:
        raise TableTooLarge(f"at most {_PIECE_BYTES} bytes in a row", f"a row of {size} bytes")
    else:
        half = batch.num_rows // 2
        yield from _pieces(batch.slice(0, half))
        yield from _pieces(batch.slice(half))


def _decoded_bytes(batch: pa.RecordBatch) -> int:
    """How many bytes the values of a batch have once each is written out."""
    return sum(map(_column_bytes, batch.columns))


def _column_bytes(column: pa.Array) -> int:
    values = column.flatten() if _is_list(column.type) else column
    if not pa.types.is_dictionary(values.type):
        return int(values.nbytes)
    lengths = pc.binary_length(values.dictionary.cast(pa.string())).take(values.indices)
    return int(pc.sum(lengths).as_py() or 0)


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
        expected = "texts, numbers, dates or lists of texts"
        raise TableError(expected, str(field.type), where=f"column {field.name!r}")


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _too_large(limits: Limits) -> TableTooLarge:
    expected = f"at most {limits.unpacked_bytes} bytes once every value is written out"
    return TableTooLarge(expected, "more than that", advice="split the file")
