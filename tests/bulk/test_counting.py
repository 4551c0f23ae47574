"""Rows are counted in the result itself."""

import pyarrow as pa
import pytest

from service.bulk.counting import count
from service.bulk.errors import RowFault
from service.bulk.totals import BANDS


def answered(*rows, first=1):
    """Rows as pairs of a decision and a score, or an error for a rejected one."""
    return pa.RecordBatch.from_pydict(
        {
            "sekisho_row": pa.array(range(first, first + len(rows)), pa.int64()),
            "decision": [decision for decision, _ in rows],
            "top_score": pa.array([None if isinstance(one, str) else one for _, one in rows], pa.float64()),
            "hits": [0 if one is None or isinstance(one, str) else 1 for _, one in rows],
            "suppressed_hits": [1 if one == 0.5 else 0 for _, one in rows],
            "dob": ["x"] * len(rows),
            "error": pa.array([one if isinstance(one, str) else None for _, one in rows], pa.string()),
        }
    )


def test_every_row_is_counted_once():
    totals = count(answered(("clear", None), ("review", 0.85), ("block", 1.0), ("rejected", "dob: no such day: 'x'")))
    assert totals.decisions == {"clear": 1, "review": 1, "block": 1, "rejected": 1}
    assert (totals.rows, totals.hits, sum(totals.scores)) == (4, 2, 2)
    assert (totals.scores[17], totals.scores[BANDS - 1]) == (1, 1)
    assert totals.faults == [RowFault(4, "dob", "no such day: 'x'")]


def test_a_fault_of_the_whole_row_has_no_column():
    assert count(answered(("rejected", "the row is empty"))).faults == [RowFault(1, "", "the row is empty")]


@pytest.mark.parametrize(
    ("error", "column", "reason"),
    [
        ("name: it is too long to search: 61 words", "name", "it is too long to search: 61 words"),
        ("this name is too long to search: some words are left", "", "this name is too long to search: some are left"),
        ("Name: full: it is empty", "Name: full", "it is empty"),
        ("decision: no such day", "decision", "no such day"),
        ("goods: expected at most 1,000 characters", "goods", "expected at most 1,000 characters"),
    ],
)
def test_a_fault_is_of_a_column_only_if_there_is_one_of_that_name(error, column, reason):
    batch = answered(("rejected", error)).append_column("Name: full", pa.array([""]))
    batch = batch.append_column("input_decision", pa.array(["mine"]))
    (fault,) = count(batch).faults
    assert (fault.column, fault.reason) == (column, reason if column else error)


@pytest.mark.parametrize("band", range(BANDS + 1))
def test_a_score_on_the_border_is_in_the_band_above_it(band):
    totals = count(answered(("review", band / BANDS)))
    assert totals.scores.index(1) == min(band, BANDS - 1)


def test_no_rows_have_no_totals():
    totals = count(answered())
    assert (totals.rows, totals.hits, totals.faults) == (0, 0, [])
