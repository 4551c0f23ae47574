"""The rows that every format writes."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.bulk.batch_screening import FULL_ANSWER, ROW
from service.bulk.writing import rows
from service.bulk.writing.rows import harmless, public_batches, public_schema


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "result.parquet"
    columns = {ROW: range(7), "name": [f"n{n}" for n in range(7)], "score": [0.5] * 7, FULL_ANSWER.name: ["{}"] * 7}
    pq.write_table(pa.table({name: list(values) for name, values in columns.items()}), path)
    return path


def test_what_only_the_record_has_is_left_out(record, monkeypatch):
    monkeypatch.setattr(rows, "_BATCH", 3)
    batches = list(public_batches(record))
    assert [batch.num_rows for batch in batches] == [3, 3, 1]
    assert {tuple(batch.schema.names) for batch in batches} == {("name", "score")}
    assert [name for batch in batches for name in batch.column("name").to_pylist()] == [f"n{n}" for n in range(7)]
    assert public_schema(record).names == ["name", "score"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        *((f"{sign}1+1", f"'{sign}1+1") for sign in "=+-@\t\r"),
        ("1-1", "1-1"),
        ("a\n=1", "a\n=1"),
        ("'=1", "'=1"),
        ("", ""),
        (None, None),
    ],
)
def test_a_text_that_begins_as_a_formula_gets_an_apostrophe(text, written):
    batch = pa.RecordBatch.from_pydict({"=x": pa.array([text], pa.string()), "n": [-1.5]})
    made = harmless(batch)
    assert made.schema.names == ["'=x", "n"]
    assert made.to_pylist() == [{"'=x": written, "n": -1.5}]
