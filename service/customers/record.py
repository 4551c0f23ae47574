"""The record of a rescreen: one row for each subject, also where nothing has changed, as a Parquet file.

Tasks write their parts into the database, with all else that they have come to, so that workers need no folder in
common. Whoever ends the rescreen puts them together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from service.bulk.chunks import written_whole
from service.customers.outcome import SubjectOutcome

SCHEMA = pa.schema(
    [
        pa.field("subject_id", pa.string(), nullable=False),
        pa.field("reference", pa.string(), nullable=False),
        pa.field("version", pa.int32(), nullable=False),
        pa.field("sha256", pa.string(), nullable=False),
        pa.field("outcome", pa.string(), nullable=False),
        pa.field("decision", pa.string(), nullable=False),
        pa.field("hits", pa.int32(), nullable=False),
        pa.field("new", pa.list_(pa.string()), nullable=False),
        pa.field("changed", pa.list_(pa.string()), nullable=False),
        pa.field("ended", pa.list_(pa.string()), nullable=False),
        pa.field("error", pa.string()),
    ]
)
"""`outcome` is `unchanged`, `changed` or `failed`."""

RECORD = "record.parquet"


def part_of(outcomes: Sequence[SubjectOutcome]) -> bytes:
    """The rows of one task, as a Parquet file."""
    rows = [
        (
            one.subject.id,
            one.subject.reference,
            one.subject.version,
            one.subject.sha256,
            "failed" if one.error is not None else "changed" if one.change else "unchanged",
            one.decision,
            len(one.state),
            list(one.change.new),
            list(one.change.changed),
            list(one.change.ended),
            one.error,
        )
        for one in outcomes
    ]
    columns = list(zip(*rows, strict=True)) or [()] * len(SCHEMA)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, SCHEMA, strict=True)]
    written = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA), written, compression="zstd")
    part: bytes = written.getvalue().to_pybytes()
    return part


def join_parts(folder: Path, parts: Iterable[bytes]) -> str:
    """Make the record of parts. Gives the SHA-256 of the record."""
    record = folder / RECORD
    with written_whole(record) as aside, pq.ParquetWriter(aside, SCHEMA, compression="zstd") as writer:
        for part in parts:
            writer.write_table(pq.read_table(pa.BufferReader(part), schema=SCHEMA))
    return _sha256(record)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
