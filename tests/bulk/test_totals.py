"""Control totals add up, over batches and chunks."""

import json

from service.bulk.counting import count
from service.bulk.totals import MOST_FAULTS, add, read_totals
from tests.bulk.test_counting import answered


def test_chunks_add_up_and_the_first_faults_are_kept():
    bad = [("rejected", "name: empty")] * 60
    whole = add([count(answered(*bad)), count(answered(*bad, ("clear", None), first=61))])
    assert (whole.rows, whole.decisions["rejected"], len(whole.faults)) == (121, 120, MOST_FAULTS)
    assert [one.row for one in whole.faults] == list(range(1, MOST_FAULTS + 1))


def test_totals_are_read_back():
    totals = count(answered(("review", 0.5), ("rejected", "name: empty")))
    assert add([totals, totals]).suppressed_hits == 2
    assert read_totals(json.loads(json.dumps(totals.document()))) == totals
