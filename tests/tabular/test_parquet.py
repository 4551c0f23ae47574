"""Parquet: lists, dates, and few bytes that stand for many."""

import pyarrow as pa
import pyarrow.parquet as pq

from tests.tabular.reading import read, refusal


def test_parquet(tmp_path):
    table = pa.table({"name": ["A", None], "born": pa.array([1, 2], pa.date32()), "aliases": [["B", "C"], []]})
    pq.write_table(table, tmp_path / "a")
    assert read(tmp_path / "a")[1] == [["A", "1970-01-02", "B|C"], [None, "1970-01-03", ""]]
    pq.write_table(pa.table({"name": [{"first": "A"}]}), tmp_path / "b")
    assert "column 'name': expected texts, numbers, dates or lists of texts, got struct" in refusal(tmp_path / "b")
