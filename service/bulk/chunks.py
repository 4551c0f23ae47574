"""Fixed ranges of rows, each a file: what is read in, and what is answered. A file is there whole or not at all."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from service.bulk.batch_screening import input_schema
from service.bulk.columns import Layout, lay_out
from service.bulk.errors import BadFile
from service.bulk.options import ReadOptions
from service.bulk.reading import open_table, shape_of
from service.common.files import sync_folder
from service.tabular.limits import Limits
from service.tabular.table import BadRow, Row, Table

CHUNK_ROWS = 5_000
"""Rows of a chunk: a second or two of work, which is what a crash can cost."""


class InputFile:
    """A file that is being read: what it was taken for, and how many rows of it were read."""

    def __init__(self, table: Table, layout: Layout, limits: Limits) -> None:
        self.shape, self.layout, self.rows = shape_of(table, layout), layout, 0
        self._table, self._limits = table, limits

    def chunks(self) -> Iterator[tuple[int, pa.RecordBatch]]:
        """Its chunks, numbered from 1. Raises BadFile, at the latest when all was read."""
        for number, batch in enumerate(batches(self._table.rows, self.layout, self._limits), 1):
            self.rows += batch.num_rows
            if self.rows > self._limits.rows:
                raise BadFile(f"the file has more than {self._limits.rows} rows, which is the limit; split it")
            yield number, batch
        if not self.rows:
            raise BadFile("the file has a header and no rows")


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path to write to; when all went well the file is on the disk and takes its name in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield aside
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(path)
        sync_folder(path.parent)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def open_input(path: Path, options: ReadOptions, limits: Limits) -> Iterator[InputFile]:
    """Begin to read a file. Raises BadFile."""
    with open_table(path, options, limits) as table:
        yield InputFile(table, lay_out(table.headers, options.columns), limits)


def batches(rows: Iterator[Row], layout: Layout, limits: Limits) -> Iterator[pa.RecordBatch]:
    """Rows in batches of a chunk, numbered from 1."""
    first = 1
    while part := list(itertools.islice(rows, CHUNK_ROWS)):
        yield _batch(part, first, layout, limits)
        first += len(part)


def _batch(rows: list[Row], first: int, layout: Layout, limits: Limits) -> pa.RecordBatch:
    empty = (None,) * len(layout.headers)
    columns = list(zip(*(empty if isinstance(row, BadRow) else row for row in rows), strict=True))
    arrays = [pa.array(column, pa.string()) for column in columns]
    faults = [(row.column, row.reason) if isinstance(row, BadRow) else (None, None) for row in rows]
    for place, array in enumerate(arrays):
        for at in _too_long(array, limits.cell_characters):
            faults[at] = (layout.headers[place], f"a cell has at most {limits.cell_characters} characters")
            arrays[place] = pa.array(
                [None if row == at else text for row, text in enumerate(arrays[place].to_pylist())]
            )
    numbers = pa.array(range(first, first + len(rows)), pa.int64())
    columns_of_faults = [pa.array(column, pa.string()) for column in zip(*faults, strict=True)]
    return pa.RecordBatch.from_arrays([numbers, *arrays, *columns_of_faults], schema=input_schema(layout.headers))


def _too_long(array: pa.Array, limit: int) -> list[int]:
    longest = pc.max(pc.utf8_length(array)).as_py()
    if longest is None or longest <= limit:
        return []
    found: list[int] = pc.indices_nonzero(pc.fill_null(pc.greater(pc.utf8_length(array), limit), False)).to_pylist()
    return found


def write_rows(path: Path, batch: pa.RecordBatch) -> None:
    """Keep the rows of one chunk."""
    with written_whole(path) as aside, pa.OSFile(str(aside), "wb") as sink:
        _write_batch(sink, batch)


def read_rows(path: Path) -> pa.RecordBatch:
    """The rows of one chunk."""
    with pa.OSFile(str(path), "rb") as source, pa.ipc.open_file(source) as file:
        return file.get_batch(0)


def write_answers(path_of: Callable[[str], Path], batch: pa.RecordBatch) -> str:
    """Keep the answered rows of one chunk; return the SHA-256 of the file, of which `path_of` makes its path. The same
    answers give the same bytes."""
    content = pa.BufferOutputStream()
    _write_batch(content, batch, compression="lz4")
    written = content.getvalue()
    sha256 = hashlib.sha256(written).hexdigest()
    with written_whole(path_of(sha256)) as aside:
        aside.write_bytes(written)
    return sha256


def _write_batch(sink: pa.NativeFile, batch: pa.RecordBatch, *, compression: str | None = None) -> None:
    options = pa.ipc.IpcWriteOptions(compression=compression)
    with pa.ipc.new_file(sink, batch.schema, options=options) as file:
        file.write_batch(batch)


def join_answers(parts: list[tuple[Path, str]], result: Path) -> Iterator[pa.RecordBatch]:
    """Write the answers of all chunks into one Parquet file, in order, passing each on. Raises BadFile if one was
    changed."""
    schema = pa.ipc.open_file(_written(*parts[0])).schema
    with (
        written_whole(result) as aside,
        pq.ParquetWriter(aside, schema, compression="zstd", write_statistics=False) as file,
    ):
        for path, sha256 in parts:
            batch = pa.ipc.open_file(_written(path, sha256)).get_batch(0)
            file.write_batch(batch)
            yield batch


def _written(path: Path, sha256: str) -> bytes:
    """The answers of a chunk as they were written. Raises BadFile."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise BadFile(f"the answers in {path.name} are not those that were written; start the job again")
    return content


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
