"""The record of a rescreen: one row for each subject, also where nothing has changed, as a Parquet file.

Tasks write their parts into the database, with all else that they have come to, so that workers need no folder in
common. Whoever ends the rescreen puts them together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
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
    subjects, changes = [one.subject for one in outcomes], [one.change for one in outcomes]
    columns: dict[str, pa.Array | Iterable[Any]] = {
        "subject_id": [one.id for one in subjects],
        "reference": [one.reference for one in subjects],
        "version": [one.version for one in subjects],
        "sha256": [one.sha256 for one in subjects],
        "outcome": [
            "failed" if one.error is not None else "changed" if one.change else "unchanged" for one in outcomes
        ],
        "decision": [one.decision for one in outcomes],
        "hits": [len(one.state) for one in outcomes],
        "new": _lists([one.new for one in changes]),
        "changed": _lists([one.changed for one in changes]),
        "ended": _lists([one.ended for one in changes]),
        "error": [one.error for one in outcomes],
    }
    arrays = [
        found if isinstance(found := columns[field.name], pa.Array) else pa.array(found, field.type) for field in SCHEMA
    ]
    written = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA), written, compression="zstd")
    part: bytes = written.getvalue().to_pybytes()
    return part


def _lists(values: Sequence[tuple[str, ...]]) -> pa.Array:
    """A column of lists, nearly all of them empty: from one list of all values and where each begins, as pyarrow takes
    long over a list a row."""
    starts = np.cumsum([0, *map(len, values)], dtype=np.int32)
    return pa.ListArray.from_arrays(starts, pa.array([*chain.from_iterable(values)], pa.string()))


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
