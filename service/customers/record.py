"""The record of a rescreen: one row for each subject, also where nothing has changed, as a Parquet file.

Tasks write parts, and the end of the rescreen puts them together. A part is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
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


def write_part(folder: Path, number: int, outcomes: Sequence[SubjectOutcome]) -> str:
    """Write the rows of one task. Gives the SHA-256 of the file."""
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
    path = _part(folder, number)
    with written_whole(path) as aside:
        pq.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA), aside, compression="zstd")
    return _sha256(path)


def put_together(folder: Path, numbers: Sequence[int]) -> str:
    """Make the record of the parts with these numbers. Gives the SHA-256 of the record."""
    record = folder / RECORD
    with written_whole(record) as aside, pq.ParquetWriter(aside, SCHEMA, compression="zstd") as writer:
        for number in numbers:
            writer.write_table(pq.read_table(_part(folder, number), schema=SCHEMA))
    return _sha256(record)


def remove_parts(folder: Path) -> None:
    """The rescreen has ended: its record has all rows."""
    shutil.rmtree(folder / "parts", ignore_errors=True)


def _part(folder: Path, number: int) -> Path:
    return folder / "parts" / f"{number:06d}.parquet"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
