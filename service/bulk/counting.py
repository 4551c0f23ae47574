"""The totals of answered rows, counted in the result itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import pyarrow as pa

from service.bulk.batch_screening import ROW
from service.bulk.columns import known_fields
from service.bulk.errors import RowFault
from service.bulk.totals import BANDS, DECISIONS, MOST_FAULTS, Totals


def count(batch: pa.RecordBatch) -> Totals:
    """The totals of some answered rows."""
    counted = Counter(batch.column("decision").to_pylist())
    scores = [0] * BANDS
    for score in batch.column("top_score").drop_null().to_pylist():
        scores[min(BANDS - 1, int(score * BANDS))] += 1
    hits, suppressed = (sum(batch.column(name).to_pylist()) for name in ("hits", "suppressed_hits"))
    return Totals({name: counted[name] for name in DECISIONS}, hits, suppressed, scores, list(_faults(batch)))


def _faults(batch: pa.RecordBatch) -> Iterator[RowFault]:
    if batch.column("error").null_count == batch.num_rows:
        return
    found = zip(batch.column(ROW).to_pylist(), batch.column("error").to_pylist(), strict=True)
    bad = [(row, error) for row, error in found if error is not None]
    names = {name.removeprefix("input_") for name in batch.schema.names}.union(batch.schema.names, known_fields())
    for row, error in bad[:MOST_FAULTS]:
        yield _fault(row, error, names)


def _fault(row: int, error: str, names: Collection[str]) -> RowFault:
    """A fault names its column first, if it is one of a column. Reasons have colons too, and so have some headers."""
    column = max((name for name in names if error.startswith(f"{name}: ")), key=len, default=None)
    return RowFault(row, "", error) if column is None else RowFault(row, column, error[len(column) + 2 :])
