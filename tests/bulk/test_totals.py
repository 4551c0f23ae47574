"""Control totals add up, over batches and chunks."""

import json

import pyarrow as pa

from service.bulk.counting import count
from service.bulk.errors import RowFault
from service.bulk.totals import BANDS, MOST_FAULTS, add, read_totals


def answered(*rows, first=1):
    """Rows as pairs of a decision and a score, or an error for a rejected one."""
    return pa.RecordBatch.from_pydict(
        {
            "sekisho_row": pa.array(range(first, first + len(rows)), pa.int64()),
            "decision": [decision for decision, _ in rows],
            "top_score": pa.array([None if isinstance(one, str) else one for _, one in rows], pa.float64()),
            "hits": [0 if one is None or isinstance(one, str) else 1 for _, one in rows],
            "suppressed_hits": [1 if one == 0.5 else 0 for _, one in rows],
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


def test_chunks_add_up_and_the_first_faults_are_kept():
    bad = [("rejected", "name: empty")] * 60
    whole = add([count(answered(*bad)), count(answered(*bad, ("clear", None), first=61))])
    assert (whole.rows, whole.decisions["rejected"], len(whole.faults)) == (121, 120, MOST_FAULTS)
    assert [one.row for one in whole.faults] == list(range(1, MOST_FAULTS + 1))


def test_totals_are_read_back():
    totals = count(answered(("review", 0.5), ("rejected", "name: empty")))
    assert add([totals, totals]).suppressed_hits == 2
    assert read_totals(json.loads(json.dumps(totals.document()))) == totals
