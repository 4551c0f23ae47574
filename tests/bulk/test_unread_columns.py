"""Columns that nobody knows, row by row."""

import pyarrow as pa

from service.bulk.columns import lay_out
from service.bulk.unread_columns import UnreadColumns


def test_each_row_names_the_columns_in_which_it_says_something():
    headers = ["name", "Notes", "id", "Remarks"]
    unread = UnreadColumns(lay_out(headers), headers)
    batch = pa.RecordBatch.from_pydict(
        {"name": ["A", "B", "C"], "Notes": ["X", " ", None], "id": ["1", "2", "3"], "Remarks": ["y", "z", ""]}
    )
    assert unread.headers == ("Notes", "Remarks")
    assert list(unread.filled(batch)) == [("Notes", "Remarks"), ("Remarks",), ()]


def test_a_file_of_known_columns_has_none():
    unread = UnreadColumns(lay_out(["name"]), ["name"])
    assert list(unread.filled(pa.RecordBatch.from_pydict({"name": ["A", "B"]}))) == [(), ()]


def test_many_columns_are_told_apart():
    headers = ["name", *(f"x{number}" for number in range(300))]
    unread = UnreadColumns(lay_out(headers), headers)
    cells = {name: ["", name if name in ("x7", "x299") else ""] for name in headers}
    assert list(unread.filled(pa.RecordBatch.from_pydict(cells))) == [(), ("x7", "x299")]
